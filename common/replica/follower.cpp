#include "workers/follower.h"

#include <algorithm>

#include "workers/limits.h"

namespace dudao::workers {

Follower::Follower(Loop& loop, int token, Options options, const Log& log)
    : watched_(loop, token), options_(std::move(options)), log_(log) {
    if (!options_.data.empty()) replica_ = snapshot::load(options_.data, options_.j);
    saved_seq_ = replica_.seq;
}

Result<void> Follower::start_anew(const std::string& why, const std::function<void()>& reloaded) {
    log_.warning("", "replica.thrown_away", {{"seq", std::to_string(replica_.seq)}, {"why", why}});
    if (forked_at_ && replica_.seq <= *forked_at_) {
        return fail(Error::Kind::Corrupt, "the log of " + options_.j + ": " + why,
                    "ask an auditor; the log was changed or restored");
    }
    forked_at_ = replica_.seq;
    tail_.close();
    replica_ = {};
    saved_seq_ = 0;
    reloaded();
    return {};
}

Result<void> Follower::turn(std::int64_t now_ms, const std::function<void(const Commit&)>& folded,
                            const std::function<void()>& reloaded) {
    if (tail_.closed() && now_ms >= open_at_ms_) {
        open_at_ms_ = now_ms + redis_retry_ms;
        const auto opened = tail_.open(options_.redis, options_.j, replica_.seq, replica_.head);
        if (!opened) log_.warning("", "tail.unreachable", {{"why", opened.error().what}});
    }
    if (tail_.closed()) return {};
    const Tailed tailed = tail_.pump(now_ms);
    watched_.see(tail_.fd(), tail_.wants_write());
    for (const Entry& entry : tailed.entries) {
        const auto commit = replica_.take_commit(entry);
        if (!commit) {
            auto again = start_anew(commit.error().text(), reloaded);
            watched_.see(-1, false);
            return again;
        }
        folded(*commit);
    }
    if (replica_.seq >= saved_seq_ + snapshot_commits) save();
    if (!tailed.fault) return {};
    switch (tailed.fault->kind) {
        case TailFault::Kind::Fork:
            return start_anew(tailed.fault->text, reloaded);
        case TailFault::Kind::Gap:
            return fail(Error::Kind::NotFound, tailed.fault->text,
                        "`dudao init` makes a log; of a trimmed one a snapshot is needed");
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

void Follower::save() {
    if (options_.data.empty() || replica_.seq == saved_seq_) return;
    saved_seq_ = replica_.seq;
    const auto saved = snapshot::save(options_.data, options_.j, replica_);
    if (!saved) log_.warning("", "snapshot.failed", {{"why", saved.error().text()}});
}

}  // namespace dudao::workers
