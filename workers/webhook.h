// A channel that posts each notice to a configured URL (a messaging gateway), signed if a secret is
// agreed with it. It never blocks, and each post has a timeout.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/moment.h"
#include "domain/notice.h"
#include "workers/transfers.h"

namespace dudao::workers {

/// "t=<unix seconds>,v1=<hex of HMAC-SHA-256 over "<t>.<body>">": the receiver computes the same,
/// and takes no body whose moment is old.
std::string signature_of(const std::string& secret, Moment at, const std::string& body);

class Webhook {
 public:
    /// An empty `secret`: the posts are not signed.
    Webhook(Loop& loop, int token, std::string url, std::string secret, std::int64_t ms_max);
    ~Webhook();
    Webhook(const Webhook&) = delete;
    Webhook& operator=(const Webhook&) = delete;

    /// Posts the JSON. Only a 2xx status counts as sent; redirects are not followed. `at`: now, by
    /// the machine's clock.
    void post(NoticeId id, std::string json, Moment at);

    /// Returns the finished posts. Call once per turn with everything the loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    long wait_ms() const { return transfers_.wait_ms(); }

    struct Post;

 private:
    void set_up(Post& post, const std::string& signature) const;

    Transfers transfers_;
    std::string url_;
    std::string secret_;
    std::int64_t ms_max_;
    std::map<void*, std::unique_ptr<Post>> posts_;
};

}  // namespace dudao::workers
