// A channel that posts each notice to a URL of the county's choice (a messaging gateway). Nothing
// waits: libcurl works in the loop of the process, and each post ends within its time limit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/notice.h"
#include "net/loop.h"

namespace dudao::workers {

class Webhook {
 public:
    /// Descriptors are watched in `loop` under `token`. Throws when libcurl cannot start.
    Webhook(Loop& loop, int token, std::string url, std::int64_t ms_max);
    ~Webhook();
    Webhook(const Webhook&) = delete;
    Webhook& operator=(const Webhook&) = delete;

    /// POST of the JSON. Only an answer 2xx counts as sent; no redirect is followed.
    void post(NoticeId id, std::string json);

    /// What has ended. Call once a turn with all that the loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    /// Milliseconds until turn() wants to be called at the latest.
    long wait_ms() const;

    struct Inner;

 private:
    std::unique_ptr<Inner> inner_;
};

}  // namespace dudao::workers
