// A channel that posts each notice to a configured URL (a messaging gateway). It never blocks:
// libcurl runs in the process's loop, and each post has a timeout.
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
    /// Watches its descriptors in `loop` under `token`. Throws if libcurl cannot be initialized.
    Webhook(Loop& loop, int token, std::string url, std::int64_t ms_max);
    ~Webhook();
    Webhook(const Webhook&) = delete;
    Webhook& operator=(const Webhook&) = delete;

    /// Posts the JSON. Only a 2xx status counts as sent; redirects are not followed.
    void post(NoticeId id, std::string json);

    /// Returns the finished posts. Call once per turn with everything the loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    /// Milliseconds until the next call of turn() at the latest.
    long wait_ms() const;

    struct Inner;

 private:
    std::unique_ptr<Inner> inner_;
};

}  // namespace dudao::workers
