#include "cli/report/inspections.h"

#include <algorithm>

#include "domain/roles.h"

namespace dudao::report {
namespace {

constexpr int days_counted_max = 4000;  // per plan: eleven years

}  // namespace

void Inspections::add(const Event& event) {
    if (const auto* unit = std::get_if<UnitRow>(&event.body)) {
        registry_.units[unit->id] = *unit;
    } else if (const auto* calendar = std::get_if<CalendarAdoption>(&event.body)) {
        registry_.calendar = calendar->calendar;
    } else if (const auto* drafted = std::get_if<PlanDrafted>(&event.body)) {
        runs_[drafted->id].draft = drafted->draft;
    } else if (const auto* stepped = std::get_if<PlanStepped>(&event.body)) {
        Run& run = runs_[stepped->id];
        if (stepped->verb == plan::Verb::Open) run.opened = event.at;
        const bool over =
            stepped->verb == plan::Verb::Close || stepped->verb == plan::Verb::Supersede;
        if (over) run.closed = event.at;
    } else if (const auto* released = std::get_if<TaskReleased>(&event.body)) {
        if (released->kind == TaskKind::Unannounced) {
            runs_[released->plan].released.push_back(event.at);
        }
    } else if (const auto* arrived = std::get_if<TaskCheckedIn>(&event.body)) {
        visits_[arrived->target].push_back(event.at);
    }
}

int Inspections::window_days(const Run& run, Moment from, Moment to) const {
    const Calendar& calendar = registry_.calendar;
    const auto& windows = run.draft.windows;
    const bool any_day = std::any_of(windows.begin(), windows.end(),
                                     [](const Window& each) { return !each.working_days_only; });
    const Day first = calendar.zone.local_day(from);
    const Day last = calendar.zone.local_day(to);
    const int all = std::min(last.number - first.number, days_counted_max);
    if (any_day) return all;
    int days = 0;
    for (int i = 0; i < all; ++i) days += calendar.is_working(first + i) ? 1 : 0;
    return days;
}

void Inspections::count_stretches(PlanId id, const Run& run, Moment end, Faults& faults) const {
    if (run.draft.expected_visits <= 0) return;
    const int days = window_days(run, run.draft.start, run.draft.end);
    const int most = std::max(days_min, intervals_max * days / run.draft.expected_visits);
    Moment since = *run.opened;
    std::vector<Moment> ends = run.released;
    ends.push_back(end);
    for (const Moment next : ends) {
        const int without = window_days(run, since, next);
        if (without > most) {
            faults.add("plan " + std::to_string(id.value) + ": no inspection was sent out for " +
                       std::to_string(without) + " days from " +
                       to_text(registry_.calendar.zone.local_day(since)) + ", where " +
                       std::to_string(run.draft.expected_visits) + " visits are expected in " +
                       std::to_string(days));
        }
        since = next;
    }
}

void Inspections::count_gaps(PlanId id, const Run& run, Moment end, Faults& faults) const {
    const Span longest = days(run.draft.longest_gap_days);
    if (longest.ms == 0) return;
    for (const auto& [unit, row] : registry_.units) {
        if (row.level != Level::Village || !is_within(registry_, unit, run.draft.scope)) continue;
        Moment since = *run.opened;
        std::vector<Moment> ends;
        if (const auto at = visits_.find(unit); at != visits_.end()) ends = at->second;
        ends.push_back(end);
        for (const Moment next : ends) {
            if (next > since && next <= end && next - since > longest) {
                faults.add("plan " + std::to_string(id.value) + ": " + unit.text +
                           " was not visited for more than " +
                           std::to_string(run.draft.longest_gap_days) + " days from " +
                           to_text(registry_.calendar.zone.local_day(since)));
            }
            since = std::max(since, next);
        }
    }
}

void Inspections::count(Moment end, Faults& faults) const {
    for (const auto& [id, run] : runs_) {
        if (!run.opened) continue;
        const Moment until = std::min(end, run.closed.value_or(end));
        count_stretches(id, run, until, faults);
        count_gaps(id, run, until, faults);
    }
}

}  // namespace dudao::report
