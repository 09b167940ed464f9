// What waits for whom, until when: exactly what the rules take from them, and nothing of their own.
#include "console/api/todo.h"

#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

struct Desk : Office {
    /// The kinds that wait for this person, as `verify 2026-1`; in the list's order.
    std::vector<std::string> waits(const PersonId& person) {
        commit();
        const Json page = data("/todo", person);
        EXPECT_EQ(page["total"], page["rows"].size());
        std::vector<std::string> all;
        for (const Json& row : page["rows"]) {
            all.push_back(row["kind"].get<std::string>() + " " + row["number"].get<std::string>());
        }
        return all;
    }

    /// The limit of the one row of this kind.
    Moment limit(const PersonId& person, std::string_view kind) {
        commit();
        std::vector<Moment> found;
        const Json page = data("/todo", person);
        for (const Json& row : page["rows"]) {
            if (row["kind"] == kind) found.push_back(Moment{row["limit"].get<std::int64_t>()});
        }
        EXPECT_EQ(found.size(), 1U) << kind;
        return found.empty() ? Moment{} : found.front();
    }

    Moment due(Matter of, TimerKind kind) const {
        const auto timers = county.timers(of, kind);
        EXPECT_EQ(timers.size(), 1U);
        return timers.empty() ? Moment{} : timers.front()->due;
    }
};

using List = std::vector<std::string>;

}  // namespace

TEST(Todo, an_order_waits_for_its_unit_and_then_for_an_officer) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId id = county.issued();
    EXPECT_EQ(desk.waits(county.village), List{"acknowledge 2026-1"});
    EXPECT_EQ(desk.limit(county.village, "acknowledge"),
              desk.due(matter(id), TimerKind::DeemService));
    EXPECT_EQ(desk.waits(county.officer), List{});
    county.must(AcknowledgeRectification{id}, county.village);
    EXPECT_EQ(desk.limit(county.village, "rectify"), county.of(id).deadline);
    county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    EXPECT_EQ(desk.waits(county.village), List{});
    EXPECT_EQ(desk.waits(county.officer), List{"verify 2026-1"});
    EXPECT_EQ(desk.limit(county.officer, "verify"), desk.due(matter(id), TimerKind::Verification));
    EXPECT_EQ(desk.waits(desk.village2), List{});
    EXPECT_EQ(desk.waits(desk.auditor), List{});
    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{});
}

TEST(Todo, a_limit_that_has_passed_stays) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    const Moment limit = desk.due(matter(id), TimerKind::Verification);
    county.run_until(limit + days(1));
    EXPECT_EQ(county.timers(matter(id), TimerKind::Verification).size(), 0U);
    EXPECT_EQ(desk.limit(county.officer, "verify"), limit);
}

TEST(Todo, a_matter_of_ones_own_waits_for_another) {
    Desk desk;
    auto& county = desk.county;
    const PersonId own{"p-own"};
    county.must(PersonRow{own, words("庚※"), county.v1}, county.keeper);
    county.must_both(PostRow{PostId{"officer-3"}, county.city, Role::Officer, own, {}},
                     county.keeper, county.leader);
    const RectificationId id = county.in_progress();
    county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    EXPECT_EQ(desk.waits(county.officer), List{"verify 2026-1"});
    EXPECT_EQ(desk.waits(own), List{});
}

TEST(Todo, what_one_was_asked_to_verify_comes_first_and_the_others_see_who_has_it) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId first = county.in_progress();
    const RectificationId later = county.in_progress();
    county.must(AssignVerifier{later, county.second}, county.officer);
    EXPECT_EQ(desk.waits(county.second), List{}) << "not before it is submitted";
    for (const RectificationId id : {first, later}) {
        county.must(SubmitRectification{id, words("已改"), proof}, county.village);
        county.run_for(hours(1));
    }
    EXPECT_EQ(desk.waits(county.second), (List{"verify 2026-2", "verify 2026-1"}));
    EXPECT_EQ(desk.waits(county.officer), (List{"verify 2026-1", "verify 2026-2"}));
    const Json rows = desk.data("/todo", county.officer)["rows"];
    EXPECT_EQ(rows[0]["verifier"], "");
    EXPECT_EQ(rows[1]["verifier"], county.second.text);
}

TEST(Todo, a_second_extension_waits_for_a_leader) {
    Desk desk;
    auto& county = desk.county;
    const Budget five{5, TimeUnit::WorkingDays};
    const RectificationId id = county.in_progress();
    county.must(RequestExtension{id, five, words("雨")}, county.village);
    EXPECT_EQ(desk.waits(county.officer), List{"extension 2026-1"});
    EXPECT_EQ(desk.limit(county.officer, "extension"),
              desk.due(matter(id), TimerKind::ExtensionDecision));
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{});
    county.must(RequestExtension{id, five, words("雨")}, county.village);
    EXPECT_EQ(desk.waits(county.officer), List{});
    EXPECT_EQ(desk.waits(county.leader), List{"extension 2026-1"});
    county.run_until(desk.limit(county.leader, "extension") + hours(1));
    EXPECT_EQ(desk.waits(county.leader), List{}) << "it lapsed as refused";
}

TEST(Todo, a_demand_is_received_answered_and_judged) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline);
    const DemandId demand = county.state.demands.begin()->first;
    EXPECT_EQ(desk.limit(county.village, "receive"),
              desk.due(matter(demand), TimerKind::DemandDeem));
    county.must(AcknowledgeDemand{demand}, county.village);
    EXPECT_EQ(desk.limit(county.village, "answer"), county.state.demands.at(demand).due);
    EXPECT_EQ(desk.waits(county.officer), List{});
    county.must(AnswerDemand{demand, words("因雨")}, county.village);
    EXPECT_EQ(desk.waits(county.officer), List{"judge 2026-1"});
    EXPECT_EQ(desk.limit(county.officer, "judge"), Moment{});
}

TEST(Todo, a_referral_waits_for_the_unit_above_until_it_is_taken) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    county.must(ReferUp{id, words("权限外")}, county.officer);
    EXPECT_EQ(desk.waits(county.township), List{"referral 2026-1"});
    EXPECT_EQ(desk.limit(county.township, "referral"),
              desk.due(matter(id), TimerKind::ReferralAccept));
    EXPECT_EQ(desk.waits(county.village), List{});
    county.must(TakeReferral{id}, county.township);
    EXPECT_EQ(desk.waits(county.township), List{});
}

TEST(Todo, a_suspension_is_looked_at_again_when_its_moment_has_come) {
    Desk desk;
    auto& county = desk.county;
    const RectificationId id = county.in_progress();
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    const Moment again = desk.due(matter(id), TimerKind::SuspensionReview);
    EXPECT_EQ(desk.waits(county.officer), List{});
    county.run_until(again);
    EXPECT_EQ(desk.limit(county.officer, "suspension"), again);
}

TEST(Todo, a_task_waits_for_its_group_and_its_report_for_an_officer) {
    Desk desk;
    auto& county = desk.county;
    const TaskId task = county.released();
    EXPECT_EQ(desk.waits(county.head), List{"accept 2026-1"});
    EXPECT_EQ(desk.limit(county.head, "accept"), county.state.tasks.at(task).accept_due);
    EXPECT_EQ(desk.waits(county.officer), List{});
    county.must(AcceptTask{task}, county.head);
    EXPECT_EQ(desk.waits(county.head), List{"check_in 2026-1"});
    const TaskId visit = county.on_site();
    county.must(ReportTask{visit, true, words("总"), {{"F1", words("无")}, {"F2", words("无")}}},
                county.head);
    EXPECT_EQ(desk.waits(county.officer), List{"review 2026-2"});
    EXPECT_EQ(desk.limit(county.officer, "review"), desk.due(matter(visit), TimerKind::TaskReview));
}

TEST(Todo, what_is_drawn_is_not_told_before_the_check_in) {
    Desk desk;
    desk.county.released();
    desk.commit();
    for (const auto& [who, person] : desk.everybody()) {
        const Json page = desk.data("/todo", person);
        for (const Json& row : page["rows"]) EXPECT_EQ(row["unit"], "") << who;
    }
}

TEST(Todo, a_contest_a_lead_a_plan_and_a_proposal_wait_for_whoever_may_act) {
    Desk desk;
    auto& county = desk.county;
    const FindingId finding = county.confirmed();
    EXPECT_EQ(desk.waits(county.officer), List{"issue "});
    county.must(ContestFinding{finding, words("不实"), {}}, county.village);
    EXPECT_EQ(desk.waits(county.officer), List{"contest "});
    county.must(DecideContest{finding, finding::Verb::Dismiss, Severity::Minor, words("查")},
                county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{});

    OpenLead petition;
    petition.unit = county.v1;
    petition.matter = words("群众来信※");
    const CaseId lead{county.must(petition, county.officer).id};
    EXPECT_EQ(desk.limit(county.officer, "dispose"), desk.due(matter(lead), TimerKind::CaseLimit));
    EXPECT_EQ(desk.waits(county.keeper), List{});
    county.must(DisposeLead{lead, cases::Verb::CloseNoCase, {}, words("查无实据")}, county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{});
    EXPECT_EQ(desk.waits(county.second), List{"confirm 2026-3"})
        << "and not to dispose of it again";
}

TEST(Todo, a_case_waits_for_its_hands_and_the_report_of_a_team_for_who_reads_it) {
    using assignment::Kind;
    Desk desk;
    auto& county = desk.county;
    county.staff();
    const CaseId lead = county.named();
    EXPECT_EQ(desk.waits(county.appeals), List{"dispose 2026-1"}) << "any officer disposes of it";
    county.dispose(lead, cases::Verb::Verify, cases::Track::Discipline);
    EXPECT_EQ(desk.waits(county.officer), List{"conduct 2026-1"}) << "it has no team";
    EXPECT_EQ(desk.limit(county.officer, "conduct"), county.the(lead).due);
    EXPECT_EQ(desk.waits(county.appeals), List{}) << "no part of theirs";
    county.must(AssignTeam{lead, Part::Verified, county.investigators}, county.officer);
    EXPECT_EQ(desk.waits(PersonId{"p-i1"}), List{"conduct 2026-1"}) << "nothing is asked of it";
    const AssignmentId asked = county.issue_assignment(lead, Kind::Verify, county.investigators);
    EXPECT_EQ(desk.waits(county.officer), List{}) << "the team is at work";
    const PersonId hand{"p-i1"};
    county.must(StepAssignment{asked, assignment::Verb::Accept, {}, {}, {}}, hand);
    county.must(StepAssignment{asked, assignment::Verb::Begin, {hand, PersonId{"p-i2"}}, {}, {}},
                hand);
    county.must(
        StepAssignment{
            asked, assignment::Verb::Report, {}, assignment::Outcome::Done, words("属实")},
        hand);
    EXPECT_EQ(desk.waits(county.officer), List{"review_assignment 2026-1"});
    EXPECT_EQ(desk.limit(county.officer, "review_assignment"),
              county.state.assignments.at(asked).due);
    EXPECT_EQ(desk.waits(county.appeals), List{}) << "who does not read the case";
    county.must(ReviewAssignment{asked, assignment::Verb::Pass, {}}, county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{"conduct 2026-1"});
    county.must(AuthoriseCase{lead, cases::Verb::Start, words("批")}, county.officer);
    EXPECT_EQ(desk.waits(county.officer), List{}) << "it waits for the authority";
}

TEST(Todo, the_person_concerned_may_be_heard_until_they_were) {
    Desk desk;
    auto& county = desk.county;
    county.staff();
    const CaseId lead = county.proposed(cases::Track::Discipline);
    EXPECT_EQ(desk.waits(county.subject), List{}) << "nothing was served on them yet";
    county.done(lead, assignment::Kind::Serve, county.investigators, assignment::Paper::Proposal);
    EXPECT_EQ(desk.waits(county.subject), List{"defend 2026-1"});
    EXPECT_EQ(desk.limit(county.subject, "defend"), county.the(lead).due);
    EXPECT_EQ(desk.waits(county.officer), List{}) << "the time to be heard is theirs";
    county.must_as(DefendCase{lead, false, words("申辩")}, county.on_pages(county.subject));
    EXPECT_EQ(desk.waits(county.subject), List{});
    EXPECT_EQ(desk.waits(county.officer), List{"conduct 2026-1"});
}

}  // namespace dudao::console::test
