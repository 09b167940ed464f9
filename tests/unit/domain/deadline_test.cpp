#include "domain/deadline.h"

#include <gtest/gtest.h>

#include "ensure.h"
#include "files/calendar_file.h"
#include "tests/unit/domain/when.h"

namespace dudao {
namespace {

const Calendar& cn() { return built_in_calendar(); }

std::string due(const char* start, const char* budget, DayEnd end = DayEnd::Midnight) {
    return to_text(derive(cn(), at(start), parse_budget(budget).value(), end).due, 480);
}
/// The end of a day, as a text.
std::string end_of(const char* day) { return to_text(shanghai().local_moment(on(day), 1440), 480); }

TEST(Budget, is_read_and_written_alike) {
    for (const char* text : {"1h", "48h", "7d", "10wd", "9999wd", "3m"}) {
        EXPECT_EQ(to_text(parse_budget(text).value()), text);
    }
    for (const char* text : {"", "wd", "0d", "10000d", "-1d", "1", "1 d", " 1d", "1D", "1w", "1wdx",
                             "01d", "+1d", "1.5d", "99999999999999999999d"}) {
        EXPECT_FALSE(parse_budget(text)) << text;
    }
}

TEST(Deadline, ten_working_days_over_national_day_2025) {
    const Derivation d = derive(cn(), at("2025-09-28T10:00+08:00"), {10, TimeUnit::WorkingDays});
    EXPECT_EQ(to_text(d.due, 480), "2025-10-18T00:00:00+08:00");
    ASSERT_EQ(d.skipped.size(), 9U);  // eight days of the holiday and Sunday the twelfth
    EXPECT_EQ(d.skipped.front().day, on("2025-10-01"));
    EXPECT_EQ(d.skipped.back(), (SkippedDay{on("2025-10-12"), "Sunday"}));
    EXPECT_FALSE(d.provisional);
    EXPECT_EQ(d.calendar_revision, cn().revision);
}

TEST(Deadline, working_days_count_from_the_day_after_whatever_the_hour) {
    EXPECT_EQ(due("2026-03-02T00:00+08:00", "1wd"), end_of("2026-03-03"));
    EXPECT_EQ(due("2026-03-02T23:59:59+08:00", "1wd"), end_of("2026-03-03"));
    EXPECT_EQ(due("2026-03-06T10:00+08:00", "1wd"), end_of("2026-03-09"));  // Friday to Monday
}

TEST(Deadline, a_make_up_saturday_can_be_the_last_working_day) {
    EXPECT_EQ(due("2025-10-10T10:00+08:00", "1wd"), end_of("2025-10-11"));
}

TEST(Deadline, days_that_end_on_a_day_off_move_to_the_next_working_day) {
    EXPECT_EQ(due("2026-03-02T10:00+08:00", "3d"), end_of("2026-03-05"));
    EXPECT_EQ(due("2026-03-02T10:00+08:00", "5d"), end_of("2026-03-09"));  // Saturday to Monday
    EXPECT_EQ(due("2025-09-28T10:00+08:00", "3d"), end_of("2025-10-09"));
    const Derivation d = derive(cn(), at("2025-09-28T10:00+08:00"), {3, TimeUnit::Days});
    EXPECT_EQ(d.skipped.size(), 8U);
}

TEST(Deadline, months_end_on_the_same_day_or_the_last_one) {
    EXPECT_EQ(due("2026-05-31T10:00+08:00", "2m"), end_of("2026-07-31"));
    EXPECT_EQ(due("2026-03-31T10:00+08:00", "1m"), end_of("2026-04-30"));
}

TEST(Deadline, hours_run_from_the_moment_through_any_holiday) {
    EXPECT_EQ(due("2025-10-01T10:15+08:00", "48h"), "2025-10-03T10:15:00+08:00");
}

TEST(Deadline, a_month_ends_on_the_same_number_or_the_last_of_the_month) {
    EXPECT_EQ(due("2026-03-10T10:00+08:00", "1m"), end_of("2026-04-10"));
    EXPECT_EQ(due("2024-01-31T10:00+08:00", "1m"), end_of("2024-02-29"));
    EXPECT_EQ(due("2025-01-31T10:00+08:00", "1m"), end_of("2025-02-28"));
    EXPECT_EQ(due("2026-08-31T10:00+08:00", "1m"), end_of("2026-09-30"));
    EXPECT_EQ(due("2025-11-30T10:00+08:00", "3m"), end_of("2026-02-28"));  // a make-up Saturday
    EXPECT_EQ(due("2025-09-01T10:00+08:00", "1m"), end_of("2025-10-09"));  // rolls over the holiday
}

TEST(Deadline, spring_festival_2020_as_prolonged) {
    EXPECT_EQ(due("2020-01-23T10:00+08:00", "1wd"), end_of("2020-02-03"));
}

TEST(Deadline, the_turn_of_2018_counts_the_make_up_saturday) {
    EXPECT_EQ(due("2018-12-28T10:00+08:00", "2wd"), end_of("2019-01-02"));
}

TEST(Deadline, close_of_business_is_half_past_five) {
    EXPECT_EQ(due("2026-03-02T10:00+08:00", "1wd", DayEnd::CloseOfBusiness),
              "2026-03-03T17:30:00+08:00");
    EXPECT_EQ(due("2026-03-02T10:00+08:00", "3h", DayEnd::CloseOfBusiness),
              "2026-03-02T13:00:00+08:00");
}

TEST(Deadline, one_that_touches_a_provisional_day_says_so) {
    const Derivation d = derive(cn(), at("2026-12-24T10:00+08:00"), {10, TimeUnit::WorkingDays});
    EXPECT_TRUE(d.provisional);
    EXPECT_EQ(d.provisional_years, (std::vector<int>{2026, 2027}));
    EXPECT_FALSE(
        derive(cn(), at("2026-12-24T10:00+08:00"), {1, TimeUnit::WorkingDays}).provisional);
    EXPECT_FALSE(derive(cn(), at("2027-05-01T10:00+08:00"), {1, TimeUnit::Hours}).provisional);
    const Derivation days = derive(cn(), at("2026-12-20T10:00+08:00"), {30, TimeUnit::Days});
    EXPECT_EQ(days.provisional_years, std::vector<int>{2027});
}

TEST(Deadline, a_long_budget_lists_only_so_many_skipped_days) {
    const Derivation d = derive(cn(), at("2026-01-05T10:00+08:00"), {9999, TimeUnit::WorkingDays});
    EXPECT_EQ(d.skipped.size(), static_cast<std::size_t>(skipped_listed_max));
    EXPECT_GT(d.skipped_count, skipped_listed_max);
}

TEST(Deadline, the_ladder_steps_are_ends_of_working_days) {
    const Moment due = shanghai().local_moment(on("2025-09-30"), 1440);
    const auto step = [&](int n) { return to_text(working_days_after(cn(), due, n), 480); };
    EXPECT_EQ(step(0), end_of("2025-09-30"));
    EXPECT_EQ(step(1), end_of("2025-10-09"));
    EXPECT_EQ(step(3), end_of("2025-10-11"));
    EXPECT_EQ(step(-1), end_of("2025-09-29"));
    EXPECT_EQ(step(-2), end_of("2025-09-28"));  // the make-up Sunday
    EXPECT_EQ(step(-3), end_of("2025-09-26"));
}

TEST(Deadline, the_ladder_of_a_deadline_within_the_day_counts_from_that_day) {
    EXPECT_EQ(working_days_after(cn(), at("2026-03-03T17:30+08:00"), 1),
              shanghai().local_moment(on("2026-03-04"), 1440));
    EXPECT_EQ(working_days_after(cn(), at("2026-03-03T17:30+08:00"), -1),
              shanghai().local_moment(on("2026-03-02"), 1440));
}

TEST(Deadline, working_days_consumed_are_the_whole_ones) {
    const Moment start = at("2025-09-28T10:00+08:00");
    EXPECT_EQ(working_days_between(cn(), start, at("2025-09-29T23:59+08:00")), 0);
    EXPECT_EQ(working_days_between(cn(), start, at("2025-09-30T00:00+08:00")), 1);
    EXPECT_EQ(working_days_between(cn(), start, at("2025-10-09T12:00+08:00")), 2);
    EXPECT_EQ(working_days_between(cn(), start, start), 0);
    EXPECT_EQ(working_days_between(cn(), start, start - days(9)), 0);
}

TEST(Deadline, a_clock_that_stood_goes_on_with_what_is_left) {
    const Budget ten{10, TimeUnit::WorkingDays};
    const Moment start = at("2026-03-02T10:00+08:00");
    const int used = consumed(cn(), ten.unit, start, at("2026-03-05T09:00+08:00"));
    EXPECT_EQ(used, 3);  // a day begun is used
    const Derivation d = resume(cn(), at("2026-03-16T09:00+08:00"), ten, used);
    EXPECT_EQ(to_text(d.due, 480), end_of("2026-03-25"));
    EXPECT_EQ(d.consumed, 3);
    EXPECT_EQ(d.budget, ten);
}

TEST(Deadline, a_resumed_clock_has_at_least_one_unit_left) {
    const Derivation d = resume(cn(), at("2026-03-16T09:00+08:00"), {3, TimeUnit::WorkingDays}, 7);
    EXPECT_EQ(to_text(d.due, 480), end_of("2026-03-17"));
}

TEST(Deadline, each_unit_is_consumed_in_its_own_steps) {
    const Moment start = at("2026-01-31T10:00+08:00");
    EXPECT_EQ(consumed(cn(), TimeUnit::Hours, start, at("2026-01-31T12:59+08:00")), 2);
    EXPECT_EQ(consumed(cn(), TimeUnit::Days, start, at("2026-02-03T00:00+08:00")), 3);
    EXPECT_EQ(consumed(cn(), TimeUnit::Months, start, at("2026-02-27T12:00+08:00")), 0);
    EXPECT_EQ(consumed(cn(), TimeUnit::Months, start, at("2026-02-28T12:00+08:00")), 1);
    EXPECT_EQ(consumed(cn(), TimeUnit::Days, start, start - hours(1)), 0);
}

TEST(Deadline, days_over_are_counted_from_the_day_after_the_deadline) {
    WorkingDays days(cn());
    const Moment due = shanghai().local_moment(on("2026-03-05"), 1440);  // a Thursday
    EXPECT_EQ(days.over(due, at("2026-03-06T00:00+08:00")), 1);
    EXPECT_EQ(days.over(due, at("2026-03-06T23:59+08:00")), 1);
    EXPECT_EQ(days.over(due, at("2026-03-08T12:00+08:00")), 1) << "a weekend is not counted";
    EXPECT_EQ(days.over(due, at("2026-03-09T08:00+08:00")), 2);
    EXPECT_EQ(days.over(at("2026-03-05T17:30+08:00"), at("2026-03-05T18:00+08:00")), 0);
    EXPECT_EQ(days.over(at("2026-03-05T17:30+08:00"), at("2026-03-06T08:00+08:00")), 1);
}

TEST(Deadline, midnight_is_the_end_of_its_day_where_it_is_read) {
    EXPECT_EQ(deadline_text(shanghai(), at("2026-10-27T00:00+08:00")), "2026-10-26 24:00");
    EXPECT_EQ(deadline_text(shanghai(), at("2026-10-26T17:30+08:00")), "2026-10-26 17:30");
    EXPECT_EQ(deadline_text(shanghai(), at("2027-01-01T00:00+08:00")), "2026-12-31 24:00");
    EXPECT_EQ(deadline_text(shanghai(), Moment{}), "");
}

Moment due_of(TimeUnit unit, int amount, ClockBase base) {
    return resume(cn(), base.start, {amount, unit}, base.consumed).due;
}

TEST(Deadline, a_clock_that_stood_moves_by_the_time_it_stood) {
    const Moment start = at("2026-03-02T10:00+08:00");
    const Moment stop = at("2026-03-04T09:30+08:00");
    const Moment again = at("2026-03-11T16:10+08:00");
    const auto moved = [&](TimeUnit unit, int amount) {
        return to_text(
            due_of(unit, amount, after_standing(cn(), {start, 0}, {amount, unit}, stop, again)),
            480);
    };
    // 5, 6, 9, 10 and 11 March it stood; ten days ended with the 16th.
    EXPECT_EQ(moved(TimeUnit::WorkingDays, 10), end_of("2026-03-23"));
    // Seven days it stood; 9 days ended with the 11th.
    EXPECT_EQ(moved(TimeUnit::Days, 9), end_of("2026-03-18"));
    // To the minute: 100 hours ended on 6 March at 14:00, and it stood 7 days, 6 hours, 40 minutes.
    EXPECT_EQ(moved(TimeUnit::Hours, 100), "2026-03-13T20:40:00+08:00");
    // Two months ended with 2 May, a holiday, and so on 6 May; and seven days more.
    EXPECT_EQ(moved(TimeUnit::Months, 2), end_of("2026-05-09"));
}

TEST(Deadline, a_budget_out_of_bounds_is_a_broken_invariant) {
    EXPECT_THROW(derive(cn(), Moment{}, {0, TimeUnit::Days}), BrokenInvariant);
}

}  // namespace
}  // namespace dudao
