#include "domain/rectification/clock.h"

#include <algorithm>

#include "domain/cases/clock.h"

namespace dudao {
namespace {

const Policy& policy_of(const Draft& draft, const Rectification& r) {
    return draft.policy(r.policy);
}

void hold_ladder(Draft& draft, const Rectification& r) {
    draft.cancel_timers(matter(r.id), [](const Timer& t) { return t.kind == TimerKind::Ladder; });
}

/// Sets timers for the steps above `taken`. A reminder whose moment has passed is not set. A step
/// of an overdue matter is set even if its moment is in the past; it is then taken at once.
void set_ladder(Draft& draft, const Rectification& r, Moment deadline, std::int32_t generation,
                std::int32_t taken) {
    const Policy& policy = policy_of(draft, r);
    for (const DueStep& each : ladder_of(draft.state().calendar, policy, r.severity, deadline)) {
        const bool reminder = each.due < deadline;
        if (each.step <= taken || (reminder && each.due <= draft.now())) continue;
        draft.set_timer(TimerKind::Ladder, matter(r.id), each.due, each.step, generation);
    }
}

ClockBase base_of(const Rectification& r) { return {r.started_at, r.consumed_before}; }

Running begin(Draft& draft, const Rectification& r, Budget budget, ClockBase base, Moment due) {
    const std::int32_t generation = r.generation + 1;
    hold_ladder(draft, r);
    draft.add(ClockStarted{r.id, generation, base.start, budget, base.consumed, due,
                           draft.state().calendar.revision});
    set_ladder(draft, r, due, generation, 0);
    return {generation, due};
}

Running begin(Draft& draft, const Rectification& r, Budget budget, ClockBase base) {
    const Calendar& calendar = draft.state().calendar;
    return begin(draft, r, budget, base, resume(calendar, base.start, budget, base.consumed).due);
}

void demand_answer(Draft& draft, const Rectification& r, std::int32_t step,
                   const LadderStep& rung) {
    if (rung.demand == DemandKind::None) return;
    const Addressee first = rung.to.empty() ? Addressee::Unit : rung.to.front();
    const Reached reached = reach(draft.state(), first, r.unit, {});
    const PersonId person = reached.people.empty() ? PersonId{} : reached.people.front();
    const UnitId unit = first == Addressee::TownshipLeader
                            ? ancestor(draft.state(), r.unit, Level::Township)
                        : first == Addressee::LeadingGroup ? draft.state().founding.root
                                                           : r.unit;
    const auto id = draft.new_id<DemandId>();
    draft.add(DemandIssued{id, rung.demand, r.id, step, unit, person, rung.demand_days, r.policy});
    draft.set_timer(TimerKind::DemandDeem, matter(id),
                    draft.due(policy_of(draft, r), demand::State::Issued, demand::Verb::Serve));
    draft.tell(person, NoticeItem{matter(id), 0, step, "demand.open", {}});
}

/// The catalogue key of a notice. A step taken by hand or after a second return may come before the
/// deadline; its notice then must not say that the deadline has passed. A reminder has the same
/// text at any time.
std::string notice_of(const Rectification& r, const LadderStep& rung, std::int32_t step,
                      Moment now) {
    const bool early = rung.offset >= 0 && now < r.deadline;
    return "step." + std::to_string(step) + (early ? ".early" : "");
}

void open_lead(Draft& draft, const Rectification& r) {
    if (r.lead) return;
    const auto [year, number] = draft.next_number("case");
    const auto id = draft.new_id<CaseId>();
    draft.add(
        LeadOpened{id, year, number, LeadSource::Ladder, r.id, r.finding, r.unit, {}, r.policy});
    set_disposal(draft, id, policy_of(draft, r));
}

}  // namespace

std::vector<DueStep> ladder_of(const Calendar& calendar, const Policy& policy, Severity severity,
                               Moment deadline) {
    const std::int32_t enters = budget_for(policy, severity).first_overdue_step;
    std::vector<DueStep> steps;
    std::int32_t number = 0;
    for (const LadderStep& rung : policy.ladder) {
        ++number;
        if (rung.offset >= 0 && number < enters) continue;
        const int offset = number == enters ? std::min(rung.offset, 0) : rung.offset;
        steps.push_back({number, working_days_after(calendar, deadline, offset)});
    }
    return steps;
}

std::int32_t consumed_by(const Calendar& calendar, const Rectification& r, Moment now) {
    if (r.generation == 0) return 0;
    return used_by(calendar, r.budget.unit, base_of(r), r.clock_runs ? now : r.stopped_at);
}

void start_clock(Draft& draft, const Rectification& r) {
    begin(draft, r, r.budget, {draft.now(), 0});
}

void stop_clock(Draft& draft, const Rectification& r) {
    if (!r.clock_runs) return;
    draft.add(ClockStopped{r.id, consumed_by(draft.state().calendar, r, draft.now())});
    hold_ladder(draft, r);
}

Running resume_clock(Draft& draft, const Rectification& r) {
    if (r.clock_runs) return {r.generation, r.deadline};
    if (r.generation == 0) return begin(draft, r, r.budget, {draft.now(), 0});
    const ClockBase base = base_of(r);
    const ClockBase next =
        after_standing(draft.state().calendar, base, r.budget, r.stopped_at, draft.now());
    return next == base ? run_on(draft, r) : begin(draft, r, r.budget, next);
}

Running run_on(Draft& draft, const Rectification& r) {
    if (r.generation == 0) return begin(draft, r, r.budget, {draft.now(), 0});
    if (r.granted_standing > 0) {
        const Budget before{r.budget.amount - r.granted_standing, r.budget.unit};
        return begin(draft, r, r.budget,
                     for_extension(draft.state().calendar, base_of(r), before, r.deadline));
    }
    draft.add(ClockStarted{r.id, r.generation, r.started_at, r.budget, r.consumed_before,
                           r.deadline, draft.state().calendar.revision});
    set_ladder(draft, r, r.deadline, r.generation, r.step);
    return {r.generation, r.deadline};
}

void extend_clock(Draft& draft, const Rectification& r, std::int32_t more) {
    const Calendar& calendar = draft.state().calendar;
    Budget larger = r.budget;
    larger.amount += more;
    begin(draft, r, larger, for_extension(calendar, base_of(r), r.budget, r.deadline));
}

void hand_over_clock(Draft& draft, const Rectification& r) {
    if (r.deadline > draft.now()) {
        begin(draft, r, r.budget, base_of(r), r.deadline);
    } else {
        begin(draft, r, r.budget, {draft.now(), r.budget.amount - 1});
    }
}

void take_step(Draft& draft, const Rectification& r, std::int32_t step, bool by_hand, Text reason) {
    const Policy& policy = policy_of(draft, r);
    const LadderStep& rung = policy.ladder.at(static_cast<std::size_t>(step - 1));
    draft.add(StepTaken{r.id, r.generation, step, rung.slip, by_hand, std::move(reason)});
    const std::string text = notice_of(r, rung, step, draft.now());
    for (const Addressee addressee : rung.to) {
        draft.tell(addressee, r.unit, {},
                   NoticeItem{matter(r.id), r.generation, step, text, r.deadline});
    }
    demand_answer(draft, r, step, rung);
    if (rung.opens_lead) open_lead(draft, r);
}

void fire_ladder(Draft& draft, const Rectification& r) {
    std::vector<Timer> due;
    for (const TimerId id : draft.state().timers_of.at(matter(r.id))) {
        const Timer& timer = draft.state().timers.at(id);
        if (timer.kind == TimerKind::Ladder && timer.due <= draft.now()) due.push_back(timer);
    }
    std::sort(due.begin(), due.end(),
              [](const Timer& a, const Timer& b) { return a.step < b.step; });
    ensure(!due.empty(), "a ladder fired with no step due");
    const Timer highest = due.back();
    // A matter that climbed early (by hand or by a second return) never climbs down.
    const bool acts = highest.step > r.step;
    if (acts) due.pop_back();
    for (const Timer& lower : due) {
        draft.end_timer(lower, TimerEnd::Overtaken);
        draft.add(StepOvertaken{r.id, lower.generation, lower.step, draft.now() - lower.due});
    }
    if (!acts) return;
    draft.end_timer(highest, TimerEnd::Acted);
    take_step(draft, r, highest.step, false, {});
}

void close_without_object(Draft& draft, const Rectification& r, const Text& reason) {
    if (!row(rectification::table, r.state, rectification::Verb::FallAway)) return;
    draft.add(RectificationStepped{r.id, rectification::Verb::FallAway, reason, {}, {}, false});
    draft.cancel_all_timers(matter(r.id));
}

}  // namespace dudao
