// Notices that this worker has attempted: sent once, after the log says so, and never again. What
// an earlier life attempted and did not finish is reported as uncertain, because nobody knows.
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
    /// The channels are through with it.
    void done(const NoticeOutcome& outcome);

    /// To be sent now: attempts whose commit the replica holds, so that their items are complete.
    std::vector<NoticeId> to_send(std::uint64_t seq);
    /// Outcomes to be told to the broker now. `settled`: no attempt of ours is unanswered, so that
    /// what the log calls ours and we do not know is of an earlier life.
    std::vector<NoticeOutcome> to_report(bool settled);

    /// An attempt has been made and its outcome not yet said.
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
    std::set<NoticeId> attempted_;   // by us, as the log says, without an outcome
    std::map<NoticeId, Mine> mine_;  // of this life
    std::size_t sending_ = 0;
};

}  // namespace dudao::workers
