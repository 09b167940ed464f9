// Did inspections happen? A plan that runs promises visits: a long stretch in which none is sent
// out, or a village unseen for longer than the plan's longest gap, is a broken promise, whatever
// the reason (nobody free, everybody in conflict, the engine down).
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
    /// A stretch is named when it has this many times the mean interval, and at least 5 days.
    static constexpr int intervals_max = 10;
    static constexpr int days_min = 5;

    void add(const Event& event);
    /// What was promised and did not happen up to `end`.
    void count(Moment end, Faults& faults) const;

 private:
    struct Run {
        PlanDraft draft;
        std::optional<Moment> opened;
        std::optional<Moment> closed;
        std::vector<Moment> released;  // unannounced visits, in order
    };

    /// Days on which the plan's windows lie, from the day of `from` to before the day of `to`.
    int window_days(const Run& run, Moment from, Moment to) const;
    void count_stretches(PlanId id, const Run& run, Moment end, Faults& faults) const;
    void count_gaps(PlanId id, const Run& run, Moment end, Faults& faults) const;

    State registry_;  // units and calendar alone
    std::map<PlanId, Run> runs_;
    std::map<UnitId, std::vector<Moment>> visits_;
};

}  // namespace dudao::report
