#include "workers/store_calls.h"

#include <algorithm>

#include "store/store.h"
#include "workers/limits.h"

namespace dudao::workers {

void StoreCalls::send(const Call& call, const std::vector<std::string>& args, std::int64_t now_ms) {
    if (up() && connection_->send(args)) {
        sent_.push_back({call, now_ms});
        connection_->flush();
    } else {
        lost_.push_back({call, std::nullopt});
    }
}

/// True if the call was refused temporarily (out of memory, loading, not the master) or is a claim
/// with an error; it is retried later.
bool StoreCalls::refused(const Call& call, const Reply& reply) const {
    if (!reply.is(Reply::Kind::Error)) return false;
    return call.what == What::Claim || verdict_on(reply).outcome != Outcome::Broken;
}

void StoreCalls::give_up(const std::string& why, std::int64_t now_ms) {
    for (const Sent& sent : sent_) lost_.push_back({sent.call, std::nullopt});
    sent_.clear();
    if (connection_) ended_ = why;
    connection_.reset();
    connect_at_ms_ = now_ms + redis_retry_ms;
}

std::vector<StoreCalls::Answer> StoreCalls::turn(std::int64_t now_ms) {
    std::vector<Answer> answers;
    if (!connection_ && now_ms >= connect_at_ms_) {
        auto made = Connection::connect(address_);
        if (made) connection_.emplace(std::move(*made));
        if (!made) give_up(made.error().what, now_ms);
    }
    if (connection_) {
        std::string trouble;
        for (Reply& reply : connection_->pump()) {
            const Call call = sent_.front().call;
            if (refused(call, reply)) {
                trouble = reply.text;
                break;  // this call and all later ones are given up
            }
            sent_.pop_front();
            answers.push_back({call, std::move(reply)});
        }
        if (connection_->closed()) trouble = connection_->why_closed();
        if (!sent_.empty() && now_ms - sent_.front().at_ms >= redis_ms_max) trouble = "silent";
        if (!trouble.empty()) give_up(trouble, now_ms);
    }
    watched_.see(up() ? connection_->fd() : -1, up() && connection_->wants_write());
    for (Answer& lost : std::exchange(lost_, {})) answers.push_back(std::move(lost));
    return answers;
}

long StoreCalls::wait_ms(std::int64_t now_ms) const {
    if (!lost_.empty()) return 0;
    std::int64_t due = now_ms + redis_ms_max;
    if (!connection_) due = connect_at_ms_;
    if (!sent_.empty()) due = sent_.front().at_ms + redis_ms_max;
    return static_cast<long>(std::max<std::int64_t>(due - now_ms, 0));
}

}  // namespace dudao::workers
