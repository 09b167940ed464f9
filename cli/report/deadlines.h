// Checks that every deadline was acted on, once, and not early. Computed only from the setting and
// ending of timers in the log.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "cli/report/faults.h"
#include "cli/report/report.h"
#include "domain/rectification/types.h"
#include "domain/timer.h"

namespace dudao::report {

class Deadlines {
 public:
    void set(const Timer& timer, Faults& faults);
    void end(const TimerEnded& ended, Moment at, Faults& faults);
    /// Each step of the ladder may be taken once per generation of the clock.
    void step(const StepTaken& step, Faults& faults);

    /// Counts what was due by `end` and reports deadlines that nothing was done about.
    Report::Deadlines count(Moment end, Faults& faults) const;

 private:
    struct Ending {
        TimerEnd how = TimerEnd::Acted;
        Moment at;
    };
    struct Kept {
        Timer timer;
        std::optional<Ending> ending;
    };
    std::map<TimerId, Kept> timers_;
    std::set<std::tuple<RectificationId, std::int32_t, std::int32_t>> steps_;
    int early_ = 0;
    int twice_ = 0;
};

}  // namespace dudao::report
