#include "replica/follower.h"

#include <algorithm>
#include <utility>

namespace dudao {
namespace {

constexpr std::int64_t retry_ms = 200;

}  // namespace

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
    watched_.see(-1, false);
    replica_ = {};
    saved_seq_ = 0;
    ready_ = false;
    reloaded();
    return {};
}

Result<void> Follower::turn(std::int64_t now_ms, const Folded& folded,
                            const std::function<void()>& reloaded) {
    if (heard_ms_ == 0) heard_ms_ = now_ms;
    if (tail_.closed() && now_ms >= open_at_ms_) {
        open_at_ms_ = now_ms + retry_ms;
        const auto opened = tail_.open(options_.redis, options_.j, replica_.seq, replica_.head);
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
        auto commit = replica_.take_commit(entry);
        if (!commit) return start_anew(commit.error().text(), reloaded);
        folded(entry.seq, std::move(*commit));
    }
    ready_ = ready_ || (replica_.seq > 0 && replica_.seq >= tail_.confirmed());
    if (replica_.seq >= saved_seq_ + snapshot::every) save();
    return tailed.fault ? answer_fault(*tailed.fault, now_ms, reloaded) : Result<void>();
}

Result<void> Follower::answer_fault(const TailFault& fault, std::int64_t now_ms,
                                    const std::function<void()>& reloaded) {
    switch (fault.kind) {
        case TailFault::Kind::Fork:
            return start_anew(fault.text, reloaded);
        case TailFault::Kind::Gap:
            return fail(Error::Kind::NotFound, fault.text,
                        "`dudao init` makes a log; of a trimmed one a snapshot is needed");
        case TailFault::Kind::Unreachable:
            open_at_ms_ = now_ms + retry_ms;
            log_.warning("", "tail.lost", {{"why", fault.text}});
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
    if (!saved) log_.warning("", "snapshot.unwritten", {{"why", saved.error().text()}});
}

}  // namespace dudao
