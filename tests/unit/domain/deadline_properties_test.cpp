// Properties of deadlines, in China's zone and in zones with summer time, one of which sets its
// clocks back over midnight.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/deadline.h"
#include "files/calendar_file.h"
#include "files/zone_file.h"

namespace dudao {
namespace {

const std::vector<Calendar>& calendars() {
    static const std::vector<Calendar> all = [] {
        std::vector<Calendar> made{built_in_calendar()};
        for (const char* zone : {"America/New_York", "Europe/Berlin", "America/Havana"}) {
            made.push_back(built_in_calendar());
            made.back().zone = load_zone(zone).value();
        }
        return made;
    }();
    return all;
}

Calendar a_calendar() { return *rc::gen::elementOf(calendars()); }
Moment a_moment() {
    const std::int64_t from = parse_moment("2007-01-01T00:00Z")->ms;
    const std::int64_t until = parse_moment("2030-01-01T00:00Z")->ms;
    return {*rc::gen::inRange(from, until)};
}
Budget a_budget(int most = 400) {
    return {*rc::gen::inRange(1, most), *rc::gen::element(TimeUnit::Hours, TimeUnit::Days,
                                                          TimeUnit::WorkingDays, TimeUnit::Months)};
}
/// The day that a 24:00 closes.
Day closed_by(const Calendar& calendar, Moment end) {
    return calendar.zone.local_day(end - hours(3));
}

void holds(bool passed) { ASSERT_TRUE(passed); }

TEST(DeadlineProperty, a_later_start_is_never_due_sooner) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget = a_budget();
        const Moment start = a_moment();
        const Moment later = start + minutes(*rc::gen::inRange(0, 100'000));
        RC_ASSERT(derive(calendar, start, budget).due <= derive(calendar, later, budget).due);
    }));
}

TEST(DeadlineProperty, a_larger_budget_is_never_due_sooner) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget = a_budget();
        const Budget larger{budget.amount + *rc::gen::inRange(0, 40), budget.unit};
        const Moment start = a_moment();
        RC_ASSERT(derive(calendar, start, budget).due <= derive(calendar, start, larger).due);
        RC_ASSERT(derive(calendar, start, budget).due > start);
    }));
}

TEST(DeadlineProperty, days_working_days_and_months_end_on_a_working_day) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget = a_budget();
        RC_PRE(budget.unit != TimeUnit::Hours);
        const Moment due = derive(calendar, a_moment(), budget).due;
        RC_ASSERT(calendar.is_working(closed_by(calendar, due)));
        RC_ASSERT(due == calendar.zone.local_moment(closed_by(calendar, due), 1440));
    }));
}

TEST(DeadlineProperty, a_budget_of_working_days_contains_exactly_these) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const int n = *rc::gen::inRange(1, 400);
        const Moment start = a_moment();
        const Derivation d = derive(calendar, start, {n, TimeUnit::WorkingDays});
        RC_ASSERT(working_days_between(calendar, start, d.due) == n);
        RC_ASSERT(working_days_between(calendar, start, d.due - Span{1}) == n - 1);
        const int passed =
            closed_by(calendar, d.due).number - calendar.zone.local_day(start).number;
        RC_ASSERT(passed == n + d.skipped_count);
    }));
}

TEST(DeadlineProperty, counting_many_at_once_is_counting_each) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        WorkingDays days(calendar);
        for (int i = 0; i < 8; ++i) {
            const Moment since = a_moment();
            const Moment until = a_moment();
            RC_ASSERT(days.between(since, until) == working_days_between(calendar, since, until));
        }
    }));
}

TEST(DeadlineProperty, each_skipped_day_is_off_and_says_why) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        for (const SkippedDay& skipped : derive(calendar, a_moment(), a_budget()).skipped) {
            RC_ASSERT(!calendar.is_working(skipped.day));
            RC_ASSERT(!skipped.why.empty());
        }
    }));
}

Moment due_of(const Calendar& calendar, Budget budget, ClockBase base) {
    return resume(calendar, base.start, budget, base.consumed).due;
}

TEST(DeadlineProperty, a_clock_stopped_and_resumed_within_a_day_ends_where_it_would_have) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget = a_budget();
        ClockBase base{a_moment(), 0};
        const Moment due = due_of(calendar, budget, base);
        const bool by_the_hour = budget.unit == TimeUnit::Hours;
        for (int i = 0; i < 3; ++i) {
            const Moment stop{*rc::gen::inRange(base.start.ms, due.ms)};
            base = after_standing(calendar, base, budget, stop, stop);
            RC_ASSERT(due_of(calendar, budget, base) == due);
            const Moment end = calendar.zone.local_moment(calendar.zone.local_day(stop), 1440);
            // Where clocks are set back over midnight, the hour before it is two days'.
            const bool one_day =
                calendar.zone.local_day(end - Span{1}) == calendar.zone.local_day(stop);
            if (by_the_hour || end <= stop || !one_day) continue;
            base = after_standing(calendar, base, budget, stop, end - Span{1});
            RC_ASSERT(due_of(calendar, budget, base) == due);
        }
    }));
}

TEST(DeadlineProperty, a_clock_that_stood_moves_by_the_working_days_that_passed) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget{*rc::gen::inRange(2, 200), TimeUnit::WorkingDays};
        ClockBase base{a_moment(), 0};
        Moment due = due_of(calendar, budget, base);
        for (int i = 0; i < 3; ++i) {
            const Moment stop = base.start + hours(*rc::gen::inRange(0, 60));
            const Moment again = stop + hours(*rc::gen::inRange(0, 900));
            RC_PRE(used_by(calendar, budget.unit, base, stop) < budget.amount);
            const int stood = consumed(calendar, budget.unit, stop, again);
            base = after_standing(calendar, base, budget, stop, again);
            due = stood == 0 ? due : working_days_after(calendar, due, stood);
            RC_ASSERT(due_of(calendar, budget, base) == due);
        }
    }));
}

TEST(DeadlineProperty, an_extension_moves_a_deadline_by_exactly_its_units) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget = a_budget(200);
        const int more = *rc::gen::inRange(1, 60);
        const ClockBase base{a_moment(), *rc::gen::inRange(0, budget.amount)};
        const Moment due = due_of(calendar, budget, base);
        const Budget larger{budget.amount + more, budget.unit};
        const ClockBase next = for_extension(calendar, base, budget, due);
        const Moment moved = due_of(calendar, larger, next);
        RC_ASSERT(moved == resume(calendar, base.start, larger, base.consumed).due);
        if (budget.unit == TimeUnit::WorkingDays) {
            RC_ASSERT(moved == working_days_after(calendar, due, more));
            // Also when what it was counted from gives another deadline by now.
            const ClockBase other =
                for_extension(calendar, {base.start - days(30), base.consumed}, budget, due);
            RC_ASSERT(due_of(calendar, larger, other) == moved);
        }
        if (budget.unit == TimeUnit::Hours) RC_ASSERT(moved == due + hours(more));
    }));
}

TEST(DeadlineProperty, steps_up_and_down_the_ladder_return) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const int n = *rc::gen::inRange(1, 60);
        const Moment due = derive(calendar, a_moment(), {3, TimeUnit::WorkingDays}).due;
        const Moment up = working_days_after(calendar, due, n);
        RC_ASSERT(up > due);
        RC_ASSERT(working_days_after(calendar, up, -n) == due);
        RC_ASSERT(working_days_between(calendar, due - hours(3), up) == n);
    }));
}

TEST(DeadlineProperty, whole_months_are_the_most_that_fit) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Moment start = a_moment();
        const Moment until = start + hours(*rc::gen::inRange(0, 50'000));
        const int n = consumed(calendar, TimeUnit::Months, start, until);
        RC_ASSERT(n >= 0);
        RC_ASSERT(derive(calendar, start, {n + 1, TimeUnit::Months}).due > until);
    }));
}

TEST(DeadlineProperty, texts_of_budgets_and_moments_return) {
    holds(rc::check([] {
        const Budget budget = a_budget(9999);
        RC_ASSERT(parse_budget(to_text(budget)).value() == budget);
        const Moment moment = a_moment();
        RC_ASSERT(parse_moment(to_text(moment, *rc::gen::inRange(-720, 840))).value() == moment);
    }));
}

TEST(DeadlineProperty, every_day_of_every_zone_ends_when_the_next_begins) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Day day = calendar.zone.local_day(a_moment());
        RC_ASSERT(calendar.zone.local_moment(day, 1440) == calendar.zone.local_moment(day + 1, 0));
        RC_ASSERT(calendar.zone.local_day(calendar.zone.local_moment(day, 720)) == day);
    }));
}

}  // namespace
}  // namespace dudao
