// Notices attempted by this worker: each is sent once, after the log records the attempt, and never
// again. An attempt of an earlier run without an outcome is reported as uncertain, because it may
// or may not have been sent.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "domain/event.h"
#include "domain/state.h"

namespace dudao::workers {

class Notices {
 public:
    explicit Notices(KeyId me) : me_(std::move(me)) {}

    void load(const State& state);
    void apply(const Event& event);

    /// The broker accepted our attempt in this commit.
    void accepted(NoticeId id, std::uint64_t commit);
    /// Every channel has finished with the notice.
    void done(const NoticeOutcome& outcome);

    /// Returns the notices to send now: those whose attempt is in the replica, so that all their
    /// items are known.
    std::vector<NoticeId> to_send(std::uint64_t seq);
    /// Returns the outcomes to report to the broker now. `settled` is true when none of our
    /// attempts is unanswered; an attempt in the log that is unknown here then belongs to an
    /// earlier run.
    std::vector<NoticeOutcome> to_report(bool settled);

    /// True while an attempt has no reported outcome.
    bool busy() const;
    std::size_t sending() const { return sending_; }

 private:
    enum class Phase { Accepted, Sending, ToReport, Reported };
    struct Mine {
        Phase phase = Phase::Accepted;
        std::uint64_t commit = 0;
        NoticeOutcome outcome;
    };
    void forget(NoticeId id);

    KeyId me_;
    std::set<NoticeId> attempted_;   // attempts of this worker in the log without an outcome
    std::map<NoticeId, Mine> mine_;  // attempts of this run
    std::size_t sending_ = 0;
};

}  // namespace dudao::workers
