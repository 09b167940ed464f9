#include "console/follower.h"

#include <algorithm>

#include "console/limits.h"

namespace dudao::console {

Result<void> Follower::start_anew(const std::string& why, const std::function<void()>& reloaded) {
    log_.warning("", "replica.thrown_away", {{"seq", std::to_string(replica_.seq)}, {"why", why}});
    if (forked_at_ && replica_.seq <= *forked_at_) {
        return fail(Error::Kind::Corrupt, "the log of " + j_ + ": " + why,
                    "ask an auditor; the log was changed or restored");
    }
    forked_at_ = replica_.seq;
    tail_.close();
    watched_.see(-1, false);
    replica_ = {};
    record_.clear();
    ready_ = false;
    reloaded();
    return {};
}

Result<void> Follower::turn(std::int64_t now_ms, const std::function<void(const Commit&)>& folded,
                            const std::function<void()>& reloaded) {
    if (heard_ms_ == 0) heard_ms_ = now_ms;
    if (tail_.closed() && now_ms >= open_at_ms_) {
        open_at_ms_ = now_ms + redis_retry_ms;
        const auto opened = tail_.open(redis_, j_, replica_.seq, replica_.head);
        if (!opened) log_.warning("", "tail.unreachable", {{"why", opened.error().what}});
    }
    if (tail_.closed()) return {};
    const Tailed tailed = tail_.pump(now_ms);
    watched_.see(tail_.fd(), tail_.wants_write());
    if (!tailed.entries.empty() || (!tailed.fault && tail_.next_due() != round_)) {
        heard_ms_ = now_ms;
    }
    round_ = tail_.next_due();
    for (const Entry& entry : tailed.entries) {
        const auto commit = replica_.take_commit(entry);
        if (!commit) return start_anew(commit.error().text(), reloaded);
        record_.take(entry.seq, *commit, replica_.state);
        folded(*commit);
    }
    ready_ = ready_ || (replica_.seq > 0 && replica_.seq >= tail_.confirmed());
    if (!tailed.fault) return {};
    switch (tailed.fault->kind) {
        case TailFault::Kind::Fork:
            return start_anew(tailed.fault->text, reloaded);
        case TailFault::Kind::Gap:
            return fail(Error::Kind::NotFound, tailed.fault->text,
                        "`dudao init` makes a log; of a trimmed one the archive is needed");
        case TailFault::Kind::Unreachable:
            open_at_ms_ = now_ms + redis_retry_ms;
            log_.warning("", "tail.lost", {{"why", tailed.fault->text}});
    }
    return {};
}

long Follower::wait_ms(std::int64_t now_ms) const {
    const std::int64_t due = tail_.closed() ? open_at_ms_ : tail_.next_due().value_or(now_ms);
    return static_cast<long>(std::max<std::int64_t>(due - now_ms, 0));
}

}  // namespace dudao::console
