// The clock of a rectification and its ladder. The clock runs from service until it is stopped
// (submitted, suspended, contested, referred up). Each restart begins a new generation. Every key
// of a step or a notice contains the generation, so that after an extension the steps are taken
// again.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// Starts a new generation with the whole budget, or with what is left after `consumed` units.
/// Returns its deadline.
Moment start_clock(Draft& draft, const Rectification& r, Budget budget, std::int32_t consumed);

/// Stops the clock and cancels the ladder's timers. Does nothing if the clock is stopped.
void stop_clock(Draft& draft, const Rectification& r);

/// Starts a new generation with what was left; does nothing if the clock runs. Returns the deadline
/// now in force.
Moment resume_clock(Draft& draft, const Rectification& r);

/// Continues as if the clock had never stopped (after a hollow submission): same generation, same
/// deadline.
void run_on(Draft& draft, const Rectification& r);

/// Budget units used up to `now`.
std::int32_t consumed_by(const Draft& draft, const Rectification& r, Moment now);

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
