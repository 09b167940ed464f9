// Deadlines counted again, by other code than the rules': day by day with the calendar's bare
// lists. A rule that forgets a holiday, a suspension or a generation is found out here, where
// replaying it would only repeat the mistake.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "domain/event.h"
#include "domain/state.h"

namespace dudao::sim {

class Recount {
 public:
    using Broken = std::function<void(const std::string& invariant, const std::string& what)>;
    explicit Recount(Broken broken) : broken_(std::move(broken)) {}

    /// The events of one commit in their order; `state` is that after the commit.
    void add(const std::vector<Event>& commit, const State& state);

 private:
    struct Clock {
        std::int32_t generation = 0;
        bool runs = false;
        Moment stopped_at;
        Moment deadline;
        std::int32_t total = 0;  // days of the running generation
        Budget budget;           // with what was granted since
        Budget asked;            // more time, not decided yet
    };

    void started(const ClockStarted& event, Moment at, const State& state);
    void has_limit(const RectificationStepped& event, Moment at, const State& state);
    void confirmed(const FindingStepped& event, Moment at, const State& state);
    void stopped(const ClockStopped& event, Moment at);
    void ladder_set(const Timer& timer, const State& state);
    Moment moment_of(std::int32_t step, RectificationId id, const State& state);
    void stepped(const StepTaken& event, Moment at, const State& state);

    Broken broken_;
    std::map<RectificationId, Clock> clocks_;
    // In this commit:
    std::set<TimerId> set_now_;
    std::map<std::pair<Matter, TimerKind>, Moment> limits_;
    std::set<RectificationId> hollow_;    // returned as hollow: no day is given back
    std::set<RectificationId> returned_;  // the second return climbs a step by itself
};

}  // namespace dudao::sim
