#include "ceremony/engine/schedule.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/county.h"

namespace dudao::engine {
namespace {

using test::monday;

struct Ticks : testing::Test {
    test::County county;
    PlanDraft plan = county.plan().draft;
    Schedule schedule() const { return Schedule(plan, county.state.calendar); }
};

TEST_F(Ticks, lie_within_the_windows_of_working_days) {
    EXPECT_FALSE(schedule().at(monday(479)));
    EXPECT_EQ(schedule().at(monday(480))->start, monday(480));
    EXPECT_EQ(schedule().at(monday(509))->start, monday(480));
    EXPECT_EQ(schedule().at(monday(1079))->start, monday(1050));
    EXPECT_FALSE(schedule().at(monday(1080)));
    EXPECT_FALSE(schedule().at(monday(600, 5))) << "Saturday";
    EXPECT_EQ(schedule().next_after(monday(1050, 4)), monday(480, 7)) << "over the weekend";
}

TEST_F(Ticks, are_numbered_round_the_clock_from_the_plans_first_midnight) {
    EXPECT_EQ(schedule().at(monday(480))->index, 17U);
    EXPECT_EQ(schedule().at(monday(480, 1))->index, 48U + 17U);
    plan.start = monday(600);
    EXPECT_EQ(schedule().at(monday(600))->index, 21U) << "whenever on that day it starts";
    EXPECT_FALSE(schedule().at(monday(570)));
}

TEST_F(Ticks, end_with_the_plan) {
    plan.end = monday(495);
    EXPECT_EQ(schedule().size(), 0) << "a tick that ends after the plan has no time to release";
    plan.end = monday(510);
    EXPECT_EQ(schedule().size(), 1);
}

TEST_F(Ticks, a_window_that_no_tick_fits_into_has_none) {
    plan.tick_seconds = 86'400;
    EXPECT_EQ(schedule().size(), 0);
    plan.windows = {{0, 1440, false}};
    EXPECT_EQ(schedule().size(), 70);
}

TEST_F(Ticks, are_counted_between_two_moments) {
    EXPECT_EQ(schedule().between(monday(480), monday(480)), 0);
    EXPECT_EQ(schedule().between(monday(480), monday(511)), 2);
    EXPECT_EQ(schedule().between(monday(0), monday(0, 7)), 5 * 20);
    EXPECT_EQ(schedule().between(monday(900), monday(480)), 0);
}

TEST_F(Ticks, holidays_have_none_and_make_up_days_have) {
    CalendarYear year;
    year.year = 2026;
    year.off = {{day_of({2026, 10, 12}).number, "holiday"}};
    year.work = {day_of({2026, 10, 17}).number};
    county.state.calendar.years = {year};
    EXPECT_FALSE(schedule().at(monday(600)));
    EXPECT_TRUE(schedule().at(monday(600, 5))) << "a Saturday made up";
}

}  // namespace
}  // namespace dudao::engine
