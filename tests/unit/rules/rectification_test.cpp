#include <gtest/gtest.h>

#include <set>

#include "domain/draft.h"
#include "support/county.h"

namespace dudao::test {
namespace {

TEST(Service, the_clock_starts_when_served_not_when_issued) {
    County county;
    const auto id = county.issued();
    EXPECT_EQ(county.of(id).deadline.ms, 0);
    EXPECT_TRUE(county.timers(matter(id), TimerKind::Ladder).empty());
    county.must(AcknowledgeRectification{id}, county.village);
    EXPECT_EQ(county.of(id).state, rectification::State::InProgress);
    EXPECT_GT(county.of(id).deadline, county.now);
}

TEST(Service, what_nobody_acknowledges_is_deemed_served_after_two_working_days) {
    County county;
    const auto id = county.issued();
    county.run_until(at("2026-09-17T00:00"));  // Monday + 2 working days, 24:00
    EXPECT_EQ(county.of(id).state, rectification::State::InProgress);
    EXPECT_EQ(county.count("rectification.served"), 1);
}

TEST(Service, an_ordinary_budget_is_twenty_working_days_by_the_official_calendar) {
    County county;
    const auto id = county.in_progress();
    // Served Mon 14 Sep; Sun 20 Sep works, 25–27 Sep and 1–7 Oct are off, Sat 10 Oct works.
    EXPECT_EQ(to_text(county.of(id).deadline, 480), "2026-10-17T00:00:00+08:00");
}

TEST(Ladder, climbs_all_six_steps_by_itself_and_ends_in_one_lead) {
    County county;
    const auto id = county.in_progress(Severity::Minor);
    county.run_for(days(60));
    EXPECT_EQ(county.of(id).step, 6);
    EXPECT_TRUE(county.of(id).listed);
    EXPECT_EQ(county.count("step.taken"), 6);
    EXPECT_EQ(county.count("step.overtaken"), 0);
    EXPECT_EQ(county.count("lead.opened"), 1);
    EXPECT_EQ(county.count("demand.issued"), 3);
}

TEST(Ladder, after_an_outage_only_the_highest_due_step_acts) {
    County county;
    const auto id = county.in_progress(Severity::Minor);
    const Moment deadline = county.of(id).deadline;
    county.now = deadline + days(40);  // nobody fired anything meanwhile
    const auto pending = county.timers(matter(id), TimerKind::Ladder);
    ASSERT_EQ(pending.size(), 6U);
    county.must_as(FireTimer{pending.front()->id}, county.process(KeyKind::Worker));
    EXPECT_EQ(county.count("step.taken"), 1);
    EXPECT_EQ(county.count("step.overtaken"), 5);
    EXPECT_EQ(county.of(id).step, 6);
}

TEST(Ladder, a_timer_fires_once_and_not_before_its_moment) {
    County county;
    const auto id = county.in_progress();
    const TimerId first = county.timers(matter(id), TimerKind::Ladder).front()->id;
    const Moment due = county.state.timers.at(first).due;
    const auto early = county.decide_only(FireTimer{first}, county.process(KeyKind::Worker));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().why, Why::TooEarly);
    county.now = due;
    county.must_as(FireTimer{first}, county.process(KeyKind::Worker));
    const auto twice = county.decide_only(FireTimer{first}, county.process(KeyKind::Worker));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().why, Why::Stale);
}

TEST(Ladder, a_grave_matter_enters_at_step_four_when_overdue) {
    County county;
    const auto id = county.in_progress(Severity::Grave);
    std::vector<int> steps;
    for (const Timer* timer : county.timers(matter(id), TimerKind::Ladder))
        steps.push_back(timer->step);
    EXPECT_EQ(steps, (std::vector<int>{1, 2, 4, 5, 6}));
    EXPECT_EQ(county.timers(matter(id), TimerKind::Ladder)[2]->due, county.of(id).deadline);
}

TEST(Ladder, strike_off_ends_it) {
    County county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.must(VerifyRectification{id, false, words("属实")}, county.officer);
    EXPECT_EQ(county.of(id).state, rectification::State::StruckOff);
    county.run_for(days(60));
    EXPECT_EQ(county.count("step.taken"), 0);
}

TEST(Ladder, climbing_by_hand_never_goes_down_again) {
    County county;
    const auto id = county.in_progress();
    county.must(ClimbByHand{id, 4, words("急")}, county.officer);
    EXPECT_EQ(county.of(id).step, 4);
    EXPECT_EQ(county.refused(ClimbByHand{id, 3, words("急")}, county.officer).why, Why::BadInput);
    county.run_until(county.of(id).deadline);
    EXPECT_EQ(county.of(id).step, 4);
}

TEST(Ladder, a_step_taken_before_the_deadline_does_not_say_that_it_has_passed) {
    County county;
    const auto early = county.in_progress();
    county.must(ClimbByHand{early, 4, words("急")}, county.officer);
    const auto late = county.in_progress(Severity::Minor);
    county.run_until(county.of(late).deadline + hours(1));
    std::set<std::string> told;
    for (const Event& event : county.log) {
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (queued && queued->item.step > 0) told.insert(queued->item.text);
    }
    EXPECT_EQ(told,
              (std::set<std::string>{"demand.open", "step.1", "step.2", "step.3", "step.4.early"}));
}

TEST(Return, a_second_one_tells_of_the_deadline_that_holds_from_then_on) {
    County county;
    const auto id = county.in_progress();
    for (int i = 0; i < 2; ++i) {
        county.run_for(days(3));
        county.must(SubmitRectification{id, words("已修"), proof}, county.village);
        county.run_for(days(3));
        county.must(ReturnRectification{id, false, words("缺")}, county.officer);
    }
    int told = 0;
    for (const Event& event : county.log) {
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (!queued || queued->item.step != 1) continue;
        ++told;
        EXPECT_EQ(queued->item.due, county.of(id).deadline);
        EXPECT_EQ(queued->item.generation, county.of(id).generation);
    }
    EXPECT_GT(told, 0);
}

TEST(Return, a_submission_stops_the_clock_and_a_return_runs_it_on) {
    County county;
    const auto id = county.in_progress();
    county.run_for(days(3));
    const Moment before = county.of(id).deadline;
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    EXPECT_FALSE(county.of(id).clock_runs);
    county.run_for(days(4));
    county.must(ReturnRectification{id, false, words("缺照片")}, county.officer);
    EXPECT_GT(county.of(id).deadline, before);
    EXPECT_EQ(county.of(id).generation, 2);
}

TEST(Return, a_hollow_submission_counts_as_if_the_clock_had_never_stopped) {
    County county;
    const auto id = county.in_progress();
    const Moment before = county.of(id).deadline;
    county.must(SubmitRectification{id, words("空"), proof}, county.village);
    county.run_for(days(4));
    county.must(ReturnRectification{id, true, words("无实质内容")}, county.officer);
    EXPECT_EQ(county.of(id).deadline, before);
    EXPECT_EQ(county.of(id).generation, 1);
}

TEST(Return, a_second_return_climbs_one_step) {
    County county;
    const auto id = county.in_progress();
    for (int i = 0; i < 2; ++i) {
        county.must(SubmitRectification{id, words("已修"), proof}, county.village);
        county.must(ReturnRectification{id, false, words("缺")}, county.officer);
    }
    EXPECT_EQ(county.of(id).step, 1);
    county.run_until(county.of(id).deadline);
    EXPECT_EQ(county.of(id).step, 3);
    EXPECT_EQ(county.count("step.taken"), 3) << "the first step is not taken again";
}

TEST(Extension, a_granted_one_begins_a_new_generation_with_a_larger_budget) {
    County county;
    const auto id = county.in_progress();
    const Moment before = county.of(id).deadline;
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(county.of(id).generation, 2);
    EXPECT_EQ(county.of(id).budget.amount, 25);
    EXPECT_GT(county.of(id).deadline, before);
}

TEST(Extension, one_that_nobody_decides_lapses_after_two_working_days) {
    County county;
    const auto id = county.in_progress();
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.run_until(at("2026-09-17T00:00"));
    EXPECT_FALSE(county.of(id).extension.open);
    EXPECT_EQ(county.of(id).budget.amount, 20);
}

TEST(Extension, the_second_is_a_leaders_and_there_is_no_third) {
    County county;
    const auto id = county.in_progress();
    const RequestExtension ask{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")};
    county.must(ask, county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    county.must(ask, county.village);
    EXPECT_EQ(county.refused(DecideExtension{id, true, words("属实")}, county.officer).why,
              Why::Forbidden);
    county.must(DecideExtension{id, true, words("属实")}, county.leader);
    EXPECT_EQ(county.refused(ask, county.village).why, Why::NotNow);
}

TEST(Suspension, the_clock_stands_and_runs_on_with_what_was_left) {
    County county;
    const auto id = county.in_progress();
    const Moment before = county.of(id).deadline;
    county.must(SuspendRectification{id, SuspendCode::Season, words("洪水")}, county.officer);
    county.run_for(days(10));
    EXPECT_EQ(county.count("step.taken"), 0);
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    EXPECT_GT(county.of(id).deadline, before + days(8));
}

TEST(Independence, nobody_verifies_their_own_work) {
    County county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.must_both(PostRow{PostId{"officer-2"}, county.v1, Role::Officer, county.village, {}},
                     county.keeper, county.leader);
    EXPECT_EQ(county.refused(VerifyRectification{id, false, {}}, county.village).why,
              Why::OwnMatter);
}

TEST(Recheck, a_failed_one_opens_a_new_matter_one_severity_up) {
    County county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.must(VerifyRectification{id, false, {}}, county.officer);
    county.must(RecheckRectification{id, false, words("回潮")}, county.officer);
    ASSERT_EQ(county.state.rectifications.size(), 2U);
    const Rectification& again = county.state.rectifications.rbegin()->second;
    EXPECT_EQ(again.reopened_from, id);
    EXPECT_EQ(again.severity, Severity::Serious);
}

TEST(Addressee, a_vacant_post_passes_the_slip_one_level_up_and_says_so) {
    County county;
    const auto id = county.in_progress(Severity::Minor);
    county.must(PostRow{PostId{"v1-officer"}, county.v1, Role::UnitOfficer, {}, {}}, county.keeper);
    county.run_until(county.timers(matter(id), TimerKind::Ladder).front()->due);
    EXPECT_GE(county.count("unreachable"), 1);
    EXPECT_EQ(county.count("step.taken"), 1);
}

TEST(Demand, unanswered_past_its_limit_it_lapses_and_can_still_be_answered) {
    County county;
    const auto id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline);
    ASSERT_EQ(county.state.demands.size(), 1U);
    const DemandId demand = county.state.demands.begin()->first;
    county.run_for(days(10));
    EXPECT_EQ(county.state.demands.at(demand).state, demand::State::Unanswered);
    county.must(AnswerDemand{demand, words("因雨")}, county.village);
    county.must(DecideDemand{demand, true, {}}, county.officer);
    EXPECT_EQ(county.state.demands.at(demand).state, demand::State::Done);
}

TEST(Contest, the_clock_stands_while_it_is_decided) {
    County county;
    const auto id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    county.must(ContestFinding{finding, words("工作室开着"), proof}, county.village);
    EXPECT_FALSE(county.of(id).clock_runs);
    county.run_for(days(2));
    county.must(DecideContest{finding, finding::Verb::Uphold, {}, words("照片为证")},
                county.officer);
    EXPECT_TRUE(county.of(id).clock_runs);
}

TEST(Contest, a_finding_dismissed_takes_its_rectification_with_it) {
    County county;
    const auto id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    county.must(ContestFinding{finding, words("不是本村"), proof}, county.village);
    county.must(DecideContest{finding, finding::Verb::Dismiss, {}, words("属实")}, county.officer);
    EXPECT_EQ(county.of(id).state, rectification::State::StruckOff);
    EXPECT_TRUE(county.timers(matter(id), TimerKind::Ladder).empty());
}

TEST(Referral, that_nobody_takes_is_told_to_the_leaders) {
    County county;
    const auto id = county.in_progress();
    county.must(ReferUp{id, words("权限外")}, county.officer);
    const auto limits = county.timers(matter(id), TimerKind::ReferralAccept);
    ASSERT_EQ(limits.size(), 1U);
    EXPECT_EQ(to_text(limits[0]->due, 480), "2026-09-21T00:00:00+08:00");
    county.run_until(limits[0]->due);
    EXPECT_TRUE(county.was_told(county.leader, "referral.late"));
}

TEST(Notice, waits_for_the_morning) {
    County county;
    const auto id = county.in_progress();
    county.run_until(at("2026-09-15T23:00"));
    const std::size_t before = county.log.size();
    county.must(ClimbByHand{id, 3, words("急")}, county.officer);
    int queued = 0;
    for (std::size_t i = before; i < county.log.size(); ++i) {
        const auto* notice = std::get_if<NoticeQueued>(&county.log[i].body);
        if (!notice) continue;
        ++queued;
        EXPECT_EQ(to_text(notice->send_at, 480), "2026-09-16T08:00:00+08:00") << notice->item.text;
    }
    EXPECT_GT(queued, 0);
}

TEST(Notice, tells_the_same_once) {
    County county;
    const auto id = county.in_progress();
    const auto tell = [&](std::int32_t step) {
        const Context context = county.process(KeyKind::Worker);
        Draft draft(county.state, context);
        draft.tell(county.village,
                   NoticeItem{matter(id), 1, step, "step.2", county.of(id).deadline});
        std::size_t queued = 0;
        for (Event& event : draft.take_events()) {
            if (std::holds_alternative<NoticeQueued>(event.body)) ++queued;
            apply(county.state, event);
        }
        return queued;
    };
    EXPECT_EQ(tell(2), 1U);
    EXPECT_EQ(tell(2), 0U);
    EXPECT_EQ(tell(3), 1U);
}

TEST(Contest, the_quick_road_closes_after_five_working_days) {
    County county;
    const FindingId finding = county.confirmed();
    EXPECT_EQ(to_text(county.state.findings.at(finding).contest_until, 480),
              "2026-09-21T00:00:00+08:00");
    county.now = at("2026-09-21T00:00") + seconds(1);
    const ContestFinding contest{finding, words("不实"), proof};
    EXPECT_EQ(county.refused(contest, county.village).why, Why::TooLate);
    county.now = at("2026-09-21T00:00");
    county.must(contest, county.village);
}

TEST(Contest, of_what_is_not_served_yet_lets_no_clock_start) {
    County county;
    const auto id = county.issued();
    county.must(ContestFinding{county.of(id).finding, words("不实"), proof}, county.village);
    county.must(AcknowledgeRectification{id}, county.village);
    EXPECT_FALSE(county.of(id).clock_runs);
}

TEST(Contest, of_what_is_submitted_is_decided_before_it_is_returned) {
    County county;
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.must(ContestFinding{county.of(id).finding, words("不实"), proof}, county.village);
    EXPECT_EQ(county.refused(ReturnRectification{id, false, words("缺")}, county.officer).why,
              Why::NotNow);
    EXPECT_FALSE(county.of(id).clock_runs);
}

TEST(Ladder, fires_not_a_moment_before_it_is_due) {
    County county;
    const auto id = county.in_progress();
    const TimerId first = county.timers(matter(id), TimerKind::Ladder).front()->id;
    county.now = county.state.timers.at(first).due - Span{1};
    EXPECT_EQ(county.refused_as(FireTimer{first}, county.process(KeyKind::Worker)).why,
              Why::TooEarly);
}

TEST(Ladder, opens_one_lead_however_often_it_is_climbed) {
    County county;
    const auto id = county.in_progress();
    county.must(RequestExtension{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")},
                county.village);
    county.must(ClimbByHand{id, 6, words("急")}, county.officer);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(county.of(id).step, 0) << "an extended matter rings again";
    county.run_until(county.of(id).deadline + days(60));
    EXPECT_EQ(county.of(id).step, 6);
    EXPECT_EQ(county.count("lead.opened"), 1);
}

/// A matter of another village than the township's, for which the township answers; submitted.
struct OfTheTownship : County {
    const RectificationId id{
        must(IssueRectification{confirmed(), v2, township, {}, words("改"), words("验")}, officer)
            .id};
    OfTheTownship() {
        must(AcknowledgeRectification{id}, township);
        must(SubmitRectification{id, words("已修"), proof}, township);
    }
    void make_officer(const PersonId& person) {
        must_both(GiveGrant{person, Role::Officer, city, now + days(300)}, leader, mayor);
    }
    Why verifies(const PersonId& who) {
        return refused(VerifyRectification{id, false, {}}, who).why;
    }
};

TEST(Independence, who_answered_for_it_from_above_does_not_verify_it) {
    OfTheTownship county;
    county.make_officer(county.township);
    EXPECT_EQ(county.verifies(county.township), Why::OwnMatter);
    county.must(VerifyRectification{county.id, false, {}}, county.officer);
}

TEST(Independence, an_officer_of_the_unit_does_not_verify_its_matter) {
    OfTheTownship county;
    const PersonId clerk{"p-clerk"};
    county.must(PersonRow{clerk, words("壬※"), county.v2}, county.keeper);
    county.make_officer(clerk);
    EXPECT_EQ(county.verifies(clerk), Why::OwnMatter);
}

TEST(Independence, an_inspector_made_officer_does_not_verify_the_own_groups_matter) {
    OfTheTownship county;
    county.make_officer(county.inspector);
    EXPECT_EQ(county.verifies(county.inspector), Why::OwnMatter);
}

TEST(Independence, nobody_issues_an_order_to_the_own_unit) {
    County county;
    const FindingId finding = county.confirmed();
    county.must_both(GiveGrant{county.township, Role::Officer, county.city, county.now + days(9)},
                     county.leader, county.mayor);
    IssueRectification order{finding, county.town, county.township, {}, words("改"), words("验")};
    EXPECT_EQ(county.refused(order, county.township).why, Why::OwnMatter);
}

TEST(Rectification, a_reminder_tells_the_unit_once_at_each_step_and_moves_no_clock) {
    County county;
    const auto id = county.in_progress();
    const Moment deadline = county.of(id).deadline;
    county.must(RemindRectification{id, {}}, county.officer);
    EXPECT_TRUE(county.was_told(county.village, "rect.reminded"));
    EXPECT_EQ(county.of(id).deadline, deadline);
    EXPECT_EQ(county.of(id).step, 0);
    EXPECT_EQ(county.refused(RemindRectification{id, {}}, county.officer).why, Why::NotNow);
    county.must(ClimbByHand{id, 3, words("急")}, county.officer);
    county.must(RemindRectification{id, words("请抓紧")}, county.officer);
    EXPECT_EQ(county.refused(RemindRectification{id, {}}, county.village).why, Why::Forbidden);
}

}  // namespace
}  // namespace dudao::test
