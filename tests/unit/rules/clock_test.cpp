// The clock of a rectification: what it is after an extension, a transfer, a return, a suspension.
#include <gtest/gtest.h>

#include "domain/draft.h"
#include "domain/rectification/clock.h"
#include "support/county.h"

namespace dudao::test {
namespace {

// What a clock does after a rare step, counted by hand: served Mon 14 Sep, the budget of 20 working
// days ends with Fri 16 Oct. Sun 20 Sep works, 25–27 Sep and 1–7 Oct are off, Sat 10 Oct works.

std::string deadline_of(const County& county, RectificationId id) {
    return deadline_text(county.state.calendar.zone, county.of(id).deadline);
}
int used_of(const County& county, RectificationId id) {
    return consumed_by(county.state.calendar, county.of(id), county.now);
}

TEST(Transfer, the_time_already_used_stays_used) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-21T09:00"));  // 15 to 18 and 20 are over: five days
    county.must(TransferRectification{id, county.v2, county.township, words("误")}, county.officer);
    EXPECT_EQ(county.of(id).generation, 2);
    EXPECT_EQ(used_of(county, id), 6) << "15 to 18, 20 and today";
    EXPECT_EQ(deadline_of(county, id), "2026-10-16 24:00") << "another unit gives no day back";
}

TEST(Transfer, of_what_is_over_leaves_the_new_unit_one_day) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-10-19T09:00"));
    county.must(TransferRectification{id, county.v2, county.township, words("误")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-20 24:00");
    county.must(RequestExtension{id, Budget{3, TimeUnit::WorkingDays}, words("雨季")},
                county.township);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-23 24:00") << "three days more";
}

TEST(Extension, moves_the_deadline_by_exactly_its_days) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-21T09:00"));
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-23 24:00") << "19 to 23 October";
    EXPECT_EQ(used_of(county, id), 6);
}

TEST(Extension, moves_by_the_same_on_any_day_it_is_decided) {
    for (int day = 15; day <= 30; ++day) {
        County county;
        const auto id = county.in_progress();
        county.run_until(at("2026-09-" + std::to_string(day) + "T17:00"));
        county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                    county.village);
        county.must(DecideExtension{id, true, words("属实")}, county.officer);
        EXPECT_EQ(deadline_of(county, id), "2026-10-23 24:00") << day;
    }
}

TEST(Extension, after_a_suspension_adds_to_the_deadline_that_held) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-16T09:00"));
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.run_until(at("2026-09-21T09:00"));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-22 24:00") << "17, 18, 20 and 21 it stood";
    EXPECT_EQ(used_of(county, id), 2);
    county.must(RequestExtension{id, Budget{2, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-26 24:00");
}

TEST(Extension, counts_on_from_the_deadline_when_another_calendar_has_come) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-21T09:00"));
    for (CalendarYear& year : county.state.calendar.years) {
        if (year.year == 2026)
            year.off.insert(year.off.begin(), {day_of({2026, 9, 16}).number, "停"});
    }
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-23 24:00");
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.run_until(at("2026-09-22T09:00"));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-26 24:00") << "one day it stood";
}

TEST(Extension, granted_while_the_clock_stands_moves_the_deadline_however_short_it_stood) {
    for (const int days_standing : {0, 1}) {
        County county;
        const auto id = county.in_progress();
        const FindingId finding = county.of(id).finding;
        county.run_until(at("2026-09-15T09:00"));
        county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                    county.village);
        county.must(ContestFinding{finding, words("不实"), {}}, county.village);
        county.must(DecideExtension{id, true, words("属实")}, county.officer);
        county.run_for(days(days_standing));
        const Severity severity = county.state.findings.at(finding).facts().severity;
        county.must(DecideContest{finding, finding::Verb::Uphold, severity, words("属实")},
                    county.officer);
        const char* due = days_standing == 0 ? "2026-10-23 24:00" : "2026-10-26 24:00";
        EXPECT_EQ(deadline_of(county, id), due);
        // And it is added once.
        county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
        county.must(ResumeRectification{id, words("水退")}, county.officer);
        EXPECT_EQ(deadline_of(county, id), due);
    }
}

TEST(Suspension, within_one_day_changes_nothing) {
    for (const char* when :
         {"2026-09-16T09:00", "2026-09-19T09:00", "2026-10-16T17:00", "2026-10-20T09:00"}) {
        County county;
        const auto id = county.in_progress();
        county.run_until(at(when));
        const Rectification before = county.of(id);
        const auto ladder = county.timers(matter(id), TimerKind::Ladder).size();
        county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
        county.run_for(hours(2));
        county.must(ResumeRectification{id, words("水退")}, county.officer);
        EXPECT_EQ(county.of(id).deadline, before.deadline) << when;
        EXPECT_EQ(county.of(id).generation, before.generation) << when;
        EXPECT_EQ(county.of(id).step, before.step) << when;
        EXPECT_EQ(county.timers(matter(id), TimerKind::Ladder).size(), ladder) << when;
    }
}

TEST(Suspension, of_what_is_over_leaves_one_day) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-10-16T17:00"));
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.run_until(at("2026-10-20T09:00"));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-21 24:00");
}

TEST(Extension, takes_the_steps_of_the_clock_before_with_it) {
    County county;
    const auto id = county.in_progress();
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    const auto ladder = county.timers(matter(id), TimerKind::Ladder);
    ASSERT_EQ(ladder.size(), 6U);
    for (const Timer* each : ladder) EXPECT_EQ(each->generation, county.of(id).generation);
}

TEST(Extension, is_asked_for_before_the_deadline_passes) {
    County county;
    const auto id = county.in_progress();
    const RequestExtension ask{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")};
    county.now = county.of(id).deadline;
    EXPECT_EQ(county.refused(ask, county.village).why, Why::TooLate);
    county.now = county.of(id).deadline - seconds(1);
    county.must(ask, county.village);
}

TEST(Return, a_hollow_submission_used_the_days_until_it_was_returned) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-16T09:00"));  // the 15th is over
    county.must(SubmitRectification{id, words("空"), proof}, county.village);
    EXPECT_EQ(used_of(county, id), 2) << "a day begun is used";
    county.run_until(at("2026-09-21T09:00"));
    EXPECT_EQ(used_of(county, id), 2) << "while it stands no day is used";
    county.must(ReturnRectification{id, true, words("无实质内容")}, county.officer);
    EXPECT_EQ(used_of(county, id), 6) << "17, 18, 20 and 21 too";
    EXPECT_EQ(deadline_of(county, id), "2026-10-16 24:00");
    county.run_until(at("2026-09-22T09:00"));
    EXPECT_EQ(used_of(county, id), 7) << "and they go on";
    // What was used counts when the clock stops again.
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    EXPECT_EQ(county.of(id).consumed, 7);
    county.run_until(at("2026-09-23T09:00"));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-19 24:00") << "one day it stood";
}

TEST(Return, what_was_submitted_is_verified_within_a_limit_or_the_leaders_are_told) {
    County county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    const auto limits = county.timers(matter(id), TimerKind::Verification);
    ASSERT_EQ(limits.size(), 1U);
    EXPECT_EQ(to_text(limits[0]->due, 480), "2026-09-21T00:00:00+08:00");  // five working days
    county.run_until(limits[0]->due);
    EXPECT_TRUE(county.was_told(county.leader, "verify.late"));
}

TEST(Return, what_is_submitted_has_a_proof) {
    County county;
    const auto id = county.in_progress();
    EXPECT_EQ(county.refused(SubmitRectification{id, words("已修"), {}}, county.village).why,
              Why::BadInput);
    EXPECT_EQ(county.of(id).state, rectification::State::InProgress);
}

TEST(Suspension, gives_no_time_back_and_no_step_is_taken_in_it) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-21T09:00"));  // five days are over
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    EXPECT_TRUE(county.timers(matter(id), TimerKind::Ladder).empty());
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_EQ(deadline_of(county, id), "2026-10-16 24:00") << "nor does it cost any";
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.run_for(days(60));
    EXPECT_EQ(county.count("step.taken"), 0);
}

TEST(Suspension, is_reviewed_after_twenty_working_days_unless_it_has_ended) {
    County county;
    const auto id = county.in_progress();
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    const auto reviews = county.timers(matter(id), TimerKind::SuspensionReview);
    ASSERT_EQ(reviews.size(), 1U);
    EXPECT_EQ(to_text(reviews[0]->due, 480), "2026-10-17T00:00:00+08:00");
    const Moment due = reviews[0]->due;
    county.run_until(due);
    EXPECT_TRUE(county.was_told(county.officer, "suspension.review"));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_TRUE(county.timers(matter(id), TimerKind::SuspensionReview).empty());
}

TEST(Suspension, sends_no_reminder_late_that_fell_into_it) {
    County county;
    const auto id = county.in_progress();
    county.run_until(county.of(id).deadline - hours(3));
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.run_for(days(3));
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    const auto ladder = county.timers(matter(id), TimerKind::Ladder);
    ASSERT_FALSE(ladder.empty());
    for (const Timer* each : ladder) EXPECT_GT(each->due, county.now) << each->step;
}

TEST(Suspension, that_ends_while_the_finding_is_contested_starts_no_clock) {
    County county;
    const auto id = county.in_progress();
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    county.must(ContestFinding{county.of(id).finding, words("不实"), proof}, county.village);
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_FALSE(county.of(id).clock_runs);
    county.must(DecideContest{county.of(id).finding, finding::Verb::Uphold, {}, words("照片")},
                county.officer);
    EXPECT_TRUE(county.of(id).clock_runs);
}

}  // namespace
}  // namespace dudao::test
