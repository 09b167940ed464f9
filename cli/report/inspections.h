// Checks that inspections happened. A running plan promises visits: a long period without a
// released visit, or a village not visited for longer than the plan's longest gap, is a broken
// promise, whatever the reason (nobody free, conflicts of interest, engine down).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "cli/report/faults.h"
#include "domain/event.h"
#include "domain/state.h"

namespace dudao::report {

class Inspections {
 public:
    /// A period is reported if it lasts this many mean intervals, and at least 5 days.
    static constexpr int intervals_max = 10;
    static constexpr int days_min = 5;

    void add(const Event& event);
    /// Reports what was promised and did not happen up to `end`.
    void count(Moment end, Faults& faults) const;

 private:
    struct Run {
        PlanDraft draft;
        std::optional<Moment> opened;
        std::optional<Moment> closed;
        std::vector<Moment> released;  // release times of unannounced visits, in order
    };

    /// Number of days with a window of the plan, from the day of `from` to before the day of `to`.
    int window_days(const Run& run, Moment from, Moment to) const;
    void count_stretches(PlanId id, const Run& run, Moment end, Faults& faults) const;
    void count_gaps(PlanId id, const Run& run, Moment end, Faults& faults) const;

    State registry_;  // only units and calendar
    std::map<PlanId, Run> runs_;
    std::map<UnitId, std::vector<Moment>> visits_;
};

}  // namespace dudao::report
