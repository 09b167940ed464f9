// The clock of a rectification and the ladder that hangs on it. A clock runs from service until it
// stands (submitted, suspended, contested, referred up); each restart is a new generation, and
// every key of a step or a notice carries the generation, so that an extended matter rings again.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// Starts a new generation with the whole budget from now, or with what is left of it; gives back
/// its deadline.
Moment start_clock(Draft& draft, const Rectification& r, Budget budget, std::int32_t consumed);

/// The clock stands; its ladder is held. Nothing when it stands already.
void stop_clock(Draft& draft, const Rectification& r);

/// Runs again with what was left; gives back the deadline that holds from now on.
Moment resume_clock(Draft& draft, const Rectification& r);

/// Runs on as if it had never stopped (a hollow submission): same generation, same deadline.
void run_on(Draft& draft, const Rectification& r);

/// Working days used by now.
std::int32_t consumed_by(const Draft& draft, const Rectification& r, Moment now);

/// Acts on one step of the ladder: slip, notices, demand, lead.
void take_step(Draft& draft, const Rectification& r, std::int32_t step, bool by_hand, Text reason);

/// The ladder timer fires: the highest step due acts, lower ones are overtaken, in one commit.
void fire_ladder(Draft& draft, const Rectification& r);

/// The finding fell away: the duty ends without strike-off by verification.
void close_without_object(Draft& draft, const Rectification& r, const Text& reason);

/// A step of the ladder and its moment, for a deadline; grave matters enter higher.
struct DueStep {
    std::int32_t step = 0;
    Moment due;
};
std::vector<DueStep> ladder_of(const Calendar& calendar, const Policy& policy, Severity severity,
                               Moment deadline);

}  // namespace dudao
