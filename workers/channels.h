// The channels that notices are sent through. Every notice goes to all configured channels, and the
// worst of their outcomes is reported.
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
    /// Opens the channels. An empty `file` or `url` leaves that channel out.
    static Result<Channels> open(Loop& loop, int token, const std::string& file,
                                 const std::string& url);

    /// Starts sending notices, each one line of JSON.
    void send(const std::vector<std::pair<NoticeId, std::string>>& notices);
    /// Returns the notices that every channel has finished. Call once per turn with everything the
    /// loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    long wait_ms() const;

 private:
    std::optional<NoticeFile> file_;
    std::unique_ptr<Webhook> webhook_;
    /// Outcomes of the file while the webhook is still sending.
    std::map<NoticeId, NoticeOutcome> by_file_;
    std::vector<NoticeOutcome> done_;
};

}  // namespace dudao::workers
