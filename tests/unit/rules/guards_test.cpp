// Each row of a lifecycle that has a guard asks it: a command that takes the row is refused by the
// guard, and the same step with what the guard wants passes.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/docket.h"

namespace dudao::test {
namespace {

/// "rectification: submitted verify"
template <class S, class V>
std::string row_text(std::string_view lifecycle, S from, V verb) {
    return std::string(lifecycle) + ": " + std::string(name(from)) + " " + std::string(name(verb));
}

template <class Table>
void add_guarded(std::set<std::string>& rows, std::string_view lifecycle, const Table& table) {
    for (const auto& each : table) {
        using Guard = decltype(each.guard);
        if (each.guard == Guard::None) continue;
        rows.insert(row_text(lifecycle, each.from, each.verb));
    }
}

std::set<std::string> guarded_rows() {
    std::set<std::string> rows;
    add_guarded(rows, "plan", plan::table);
    add_guarded(rows, "task", task::table);
    add_guarded(rows, "finding", finding::table);
    add_guarded(rows, "rectification", rectification::table);
    add_guarded(rows, "demand", demand::table);
    add_guarded(rows, "case", cases::table);
    add_guarded(rows, "assignment", assignment::table);
    return rows;
}

/// The row that a command would take in this state.
struct RowOf {
    const State& state;

    template <class Body>
    std::string operator()(const Body& body) const {
        if constexpr (requires { body.verb(); }) {
            return text(body, body.verb());
        } else {
            return "none";
        }
    }
    template <class Body>
    std::string text(const Body& body, plan::Verb verb) const {
        return row_text("plan", state.plans.at(body.plan).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, task::Verb verb) const {
        return row_text("task", state.tasks.at(body.task).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, finding::Verb verb) const {
        return row_text("finding", state.findings.at(body.finding).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, rectification::Verb verb) const {
        return row_text("rectification", state.rectifications.at(body.rectification).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, demand::Verb verb) const {
        return row_text("demand", state.demands.at(body.demand).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, cases::Verb verb) const {
        return row_text("case", state.cases.at(body.lead).state, verb);
    }
    template <class Body>
    std::string text(const Body& body, assignment::Verb verb) const {
        return row_text("assignment", state.assignments.at(body.assignment).state, verb);
    }
};

/// A county in which an officer is of the group, one is of a village, and the keeper leads too.
struct Guarded : StaffedDocket {
    std::set<std::string> tried;

    Guarded() {
        for (const auto& [person, role] :
             {std::pair{head, Role::Officer}, {village, Role::Officer}, {keeper, Role::Leader}}) {
            must_both(GiveGrant{person, role, city, now + days(365)}, leader, mayor);
        }
    }

    /// Refused for this reason; with what the guard wants, the same row is taken.
    void asks(Why why, const Command& bad, const PersonId& by, const Command& good,
              const PersonId& by_other) {
        const std::string row = std::visit(RowOf{state}, bad);
        const auto no = decide_only(bad, as(by));
        ASSERT_FALSE(no) << row << " was taken";
        EXPECT_EQ(no.error().why, why) << row;
        EXPECT_EQ(std::visit(RowOf{state}, good), row);
        EXPECT_TRUE(decide_only(good, as(by_other))) << row;
        tried.insert(row);
    }
    void asks(Why why, const Command& bad, const Command& good, const PersonId& by) {
        asks(why, bad, by, good, by);
    }
    /// The one is no judge in the own matter; the other is.
    void wants_another(const Command& command, const PersonId& own, const PersonId& other) {
        asks(Why::OwnMatter, command, own, command, other);
    }

    void plans() {
        PlanDraft plan = state.plans.begin()->second.draft;
        const PlanId whole{must(plan, keeper).id};
        plan.mandate.until = plan.start;
        const PlanId without{must(plan, keeper).id};
        asks(Why::BadInput, ProposePlan{without}, ProposePlan{whole}, keeper);
        must(ProposePlan{whole}, keeper);
        wants_another(ApprovePlan{whole}, keeper, leader);
        const PlanId running = state.plans.begin()->first;
        asks(Why::BadInput, ClosePlan{running, {}}, ClosePlan{running, words("提前")}, leader);
    }

    void tasks() {
        const TaskId id = released();
        recuses_and_withdraws(id);
        must(AcceptTask{id}, head);
        recuses_and_withdraws(id);
        asks(Why::BadInput, CheckIn{id, Bytes(salt), v2, {head}, {}},
             CheckIn{id, Bytes(salt), v1, {head}, {}}, head);
        must(CheckIn{id, Bytes(salt), v1, {head, inspector}, {}}, head);
        must(LeaveVillage{id}, head);
        asks(Why::NotNow, LeaveVillage{id}, head, LeaveVillage{on_site()}, head);
        asks(Why::BadInput, WithdrawTask{id, {}}, WithdrawTask{id, words("遗失")}, leader);
        const std::vector<Gap> gaps{{"F1", words("无")}, {"F2", words("无")}};
        const ReportTask whole{id, true, words("总体"), gaps};
        asks(Why::BadInput, ReportTask{id, true, words("总体"), {gaps[0]}}, whole, head);
        must(whole, head);
        wants_another(ReviewTask{id, true, {}}, head, officer);
        wants_another(ReviewTask{id, false, words("缺页")}, head, officer);
        asks(Why::BadInput, ReviewTask{id, false, {}}, ReviewTask{id, false, words("缺页")},
             officer);
    }
    void recuses_and_withdraws(TaskId id) {
        asks(Why::BadInput, RecuseTask{id, {}}, RecuseTask{id, words("亲属")}, head);
        asks(Why::BadInput, WithdrawTask{id, {}}, WithdrawTask{id, words("重复")}, leader);
    }

    void findings() {
        const TaskId here = on_site();
        const FindingId grave = recorded(here);
        const FindingId minor = recorded(here, Severity::Minor);
        asks(Why::BadInput, CorrectFinding{grave, words("已改"), proof},
             CorrectFinding{minor, words("已改"), proof}, head);
        asks(Why::BadInput, CorrectFinding{minor, words("已改"), {}},
             CorrectFinding{minor, words("已改"), proof}, head);
        wants_another(DismissFinding{grave, words("不实")}, village, officer);
        asks(Why::BadInput, DismissFinding{grave, {}}, DismissFinding{grave, words("不实")},
             officer);

        const FindingId first = confirmed();
        const ContestFinding contest{first, words("不实"), {}};
        contested_in_time(contest);
        must(contest, village);
        for (const auto verdict :
             {finding::Verb::Uphold, finding::Verb::Amend, finding::Verb::Dismiss}) {
            const DecideContest decides{first, verdict, Severity::Minor, words("裁定")};
            wants_another(decides, head, officer);
            wants_another(decides, village, officer);
            asks(Why::BadInput, DecideContest{first, verdict, Severity::Minor, {}}, decides,
                 officer);
        }
        contested_in_time({state.rectifications.at(issued()).finding, words("不实"), {}});
    }
    /// Today it passes; a minute after its end it does not.
    void contested_in_time(const ContestFinding& contest) {
        const Moment today = now;
        const std::string row = std::visit(RowOf{state}, Command(contest));
        EXPECT_TRUE(decide_only(contest, as(village))) << row;
        now = state.findings.at(contest.finding).contest_until + minutes(1);
        const auto late = decide_only(contest, as(village));
        now = today;
        ASSERT_FALSE(late) << row;
        EXPECT_EQ(late.error().why, Why::TooLate) << row;
        tried.insert(row);
    }

    void rectifications() {
        const RectificationId fresh = issued();
        wants_another(ServeOnPaper{fresh, words("当面")}, village, officer);
        asks(Why::BadInput, ServeOnPaper{fresh, {}}, ServeOnPaper{fresh, words("当面")}, officer);
        wants_another(RemindRectification{fresh, {}}, village, officer);
        assigns(fresh);
        extensions(fresh);
        transfers(fresh);

        const RectificationId runs = in_progress();
        asks(Why::BadInput, ReportProgress{runs, {}}, ReportProgress{runs, words("在改")}, village);
        asks(Why::BadInput, SubmitRectification{runs, words("已改"), {}},
             SubmitRectification{runs, words("已改"), proof}, village);
        asks(Why::BadInput, SubmitRectification{runs, {}, proof},
             SubmitRectification{runs, words("已改"), proof}, village);
        independent_with_reason<SuspendRectification>({runs, SuspendCode::Season, {}},
                                                      {runs, SuspendCode::Season, words("汛期")});
        wants_another(RemindRectification{runs, {}}, village, officer);
        assigns(runs);
        independent_with_reason<ReferUp>({runs, {}}, {runs, words("权限")});
        independent_with_reason<ClimbByHand>({runs, 3, {}}, {runs, 3, words("加急")});
        transfers(runs);
        extensions(runs);
        second_extension(runs);

        must(SubmitRectification{runs, words("已改"), proof}, village);
        assigns(runs);
        wants_another(VerifyRectification{runs, true, {}}, village, officer);
        wants_another(ReturnRectification{runs, false, words("缺")}, village, officer);
        asks(Why::BadInput, ReturnRectification{runs, false, {}},
             ReturnRectification{runs, false, words("缺")}, officer);
        must(VerifyRectification{runs, true, {}}, officer);
        wants_another(RecheckRectification{runs, true, {}}, village, officer);

        const RectificationId stands = in_progress();
        must(SuspendRectification{stands, SuspendCode::Season, words("汛期")}, officer);
        wants_another(ResumeRectification{stands, {}}, village, officer);
        assigns(stands);
        const RectificationId up = in_progress();
        must(ReferUp{up, words("权限")}, officer);
        wants_another(ResumeRectification{up, {}}, village, officer);
        assigns(up);
    }
    void assigns(RectificationId id) {
        const AssignVerifier right{id, second};
        wants_another(right, village, officer);
        for (const PersonId& wrong : {village, head, mayor, PersonId{"p-nobody"}}) {
            asks(Why::BadInput, AssignVerifier{id, wrong}, right, officer);
        }
        asks(Why::NotNow, AssignVerifier{id, {}}, right, officer);
    }
    template <class Body>
    void independent_with_reason(const Body& without, const Body& with) {
        wants_another(with, village, officer);
        asks(Why::BadInput, without, with, officer);
    }
    void transfers(RectificationId id) {
        independent_with_reason<TransferRectification>({id, v2, township, {}},
                                                       {id, v2, township, words("划转")});
    }
    /// Of a matter that has none yet; one is asked for, and granted.
    void extensions(RectificationId id) {
        const RequestExtension more{id, {5, TimeUnit::WorkingDays}, words("下雨")};
        asks(Why::BadInput, RequestExtension{id, {5, TimeUnit::WorkingDays}, {}}, more, village);
        asks(Why::BadInput, RequestExtension{id, {5, TimeUnit::Days}, words("下雨")}, more,
             village);
        must(more, village);
        for (const bool grant : {true, false}) {
            independent_with_reason<DecideExtension>({id, grant, {}}, {id, grant, words("裁定")});
        }
        must(DecideExtension{id, true, words("可")}, officer);
    }
    /// A second one is a leader's to grant; there is no third.
    void second_extension(RectificationId id) {
        const RequestExtension more{id, {5, TimeUnit::WorkingDays}, words("下雨")};
        must(more, village);
        const DecideExtension granted{id, true, words("可")};
        asks(Why::Forbidden, granted, officer, granted, leader);
        must(granted, leader);
        EXPECT_EQ(refused(more, village).why, Why::NotNow);
    }

    void demands() {
        in_progress();
        while (state.demands.empty()) run_for(hours(6));
        const Demand asked = state.demands.begin()->second;
        must(AcknowledgeDemand{asked.id}, asked.person);
        answers(asked);
        must(AnswerDemand{asked.id, words("说明")}, asked.person);
        for (const bool accept : {true, false}) {
            wants_another(DecideDemand{asked.id, accept, words("裁定")}, asked.person, officer);
        }
        asks(Why::BadInput, DecideDemand{asked.id, false, {}},
             DecideDemand{asked.id, false, words("缺")}, officer);
        must(DecideDemand{asked.id, false, words("缺")}, officer);
        while (state.demands.at(asked.id).state != demand::State::Unanswered) run_for(hours(6));
        answers(asked);
    }
    void answers(const Demand& asked) {
        asks(Why::BadInput, AnswerDemand{asked.id, {}}, AnswerDemand{asked.id, words("说明")},
             asked.person);
    }

    using Kind = assignment::Kind;
    using Paper = assignment::Paper;
    using Track = cases::Track;
    using Verb = cases::Verb;

    void disposals(CaseId id, std::initializer_list<Verb> ways) {
        for (const Verb how : ways) {
            asks(Why::BadInput, DisposeLead{id, how, {}, {}},
                 DisposeLead{id, how, {}, words("核实")}, officer);
        }
        asks(Why::BadInput, DisposeLead{id, Verb::Verify, {}, words("核实")},
             DisposeLead{id, Verb::Verify, Track::Discipline, words("核实")}, officer);
    }
    void leads() {
        disposals(opened(),
                  {Verb::Inquire, Verb::LookInto, Verb::Hold, Verb::CloseNoCase, Verb::Refer});
        const CaseId looked = opened();
        dispose(looked, Verb::LookInto);
        disposals(looked, {Verb::Inquire, Verb::Hold, Verb::CloseNoCase, Verb::Refer});
        const CaseId held = opened();
        dispose(held, Verb::Hold);
        disposals(held, {Verb::KeepHeld, Verb::CloseNoCase});
        const CaseId asked = opened();
        dispose(asked, Verb::Inquire);
        disposals(asked, {});
        must(AssignTeam{asked, Part::Verified, investigators}, officer);
        done(asked, Kind::Talk, investigators, Paper::None, assignment::Outcome::NotAnswered);
        only_after(StepCase{asked, Verb::Answer, {}}, officer,
                   [&] { done(asked, Kind::Talk, investigators); });
        must(StepCase{asked, Verb::Answer, {}}, officer);
        disposals(asked, {Verb::Talk, Verb::Hold, Verb::CloseNoCase});
    }

    /// The same command: refused before, taken after.
    template <class Between>
    void only_after(const Command& command, const PersonId& by, const Between& between) {
        const std::string row = std::visit(RowOf{state}, command);
        const auto no = decide_only(command, as(by));
        ASSERT_FALSE(no) << row << " was taken";
        EXPECT_EQ(no.error().why, Why::NotNow) << row;
        between();
        const auto yes = decide_only(command, as(by));
        EXPECT_TRUE(yes) << row << ": " << (yes ? "" : yes.error().what());
        tried.insert(row);
    }

    void verified() {
        const CaseId id = verifying(Track::Discipline);
        for (const Verb how : {Verb::Talk, Verb::Hold, Verb::CloseNoCase, Verb::Refer}) {
            EXPECT_FALSE(decide_only(DisposeLead{id, how, {}, words("核")}, as(officer)));
        }
        for (const Verb how : {Verb::Start, Verb::StartSimple}) {
            EXPECT_FALSE(decide_only(AuthoriseCase{id, how, words("批")}, as(officer)));
        }
        done(id, Kind::Verify, investigators);
        for (const Verb how : {Verb::Talk, Verb::Hold, Verb::CloseNoCase, Verb::Refer}) {
            asks(Why::BadInput, DisposeLead{id, how, {}, {}}, DisposeLead{id, how, {}, words("核")},
                 officer);
        }
        for (const Verb how : {Verb::Start, Verb::StartSimple}) {
            asks(Why::BadInput, AuthoriseCase{id, how, {}}, AuthoriseCase{id, how, words("批")},
                 officer);
        }
    }

    void authorised(CaseId id, std::initializer_list<Verb> ways) {
        for (const Verb how : ways) {
            asks(Why::BadInput, AuthoriseCase{id, how, {}}, AuthoriseCase{id, how, words("批")},
                 officer);
        }
    }

    void investigates() {
        const CaseId id = filed(Track::Discipline);
        only_after(StepCase{id, Verb::Notify, {}}, officer,
                   [&] { done(id, Kind::Serve, investigators, Paper::Filing); });
        must(StepCase{id, Verb::Notify, {}}, officer);
        authorised(id, {Verb::Withdraw, Verb::Refer});
        done(id, Kind::ShowFacts, investigators);
        only_after(StepCase{id, Verb::SendToReview, {}}, officer,
                   [&] { done(id, Kind::Hear, investigators); });
        must(StepCase{id, Verb::SendToReview, {}}, officer);
        authorised(id, {Verb::Withdraw, Verb::Refer});
        must(AssignTeam{id, Part::Reviewed, reviewers}, officer);
        for (const Verb how : {Verb::AcceptReview, Verb::ReturnReview, Verb::ReturnAnew}) {
            EXPECT_FALSE(decide_only(StepCase{id, how, words("审")}, as(reviewer)));
        }
        done(id, Kind::Review, reviewers);
        for (const Verb how : {Verb::AcceptReview, Verb::ReturnReview, Verb::ReturnAnew}) {
            wants_another(StepCase{id, how, words("审")}, officer, reviewer);
            asks(Why::BadInput, StepCase{id, how, {}}, StepCase{id, how, words("审")}, reviewer);
        }
        must(StepCase{id, Verb::AcceptReview, words("审")}, reviewer);
        authorised(id, {Verb::Withdraw});

        const CaseId led = filed(Track::Accountability);
        done(led, Kind::Serve, investigators, Paper::Filing);
        must(StepCase{led, Verb::Notify, {}}, officer);
        done(led, Kind::Hear, investigators);
        only_after(StepCase{led, Verb::Propose, {}}, officer,
                   [&] { done(led, Kind::ShowFacts, investigators); });
        simple();
    }
    void simple() {
        const CaseId id = verifying(Track::Discipline);
        done(id, Kind::Verify, investigators);
        authorise(id, Verb::StartSimple, authority);
        done(id, Kind::Serve, investigators, Paper::Filing);
        must(StepCase{id, Verb::Notify, {}}, officer);
        done(id, Kind::ShowFacts, investigators);
        only_after(AuthoriseCase{id, Verb::ProposeSimple, words("批")}, officer,
                   [&] { done(id, Kind::Hear, investigators); });
        EXPECT_FALSE(decide_only(StepCase{id, Verb::SendToReview, {}}, as(officer)));
    }

    void decides() {
        const CaseId id = proposed(Track::Discipline);
        done(id, Kind::Serve, investigators, Paper::Proposal);
        for (const Verb how : {Verb::Decide, Verb::Exempt}) {
            EXPECT_FALSE(decide_only(decision(id, how), as(officer)));
        }
        must_as(DefendCase{id, false, words("申辩")}, on_pages(subject));
        for (const Verb how : {Verb::Decide, Verb::Exempt}) {
            DecideCase silent = decision(id, how);
            silent.answer = {};
            asks(Why::BadInput, silent, decision(id, how), officer);
            DecideCase wrong = decision(id, how);
            wrong.measures =
                decision(id, how == Verb::Decide ? Verb::Exempt : Verb::Decide).measures;
            asks(Why::BadInput, wrong, decision(id, how), officer);
        }
        must_both(decision(id, Verb::Exempt), officer, authority);
        announces(id, Paper::Decision, Verb::Announce);
        announces(decided(Track::Administrative), Paper::Decision, Verb::Announce);
        const CaseId failed = investigated(Track::Discipline);
        authorise(failed, Verb::Withdraw, authority);
        announces(failed, Paper::Clearing, Verb::Clear);
    }
    void announces(CaseId id, Paper paper, Verb how) {
        done(id, Kind::Announce, investigators, paper);
        only_after(StepCase{id, how, {}}, officer,
                   [&] { done(id, Kind::Serve, investigators, paper); });
        must(StepCase{id, how, {}}, officer);
    }

    void carries_out(CaseId id) {
        only_after(StepCase{id, Verb::CarryOut, {}}, officer,
                   [&] { done(id, Kind::CarryOut, investigators); });
    }
    /// Today it passes; a minute after its end it does not.
    void appeal_in_time(CaseId id) {
        const Moment today = now;
        const AppealCase appeal{id, words("不服")};
        const std::string row = std::visit(RowOf{state}, Command(appeal));
        EXPECT_TRUE(decide_only(appeal, on_pages(subject))) << row;
        now = the(id).served_at + days(40);
        const auto late = decide_only(appeal, on_pages(subject));
        now = today;
        ASSERT_FALSE(late) << row;
        EXPECT_EQ(late.error().why, Why::TooLate) << row;
        tried.insert(row);
    }
    void appeals_and_ends() {
        const CaseId id = in_force(Track::Administrative);
        appeal_in_time(id);
        carries_out(id);
        must(StepCase{id, Verb::CarryOut, {}}, officer);
        appeal_in_time(id);
        for (const Verb how : {Verb::Uphold, Verb::Amend, Verb::Revoke}) on_appeal(how);
    }
    void on_appeal(Verb how) {
        const CaseId id = appealed(Track::Administrative);
        const StepCase up{id, Verb::TakeUp, {}};
        EXPECT_FALSE(decide_only(up, as(appeals)));
        must(AssignTeam{id, Part::Appealed, appeal_team}, officer);
        wants_another(up, officer, appeals);
        must(up, appeals);
        EXPECT_FALSE(decide_only(decision(id, how), as(appeals)));
        done(id, Kind::Review, appeal_team);
        wants_another(decision(id, how), officer, appeals);
        must_both(decision(id, how), appeals, authority_2);
        if (how == Verb::Revoke) {
            announces(id, Paper::Clearing, Verb::Clear);
            return;
        }
        carries_out_after_appeal(id);
    }
    void carries_out_after_appeal(CaseId id) {
        done(id, Kind::Serve, investigators, Paper::AppealDecision);
        carries_out(id);
        appeal_in_time(id);
    }

    void assignments() {
        using assignment::Outcome;
        using Step = assignment::Verb;
        const CaseId id = verifying(Track::Discipline);
        const AssignmentId row = issue_assignment(id, Kind::Verify, investigators);
        const TeamRow& team = state.teams.at(investigators);
        const auto reasons = [&] {
            asks(Why::BadInput, StepAssignment{row, Step::Recuse, {}, {}, {}},
                 StepAssignment{row, Step::Recuse, {}, {}, words("亲属")}, team.head);
            withdraws(row);
        };
        reasons();
        must(StepAssignment{row, Step::Accept, {}, {}, {}}, team.head);
        reasons();
        const StepAssignment begins{row, Step::Begin, team.members, {}, {}};
        asks(Why::BadInput, StepAssignment{row, Step::Begin, {team.head}, {}, {}}, begins,
             team.head);
        must(begins, team.head);
        withdraws(row);
        const StepAssignment reports{row, Step::Report, {}, Outcome::Done, words("属实")};
        asks(Why::BadInput, StepAssignment{row, Step::Report, {}, Outcome::Signed, words("属实")},
             reports, team.head);
        asks(Why::BadInput, StepAssignment{row, Step::Report, {}, Outcome::Done, {}}, reports,
             team.head);
        must(reports, team.head);
        withdraws(row);
        wants_another(ReviewAssignment{row, Step::Pass, {}}, team.head, officer);
        wants_another(ReviewAssignment{row, Step::Return, words("缺")}, team.head, officer);
        asks(Why::BadInput, ReviewAssignment{row, Step::Return, {}},
             ReviewAssignment{row, Step::Return, words("缺")}, officer);
    }
    void withdraws(AssignmentId row) {
        asks(Why::BadInput, ReviewAssignment{row, assignment::Verb::Withdraw, {}},
             ReviewAssignment{row, assignment::Verb::Withdraw, words("重复")}, officer);
    }
};

TEST(Guards, of_every_row_are_asked_and_can_refuse) {
    Guarded county;
    county.plans();
    county.tasks();
    county.findings();
    county.rectifications();
    county.leads();
    county.verified();
    county.investigates();
    county.decides();
    county.appeals_and_ends();
    county.assignments();
    EXPECT_EQ(county.broken(), "");
    county.demands();  // last: time passes until one is made
    EXPECT_EQ(county.tried, guarded_rows());
}

}  // namespace
}  // namespace dudao::test
