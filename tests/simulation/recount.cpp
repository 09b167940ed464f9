#include "tests/simulation/recount.h"

#include <algorithm>

#include "domain/draft.h"

namespace dudao::sim {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t zone_ms = 8 * 3'600'000;  // China: no summer time since 1992

std::int32_t day_at(Moment moment) {
    return static_cast<std::int32_t>((moment.ms + zone_ms) / day_ms);
}
Moment end_of(std::int32_t day) { return {(day + std::int64_t{1}) * day_ms - zone_ms}; }

bool works(const Calendar& calendar, std::int32_t day) {
    for (const CalendarYear& year : calendar.years) {
        if (std::find(year.work.begin(), year.work.end(), day) != year.work.end()) return true;
        for (const DayOff& off : year.off) {
            if (off.day == day) return false;
        }
    }
    return (day + 3) % 7 < 5;  // 1 January 1970 was a Thursday
}

Moment after_working_days(const Calendar& calendar, std::int32_t day, std::int32_t count) {
    const std::int32_t way = count < 0 ? -1 : 1;
    while (count != 0) {
        day += way;
        if (works(calendar, day)) count -= way;
    }
    return end_of(day);
}

/// The day of the start is not used, a day begun is.
std::int32_t used_between(const Calendar& calendar, Moment since, Moment until) {
    std::int32_t count = 0;
    for (std::int32_t day = day_at(since) + 1; day <= day_at(until); ++day) {
        count += works(calendar, day) ? 1 : 0;
    }
    return count;
}

std::string of(RectificationId id) { return " of rectification " + std::to_string(id.value); }

}  // namespace

void Recount::add(const std::vector<Event>& commit, const State& state) {
    set_now_.clear();
    returned_.clear();
    hollow_.clear();
    limits_.clear();
    for (const Event& event : commit) {
        const auto* each = std::get_if<TimerSet>(&event.body);
        if (each) limits_[{each->timer.matter, each->timer.kind}] = each->timer.due;
    }
    for (const Event& event : commit) {
        if (const auto* each = std::get_if<RectificationIssued>(&event.body))
            clocks_[each->id].budget = each->budget;
        if (const auto* each = std::get_if<ExtensionRequested>(&event.body))
            clocks_[each->id].asked = each->budget;
        if (const auto* each = std::get_if<ExtensionDecided>(&event.body); each && each->granted)
            clocks_[each->id].budget.amount += clocks_[each->id].asked.amount;
        if (const auto* each = std::get_if<RectificationStepped>(&event.body)) {
            has_limit(*each, event.at, state);
            if (each->verb == rectification::Verb::Return && each->flag) hollow_.insert(each->id);
        }
        if (const auto* each = std::get_if<FindingStepped>(&event.body);
            each && each->verb == finding::Verb::Confirm)
            confirmed(*each, event.at, state);
        if (const auto* each = std::get_if<ClockStarted>(&event.body))
            started(*each, event.at, state);
        if (const auto* each = std::get_if<ClockStopped>(&event.body)) stopped(*each, event.at);
        if (const auto* each = std::get_if<RectificationStepped>(&event.body);
            each && each->verb == rectification::Verb::Return)
            returned_.insert(each->id);
        if (const auto* each = std::get_if<TimerSet>(&event.body)) ladder_set(each->timer, state);
        if (const auto* each = std::get_if<StepTaken>(&event.body)) stepped(*each, event.at, state);
    }
}

/// An extension moves the deadline by exactly its days, what stood by the days that it stood; a
/// transfer by none; one that is over leaves one day. The days are counted on from the deadline.
void Recount::started(const ClockStarted& event, Moment at, const State& state) {
    Clock& clock = clocks_[event.id];
    if (event.budget.unit != TimeUnit::WorkingDays) return;
    if (event.budget != clock.budget) broken_("I6", "another budget" + of(event.id));
    const auto later = [&](std::int32_t more) {
        return more == 0
                   ? clock.deadline
                   : after_working_days(state.calendar, day_at(clock.deadline - Span{1}), more);
    };
    const Moment a_day = after_working_days(state.calendar, day_at(at), 1);
    Moment due;
    if (clock.generation == 0) {
        due = after_working_days(state.calendar, day_at(at), event.budget.amount);
    } else if (event.generation == clock.generation && event.budget.amount == clock.total) {
        due = clock.deadline;  // a hollow submission, or it stood for no day
    } else if (clock.runs) {
        due = later(event.budget.amount - clock.total);
        if (event.budget.amount == clock.total && clock.deadline <= at) due = a_day;
    } else {
        const std::int32_t more = event.budget.amount - clock.total;
        const std::int32_t stood =
            hollow_.contains(event.id) ? 0 : used_between(state.calendar, clock.stopped_at, at);
        due = later(more + stood);
        const Moment last = clock.deadline - Span{1};
        const std::int32_t left = used_between(state.calendar, clock.stopped_at, last) -
                                  used_between(state.calendar, last, clock.stopped_at);
        if (stood > 0 && left + more < 1) due = a_day;
    }
    if (due != event.deadline) broken_("I6", "a wrong deadline" + of(event.id));
    clock.generation = event.generation;
    clock.total = event.budget.amount;
    clock.runs = true;
    clock.deadline = event.deadline;
}

/// What somebody must do by a limit has that limit, set in the same commit.
void Recount::has_limit(const RectificationStepped& event, Moment at, const State& state) {
    using rectification::Verb;
    const Policy& policy = state.policies.at(state.rectifications.at(event.id).policy);
    const auto limit = [&](TimerKind kind, Budget budget) {
        const auto set = limits_.find({matter(event.id), kind});
        if (set == limits_.end() ||
            set->second != after_working_days(state.calendar, day_at(at), budget.amount))
            broken_("I6",
                    std::string(name(kind)) + " is not limited as it should be" + of(event.id));
    };
    if (event.verb == Verb::Suspend) limit(TimerKind::SuspensionReview, policy.suspension_review);
    if (event.verb == Verb::ReferUp) limit(TimerKind::ReferralAccept, policy.referral);
    if (event.verb == Verb::Submit) limit(TimerKind::Verification, policy.verification);
}

/// The quick road of a contest.
void Recount::confirmed(const FindingStepped& event, Moment at, const State& state) {
    const Finding& finding = state.findings.at(event.id);
    const Policy& policy = state.policies.at(state.tasks.at(finding.task).policy);
    if (event.contest_until !=
        after_working_days(state.calendar, day_at(at), policy.contest.amount))
        broken_("I6", "a wrong end of the quick road of finding " + event.id.text);
}

void Recount::stopped(const ClockStopped& event, Moment at) {
    Clock& clock = clocks_[event.id];
    clock.runs = false;
    clock.stopped_at = at;
}

/// When a step of the ladder is due by the clock that runs.
Moment Recount::moment_of(std::int32_t step, RectificationId id, const State& state) {
    const Clock& clock = clocks_[id];
    const Rectification& r = state.rectifications.at(id);
    const Policy& policy = state.policies.at(r.policy);
    std::int32_t enters = 0;
    for (const SeverityBudget& each : policy.budgets) {
        if (each.severity == r.severity) enters = each.first_overdue_step;
    }
    std::int32_t offset = policy.ladder.at(static_cast<std::size_t>(step - 1)).offset;
    if (step == enters) offset = std::min(offset, 0);
    const std::int32_t last_day = day_at(clock.deadline - Span{1});
    return offset == 0 ? clock.deadline : after_working_days(state.calendar, last_day, offset);
}

void Recount::ladder_set(const Timer& timer, const State& state) {
    if (timer.kind != TimerKind::Ladder) return;
    const RectificationId id{timer.matter.id};
    set_now_.insert(timer.id);
    if (timer.generation != clocks_[id].generation)
        broken_("I6", "a step of another generation" + of(id));
    if (timer.due != moment_of(timer.step, id, state))
        broken_("I6", "a step at a wrong moment" + of(id));
}

void Recount::stepped(const StepTaken& event, Moment at, const State& state) {
    const Clock& clock = clocks_[event.id];
    if (event.by_hand || returned_.contains(event.id)) return;
    if (event.generation != clock.generation)
        broken_("I6", "a step of a clock that was replaced" + of(event.id));
    if (!clock.runs) broken_("I6", "a step while the clock stood" + of(event.id));
    if (at < moment_of(event.step, event.id, state))
        broken_("I6", "a step before its moment" + of(event.id));
    for (const auto& [timer_id, timer] : state.timers) {
        const bool ours = timer.kind == TimerKind::Ladder && timer.matter.id == event.id.value;
        if (ours && timer.due <= at && !set_now_.contains(timer_id))
            broken_("I7", "another step, due as well, is still to come" + of(event.id));
    }
}

}  // namespace dudao::sim
