#include "domain/moment.h"

#include <gtest/gtest.h>

namespace dudao {
namespace {

TEST(Moment, the_first_day_is_a_thursday_in_1970) {
    EXPECT_EQ(day_of({1970, 1, 1}).number, 0);
    EXPECT_EQ(weekday(Day{0}), 3);
    EXPECT_EQ(weekday(Day{-1}), 2);
}

TEST(Moment, every_day_of_four_centuries_returns_as_itself) {
    CivilDate expected{1800, 1, 1};
    for (Day day = day_of(expected); day < day_of({2200, 1, 1}); day = day + 1) {
        ASSERT_EQ(civil(day), expected);
        ASSERT_EQ(day_of(expected), day);
        if (++expected.day > days_in_month(expected.year, expected.month)) {
            expected = {expected.year, expected.month + 1, 1};
            if (expected.month == 13) expected = {expected.year + 1, 1, 1};
        }
    }
}

TEST(Moment, centuries_are_leap_years_only_every_fourth_time) {
    EXPECT_EQ(days_in_month(2000, 2), 29);
    EXPECT_EQ(days_in_month(1900, 2), 28);
    EXPECT_EQ(days_in_month(2024, 2), 29);
}

TEST(Moment, a_day_that_does_not_exist_is_refused) {
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01",
                             "2026-1-01", "2026-01-011", "26-01-01", "", "2026/01/01"}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
    EXPECT_EQ(to_text(parse_day("2024-02-29").value()), "2024-02-29");
    EXPECT_EQ(to_text(parse_day("9999-12-31").value()), "9999-12-31");
}

TEST(Moment, the_same_instant_is_read_from_any_offset) {
    const Moment here = parse_moment("2026-10-21T09:42:00+08:00").value();
    EXPECT_EQ(parse_moment("2026-10-21T01:42Z"), here);
    EXPECT_EQ(parse_moment("2026-10-20T20:42:00.000-05:00"), here);
    EXPECT_EQ(here.ms, 1'792'546'920'000);
    EXPECT_EQ(to_text(here, 480), "2026-10-21T09:42:00+08:00");
    EXPECT_EQ(to_text(here, 0), "2026-10-21T01:42:00Z");
    EXPECT_EQ(to_text(here, -210), "2026-10-20T22:12:00-03:30");
}

TEST(Moment, milliseconds_are_written_only_where_there_are_any) {
    const Moment moment = parse_moment("2026-10-21T09:42:00.5+08:00").value();
    EXPECT_EQ(to_text(moment, 480), "2026-10-21T09:42:00.500+08:00");
    EXPECT_EQ(parse_moment("2026-10-21T09:42:00.500999+08:00"), moment);
}

TEST(Moment, a_moment_without_an_offset_is_refused) {
    for (const char* text : {"2026-10-21T09:42:00", "2026-10-21", "2026-10-21T24:00+08:00",
                             "2026-10-21T09:60Z", "2026-10-21T09:42:60Z", "2026-10-21T09:42:00.Z",
                             "2026-10-21T09:42:00+0800", "2026-10-21T09:42:00+24:00",
                             "2026-10-21T09:42:00Z ", "2026-02-30T09:42:00Z", "now", ""}) {
        EXPECT_FALSE(parse_moment(text)) << text;
    }
}

TEST(Moment, moments_before_1970_read_and_write_alike) {
    const Moment moment = parse_moment("1949-10-01T15:00:00.250+08:00").value();
    EXPECT_LT(moment.ms, 0);
    EXPECT_EQ(to_text(moment, 480), "1949-10-01T15:00:00.250+08:00");
}

}  // namespace
}  // namespace dudao
