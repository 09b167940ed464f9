// Where notices go. All channels that are set up get every notice; what one of them did not do
// shows in the outcome, so the worst one is said.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "workers/notice_file.h"
#include "workers/webhook.h"

namespace dudao::workers {

class Channels {
 public:
    /// Empty: no such channel.
    static Result<Channels> open(Loop& loop, int token, const std::string& file,
                                 const std::string& url);

    /// Hands over notices as lines of JSON.
    void send(const std::vector<std::pair<NoticeId, std::string>>& notices);
    /// Those that all channels are through with. Once a turn, with all that the loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    long wait_ms() const;

 private:
    std::optional<NoticeFile> file_;
    std::unique_ptr<Webhook> webhook_;
    std::map<NoticeId, NoticeOutcome> by_file_;  // while the webhook is at it
    std::vector<NoticeOutcome> done_;
};

}  // namespace dudao::workers
