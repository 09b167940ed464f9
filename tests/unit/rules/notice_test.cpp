// Who is told of what, when it goes out, and what is not sent since it no longer holds.
#include <gtest/gtest.h>

#include "domain/notice_applies.h"
#include "messages/notices.h"
#include "support/docket.h"

namespace dudao::test {
namespace {

/// What went out, as "to text", in the order of the log.
std::vector<std::string> sent(const County& county) {
    std::map<NoticeId, std::vector<std::pair<PersonId, NoticeItem>>> queued;
    std::vector<std::string> all;
    for (const Event& event : county.log) {
        if (const auto* one = std::get_if<NoticeQueued>(&event.body)) {
            queued[one->id].emplace_back(one->to, one->item);
        } else if (const auto* less = std::get_if<NoticeNarrowed>(&event.body)) {
            std::erase_if(queued[less->id], [&](const auto& each) {
                const auto& out = less->left_out;
                return std::find(out.begin(), out.end(), each.second) != out.end();
            });
        } else if (const auto* goes = std::get_if<NoticeAttempted>(&event.body)) {
            for (const auto& [to, item] : queued[goes->id]) {
                all.push_back(to.text + " " + item.text);
            }
        }
    }
    return all;
}

int count_of(const std::vector<std::string>& all, const std::string& one) {
    return static_cast<int>(std::count(all.begin(), all.end(), one));
}

int overtaken(const County& county) {
    return static_cast<int>(std::count_if(county.log.begin(), county.log.end(), [](const Event& e) {
        const auto* outcome = std::get_if<NoticeOutcome>(&e.body);
        return outcome && outcome->state == NoticeState::Overtaken;
    }));
}

TEST(Notice, of_a_task_goes_to_head_and_members_at_its_release_and_at_each_limit) {
    County county;
    county.released();
    county.run_for(hours(5));
    const auto all = sent(county);
    for (const char* who : {"p-head", "p-inspector"}) {
        for (const char* what : {" task.released", " task.late", " task.missed"}) {
            EXPECT_EQ(count_of(all, who + std::string(what)), 1) << who << what;
        }
    }
    EXPECT_EQ(count_of(all, "p-officer task.missed"), 1);
}

TEST(Notice, of_a_task_goes_out_on_days_off_and_at_night) {
    County county;
    county.now = at("2026-09-26T21:00");  // a Saturday, within three days off
    county.released();
    county.run_for(seconds(1));
    EXPECT_EQ(count_of(sent(county), "p-head task.released"), 1);
    county.run_for(hours(5));
    EXPECT_EQ(count_of(sent(county), "p-inspector task.late"), 1);
    EXPECT_EQ(count_of(sent(county), "p-inspector task.missed"), 1);
    EXPECT_EQ(count_of(sent(county), "p-officer task.missed"), 0) << "the office reads on Monday";
    county.run_until(at("2026-09-28T08:00"));
    EXPECT_EQ(count_of(sent(county), "p-officer task.missed"), 1);
}

TEST(Notice, of_a_report_that_is_late_again_is_another) {
    County county;
    const TaskId task = county.on_site();
    county.run_for(days(20));
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::OnSite);
    EXPECT_EQ(count_of(sent(county), "p-head task.report_late"), 2) << "preliminary, and final";
}

/// How often this was queued for anybody in the office.
std::set<Moment> limits_told(const County& county, const std::string& text) {
    std::set<Moment> dues;
    for (const Event& event : county.log) {
        const auto* one = std::get_if<NoticeQueued>(&event.body);
        if (one && one->item.text == text) dues.insert(one->item.due);
    }
    return dues;
}

TEST(Notice, of_a_demand_that_stays_without_an_answer_again_is_another) {
    County county;
    const RectificationId order = county.in_progress();
    county.must(ClimbByHand{order, 3, words("急")}, county.officer);
    const DemandId demand = county.state.demands.begin()->first;
    county.must(AcknowledgeDemand{demand}, county.village);
    county.run_until(county.state.demands.at(demand).due + hours(1));
    ASSERT_EQ(limits_told(county, "demand.unanswered").size(), 1U);
    county.must(AnswerDemand{demand, words("因雨")}, county.village);
    county.must(DecideDemand{demand, false, words("未写明")}, county.officer);
    county.run_until(county.state.demands.at(demand).due + hours(1));
    EXPECT_EQ(limits_told(county, "demand.unanswered").size(), 2U);
}

TEST(Notice, of_a_case_that_is_late_in_another_stage_is_another) {
    StaffedDocket county;
    const CaseId id = county.verifying(cases::Track::Discipline);
    county.run_until(county.the(id).due + hours(1));
    ASSERT_EQ(limits_told(county, "case.late").size(), 1U);
    county.done(id, assignment::Kind::Verify, county.investigators);
    county.authorise(id, cases::Verb::Start, county.authority);
    county.run_until(county.the(id).due + hours(1));
    EXPECT_EQ(limits_told(county, "case.late").size(), 2U);
}

TEST(Notice, of_an_assignment_whose_report_is_late_again_is_another) {
    StaffedDocket county;
    const CaseId id = county.verifying(cases::Track::Discipline);
    const AssignmentId row =
        county.issue_assignment(id, assignment::Kind::Verify, county.investigators);
    const PersonId hand{"p-i1"};
    using Step = assignment::Verb;
    county.must(StepAssignment{row, Step::Accept, {}, {}, {}}, hand);
    county.must(StepAssignment{row, Step::Begin, {hand, PersonId{"p-i2"}}, {}, {}}, hand);
    const auto due = [&] { return county.state.assignments.at(row).due; };
    county.run_until(due() + hours(1));
    ASSERT_EQ(limits_told(county, "assignment.late").size(), 1U);
    county.must(StepAssignment{row, Step::Report, {}, assignment::Outcome::Done, words("属实")},
                hand);
    county.must(ReviewAssignment{row, Step::Return, words("缺")}, county.officer);
    ASSERT_GT(due(), county.now);
    county.run_until(due() + hours(1));
    EXPECT_GE(limits_told(county, "assignment.late").size(), 2U);
}

TEST(Notice, of_a_task_that_was_accepted_at_once_is_not_sent) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    county.run_for(seconds(1));
    EXPECT_TRUE(sent(county).empty());
    EXPECT_EQ(overtaken(county), 2) << "head and inspector";
    EXPECT_TRUE(county.state.waiting.empty());
}

TEST(Notice, of_an_order_that_was_struck_off_over_the_days_off_is_not_sent_after_them) {
    County county;
    county.now = at("2026-09-25T20:30");  // the eve of three days off
    const RectificationId id = county.issued();
    EXPECT_EQ(to_text(county.notice_to(county.village).send_at, 480), "2026-09-28T08:00:00+08:00");
    county.must(AcknowledgeRectification{id}, county.village);
    county.run_until(at("2026-09-28T08:00"));
    EXPECT_EQ(count_of(sent(county), "p-village rect.issued"), 0) << "it was acknowledged";
    EXPECT_EQ(county.count("notice.narrowed"), 0);
    EXPECT_TRUE(county.state.waiting.empty());
}

TEST(Notice, that_holds_in_part_is_sent_without_the_rest) {
    County county;
    county.now = at("2026-09-25T20:30");
    const RectificationId done = county.issued();
    const RectificationId open = county.issued();
    county.must(AcknowledgeRectification{done}, county.village);
    ASSERT_EQ(county.notice_to(county.village).items.size(), 2U) << "one message";
    county.run_until(at("2026-09-28T08:00"));
    EXPECT_EQ(count_of(sent(county), "p-village rect.issued"), 1);
    EXPECT_EQ(county.count("notice.narrowed"), 1);
    const Notice& notice = county.notice_to(county.village);
    ASSERT_EQ(notice.items.size(), 1U);
    EXPECT_EQ(notice.items[0].matter, matter(open));
}

TEST(Notice, each_that_people_are_sent_has_its_rule_of_when_it_no_longer_holds) {
    for (const auto& [key, zh, en] : messages::notices) {
        const std::string_view text = key;
        if (!text.starts_with("notice.")) continue;
        EXPECT_TRUE(is_known_notice(text.substr(7))) << text;
    }
    EXPECT_FALSE(is_known_notice("task.of_a_later_release"));
    County county;
    const NoticeItem later{matter(TaskId{99}), 0, 0, "task.of_a_later_release", {}};
    EXPECT_TRUE(still_applies(county.state, county.head, later))
        << "nothing is kept back by mistake";
}

TEST(Notice, that_waits_for_a_second_person_is_not_sent_once_somebody_decided) {
    County county;
    county.now = at("2026-09-25T20:30");
    county.must_both(PostRow{PostId{"keeper-2"}, county.city, Role::PlanKeeper, county.leader, {}},
                     county.keeper, county.mayor);
    county.run_until(at("2026-09-28T08:00"));
    for (const std::string& each : sent(county)) EXPECT_EQ(each.find("proposal.waits"), each.npos);
    EXPECT_GT(overtaken(county), 0);
}

TEST(Notice, has_its_outcome_from_the_worker_that_attempted_it) {
    County county;
    county.released();
    county.run_for(seconds(1));
    ASSERT_EQ(county.count("notice.attempted"), 2);
    const NoticeId notice = county.notice_to(county.head).id;
    Context another = county.process(KeyKind::Worker);
    another.via = KeyId{"k-another"};
    const NoticeOutcome sent{notice, NoticeState::Sent, "file"};
    EXPECT_EQ(county.refused_as(sent, another).why, Why::Forbidden);
    EXPECT_EQ(county
                  .refused_as(NoticeOutcome{notice, NoticeState::Overtaken, ""},
                              county.process(KeyKind::Worker))
                  .why,
              Why::BadInput)
        << "that is for the rules to say";
    county.must_as(sent, county.process(KeyKind::Worker));
}

TEST(Notice, in_quiet_hours_it_waits_for_the_next_working_morning_as_one_message) {
    County county;
    county.now = at("2026-09-25T20:30");  // the eve of three days off
    county.issued();
    county.issued();
    county.run_for(hours(3));
    const Notice& notice = county.notice_to(county.village);
    EXPECT_EQ(to_text(notice.send_at, 480), "2026-09-28T08:00:00+08:00");
    EXPECT_EQ(notice.items.size(), 2U);
}

TEST(Notice, of_what_comes_about_within_a_second_is_one_message_however_fast_it_is_sent) {
    County county;
    county.released();
    county.run_for(Span{400});
    county.released();
    EXPECT_EQ(county.count("notice.attempted"), 0) << "the second is not over";
    EXPECT_EQ(county.notice_to(county.head).items.size(), 2U);
    county.run_for(seconds(1));
    EXPECT_EQ(county.count("notice.attempted"), 2) << "head and inspector";
}

TEST(Notice, is_attempted_once_and_uncertain_when_no_outcome_comes) {
    County county;
    county.released();
    county.run_for(seconds(1));
    const NoticeId first = county.notice_to(county.head).id;
    EXPECT_EQ(county.count("notice.attempted"), 2);
    county.run_for(hours(1));
    EXPECT_EQ(county.count("notice.outcome"), 2);
    EXPECT_EQ(county.count("notice.attempted"), 2);
    EXPECT_FALSE(county.state.notices.contains(first));
}

}  // namespace
}  // namespace dudao::test
