#include "domain/figures.h"

#include <algorithm>

namespace dudao {
namespace {

using Step = rectification::State;

constexpr auto of_rectifications = std::to_array<Figure>(
    {Figure::Open, Figure::Overdue, Figure::DueInWeek, Figure::Blue, Figure::Yellow, Figure::Orange,
     Figure::Red, Figure::Uncoloured, Figure::ClockStands, Figure::AwaitingAcknowledgement,
     Figure::AwaitingVerification, Figure::AwaitingInterview, Figure::ExtensionAsked,
     Figure::StruckOff, Figure::StruckOffThisWeek, Figure::FallenAway});
constexpr auto of_tasks =
    std::to_array<Figure>({Figure::TasksOpen, Figure::OnTheWay, Figure::InTheVillage,
                           Figure::Sealed, Figure::AwaitingReview});

bool is_at(const Duty& duty, Slip slip) { return is_open(duty) && duty.slip == slip; }

bool is_settled(const Demand& d) {
    return d.state == demand::State::Answered || d.state == demand::State::Done;
}

template <std::size_t N>
void begin(Figures& out, const std::array<Figure, N>& which) {
    for (const Figure each : which) out[each] = 0;
}

void add(Figures& out, const Duty& duty, const Zone& zone, Moment now) {
    for (const Figure each : of_rectifications) out[each] += counts(each, duty, zone, now) ? 1 : 0;
}

void add(Figures& out, const Visit& visit) {
    for (const Figure each : of_tasks) out[each] += counts(each, visit) ? 1 : 0;
}

void add_found(Figures& out, Moment recorded, const Zone& zone, Day today) {
    const Day day = zone.local_day(recorded);
    if (day == today) ++out[Figure::FoundToday];
    if (day == today - 1) ++out[Figure::FoundYesterday];
}

}  // namespace

std::map<RectificationId, DemandKind> awaited(const State& state) {
    std::map<RectificationId, DemandKind> out;
    std::map<RectificationId, std::int32_t> steps;
    for (const auto& [id, d] : state.demands) {
        if (is_settled(d) || d.step < steps[d.rectification]) continue;
        steps[d.rectification] = d.step;
        out[d.rectification] = d.kind;
    }
    return out;
}

Slip slip_of(const State& state, const Rectification& r) {
    Slip highest = r.listed ? Slip::Red : Slip::None;
    const auto policy = state.policies.find(r.policy);
    if (policy == state.policies.end()) return highest;
    std::int32_t step = 0;
    for (const LadderStep& rung : policy->second.ladder) {
        if (++step > r.step) break;
        highest = std::max(highest, rung.slip);
    }
    return highest;
}

Duty duty_of(const State& state, const Rectification& r) {
    return {.state = r.state,
            .fallen_away = r.state == Step::StruckOff && !r.verified_by,
            .clock_runs = r.clock_runs,
            .extension_asked = r.extension.open,
            .deadline = r.deadline,
            .struck_off_at = r.struck_off_at,
            .slip = slip_of(state, r)};
}

Duty duty_of(const views::LedgerRow& row) {
    return {.state = row.state,
            .fallen_away = row.fallen_away,
            .clock_runs = row.clock_runs,
            .extension_asked = row.extension_asked,
            .deadline = row.deadline,
            .struck_off_at = row.struck_off_at,
            .slip = row.slip,
            .awaits = row.awaits};
}

bool is_open(const Duty& duty) { return duty.state != Step::StruckOff; }

bool is_overdue(const Duty& duty, Moment now) {
    return duty.clock_runs && duty.deadline.ms != 0 && duty.deadline <= now;
}

std::optional<int> falls_due_in(const Duty& duty, const Zone& zone, Moment now) {
    if (!duty.clock_runs || duty.deadline <= now) return std::nullopt;
    // A 24:00 belongs to the day it ends.
    return zone.local_day(duty.deadline - Span{1}).number - zone.local_day(now).number;
}

bool is_of_rectifications(Figure figure) {
    return std::find(of_rectifications.begin(), of_rectifications.end(), figure) !=
           of_rectifications.end();
}

bool counts(Figure figure, const Duty& duty, const Zone& zone, Moment now) {
    const bool open = is_open(duty);
    switch (figure) {
        case Figure::Open:
            return open;
        case Figure::Overdue:
            return is_overdue(duty, now);
        case Figure::DueInWeek:
            return falls_due_in(duty, zone, now).value_or(due_days_ahead + 1) <= due_days_ahead;
        case Figure::Blue:
            return is_at(duty, Slip::Blue);
        case Figure::Yellow:
            return is_at(duty, Slip::Yellow);
        case Figure::Orange:
            return is_at(duty, Slip::Orange);
        case Figure::Red:
            return is_at(duty, Slip::Red);
        case Figure::Uncoloured:
            return is_at(duty, Slip::None);
        case Figure::ClockStands:
            return open && !duty.clock_runs && duty.state != Step::Issued;
        case Figure::AwaitingAcknowledgement:
            return duty.state == Step::Issued;
        case Figure::AwaitingVerification:
            return duty.state == Step::Submitted;
        case Figure::AwaitingInterview:
            return open && duty.awaits == DemandKind::Interview;
        case Figure::ExtensionAsked:
            return open && duty.extension_asked;
        case Figure::StruckOff:
            return !open && !duty.fallen_away;
        case Figure::StruckOffThisWeek:
            return !open && !duty.fallen_away && duty.struck_off_at >= week_start(zone, now);
        case Figure::FallenAway:
            return duty.fallen_away;
        default:
            return false;
    }
}

int days_overdue(WorkingDays& days, Moment deadline, Moment now) {
    return std::max(1, days.over(deadline, now));
}

std::optional<std::int32_t> days_left(const Duty& duty, WorkingDays& days, Moment now) {
    if (!duty.clock_runs || duty.deadline.ms == 0) return std::nullopt;
    if (!is_overdue(duty, now)) return days.between(now, duty.deadline);
    return -days_overdue(days, duty.deadline, now);
}

bool is_open(task::State state) { return !task::is_over(state); }

Visit visit_of(const Task& task) { return {task.state, task.kind, task.left_at.ms != 0}; }
Visit visit_of(const views::TaskRow& row) { return {row.state, row.kind, row.left_at.ms != 0}; }

bool counts(Figure figure, const Visit& visit) {
    const task::State state = visit.state;
    const bool under_way = state == task::State::Released || state == task::State::Accepted;
    switch (figure) {
        case Figure::TasksOpen:
            return is_open(state);
        case Figure::OnTheWay:
            return under_way;
        case Figure::InTheVillage:
            return state == task::State::OnSite && !visit.has_left;
        case Figure::Sealed:
            return under_way && visit.kind == TaskKind::Unannounced;
        case Figure::AwaitingReview:
            return state == task::State::Reported;
        default:
            return false;
    }
}

Moment week_start(const Zone& zone, Moment now) {
    const Day today = zone.local_day(now);
    return zone.local_moment(today - weekday(today), 0);
}

namespace {

void add_rectifications(Figures& out, const Sight& sight, Moment now) {
    const State& state = sight.state();
    begin(out, of_rectifications);
    const auto awaits = awaited(state);
    for (const auto& [id, r] : state.rectifications) {
        if (!sight.sees(r)) continue;
        Duty duty = duty_of(state, r);
        if (const auto at = awaits.find(id); at != awaits.end()) duty.awaits = at->second;
        add(out, duty, state.calendar.zone, now);
    }
}

void add_villages(Figures& out, const Sight& sight) {
    const State& state = sight.state();
    begin(out, std::to_array({Figure::Villages, Figure::VillagesVisited}));
    for (const auto& [id, row] : state.units) {
        if (row.level != Level::Village || (!sight.office() && !sight.of_unit(id))) continue;
        ++out[Figure::Villages];
        const auto visits = state.visits.find(id);
        if (visits != state.visits.end() && !visits->second.empty()) {
            ++out[Figure::VillagesVisited];
        }
    }
}

void add_notices(Figures& out, const Sight& sight) {
    begin(out, std::to_array({Figure::NoticesWaiting, Figure::NoticesUnderWay}));
    for (const auto& [id, notice] : sight.state().notices) {
        if (!sight.sees(notice)) continue;
        ++out[notice.state == NoticeState::Waiting ? Figure::NoticesWaiting
                                                   : Figure::NoticesUnderWay];
    }
}

}  // namespace

Figures figures(const Sight& sight, Moment now) {
    const State& state = sight.state();
    const Zone& zone = state.calendar.zone;
    const Day today = zone.local_day(now);
    const bool office = sight.office();
    const bool unit = sight.of_some_unit();
    const bool group = static_cast<bool>(sight.group());
    Figures out;
    if (office || unit) {
        add_rectifications(out, sight, now);
        add_villages(out, sight);
    }
    if (office || group) {
        begin(out, of_tasks);
        for (const auto& [id, task] : state.tasks) {
            if (sight.sees(task)) add(out, visit_of(task));
        }
    }
    if (office || group || unit) {
        begin(out, std::to_array({Figure::FoundToday, Figure::FoundYesterday}));
        for (const auto& [id, finding] : state.findings) {
            if (zone.local_day(finding.recorded_at) < today - 1 || !sight.sees(finding)) continue;
            add_found(out, finding.recorded_at, zone, today);
        }
    }
    if (sight.counts_cases()) {
        out[Figure::Leads] =
            std::count_if(state.cases.begin(), state.cases.end(), [&](const auto& each) {
                return each.second.state == cases::State::Lead && sight.counts(each.second);
            });
    }
    add_notices(out, sight);
    out[Figure::Records] = static_cast<std::int64_t>(state.leaves);
    return out;
}

Figures figures(const views::Rows& rows, Moment now) {
    const Zone& zone = rows.jurisdiction.zone;
    const Day today = zone.local_day(now);
    Figures out;
    begin(out, of_rectifications);
    for (const auto& [id, row] : rows.ledger) {
        const Duty duty = duty_of(row);
        for (auto& [figure, n] : out) n += counts(figure, duty, zone, now) ? 1 : 0;
    }
    begin(out, of_tasks);
    for (const auto& [id, task] : rows.tasks) add(out, visit_of(task));
    begin(out, std::to_array({Figure::FoundToday, Figure::FoundYesterday}));
    for (const auto& [id, finding] : rows.findings) {
        add_found(out, finding.recorded_at, zone, today);
    }
    begin(out, std::to_array({Figure::Villages, Figure::VillagesVisited}));
    for (const auto& [id, unit] : rows.units) {
        if (unit.level != Level::Village) continue;
        ++out[Figure::Villages];
        out[Figure::VillagesVisited] += unit.last_visit.ms != 0 ? 1 : 0;
    }
    out[Figure::NoticesWaiting] = rows.jurisdiction.notices_waiting;
    out[Figure::NoticesUnderWay] = rows.jurisdiction.notices_under_way;
    return out;
}

}  // namespace dudao
