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

TEST(DeadlineProperty, a_clock_stopped_and_resumed_at_once_ends_where_it_would_have) {
    holds(rc::check([] {
        const Calendar calendar = a_calendar();
        const Budget budget{*rc::gen::inRange(1, 200), TimeUnit::WorkingDays};
        const Moment start = a_moment();
        const Moment due = derive(calendar, start, budget).due;
        const Moment stop{*rc::gen::inRange(start.ms, due.ms)};
        const int used = consumed(calendar, budget.unit, start, stop);
        const Moment again = resume(calendar, stop, budget, used).due;
        // The working day in which it stopped was not whole and is counted anew from the next.
        RC_ASSERT(again == due || again == working_days_after(calendar, due, 1));
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
