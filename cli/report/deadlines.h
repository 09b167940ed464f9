// Was every deadline acted on, once, and not before its moment? Counted from the settings and the
// endings in the log alone.
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
    /// A step of the ladder rings once in each generation of the clock.
    void step(const StepTaken& step, Faults& faults);

    /// Counts what was due by `end`, and names what nobody acted on.
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
