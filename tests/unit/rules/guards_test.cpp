// Each row of a lifecycle that has a guard asks it: a command that takes the row is refused by the
// guard, and the same step with what the guard wants passes.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/county.h"

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
};

/// A county in which an officer is of the group, one is of a village, and the keeper leads too.
struct Guarded : County {
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

    void leads() {
        const FindingId grave = recorded(on_site(), Severity::Grave);
        const CaseId id = state.findings.at(grave).lead;
        for (const bool referred : {true, false}) {
            const DisposeLead disposes{id, referred, words("核实")};
            wants_another(disposes, head, officer);
            asks(Why::BadInput, DisposeLead{id, referred, {}}, disposes, officer);
        }
    }
};

TEST(Guards, of_every_row_are_asked_and_can_refuse) {
    Guarded county;
    county.plans();
    county.tasks();
    county.findings();
    county.rectifications();
    county.leads();
    county.demands();  // last: time passes until one is made
    EXPECT_EQ(county.tried, guarded_rows());
}

}  // namespace
}  // namespace dudao::test
