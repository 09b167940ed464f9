// The clock of a rectification and its ladder. The clock runs from service until it is stopped
// (submitted, suspended, contested, referred up). Each restart begins a new generation. Every key
// of a step or a notice contains the generation, so that after an extension the steps are taken
// again.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// The clock that holds from now on.
struct Running {
    std::int32_t generation = 0;
    Moment deadline;
};

/// Served: the first generation, with the whole budget from now.
void start_clock(Draft& draft, const Rectification& r);

/// Stops the clock and cancels the ladder's timers. Does nothing if the clock is stopped.
void stop_clock(Draft& draft, const Rectification& r);

/// Runs again, as a new generation, with the time it had when it was stopped; one that stood for no
/// day runs on. One that never ran starts; nothing changes where it runs.
Running resume_clock(Draft& draft, const Rectification& r);

/// Runs on as if it had never stopped (a hollow submission): same generation, same deadline. What
/// was granted while it stood moves the deadline, as a new generation. One that never ran starts.
Running run_on(Draft& draft, const Rectification& r);

/// A new generation whose budget is larger by `more`: the deadline moves by exactly that.
void extend_clock(Draft& draft, const Rectification& r, std::int32_t more);

/// A new generation for another unit: the time used stays used. What is over leaves it one unit.
void hand_over_clock(Draft& draft, const Rectification& r);

/// Units of the budget used by now.
std::int32_t consumed_by(const Calendar& calendar, const Rectification& r, Moment now);

/// Takes one step of the ladder: slip, notices, demand, lead.
void take_step(Draft& draft, const Rectification& r, std::int32_t step, bool by_hand, Text reason);

/// Called when a ladder timer fires: takes the highest due step and records lower ones as
/// overtaken, in one commit.
void fire_ladder(Draft& draft, const Rectification& r);

/// Ends the rectification because its finding was dismissed, without verification.
void close_without_object(Draft& draft, const Rectification& r, const Text& reason);

/// A step of the ladder and its moment for a deadline; grave matters start at a higher step.
struct DueStep {
    std::int32_t step = 0;
    Moment due;
};
std::vector<DueStep> ladder_of(const Calendar& calendar, const Policy& policy, Severity severity,
                               Moment deadline);

}  // namespace dudao
