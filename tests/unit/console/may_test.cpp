// What a page offers is what the rules take from its reader at that moment: no more, and no less.
#include "office.h"

#include "console/api/may.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

using Names = std::set<std::string>;

/// Everybody, and those whom a rule keeps from what their role may do elsewhere.
struct Offers : Office {
    const PersonId own{"p-own"};  // an officer of the county who belongs to the village

    Offers() {
        county.must(PersonRow{own, words("庚※"), county.v1}, county.keeper);
        county.must_both(PostRow{PostId{"officer-3"}, county.city, Role::Officer, own, {}},
                         county.keeper, county.leader);
        commit();
    }

    std::map<std::string, PersonId> people() const {
        auto all = everybody();
        all.emplace("second", county.second);
        all.emplace("mayor", county.mayor);
        all.emplace("own", own);
        return all;
    }

    /// With words, proofs and people that are right, as a person would fill them in.
    Names taken(const PersonId& person, const std::vector<Command>& commands) const {
        Context context;
        context.now = county.now;
        context.actor = person;
        context.kind = KeyKind::Gateway;
        context.outside = &outside_of_rules;
        Names names;
        for (const Command& each : commands) {
            if (decide(county.state, context, each)) names.emplace(name(each));
        }
        return names;
    }

    template <class Row>
    void same(const std::string& when, const Row& row, const std::vector<Command>& commands) {
        commit();
        const Facts seen = facts();
        for (const auto& [who, person] : people()) {
            const Reader reader(seen, person, Lang::En, kept);
            if (!reader.sight.sees(row)) continue;
            const auto offered = may(reader, row);
            EXPECT_EQ(Names(offered.begin(), offered.end()), taken(person, commands))
                << who << ", " << when;
        }
    }

    void check(const std::string& when, TaskId id) {
        std::vector<Command> all{AcceptTask{id}, RecuseTask{id, words("亲")},
                                 ReviewTask{id, true, {}}, ReviewTask{id, false, words("缺")}};
        all.emplace_back(WithdrawTask{id, words("汛")});
        same("task " + when, county.state.tasks.at(id), all);
    }
    void check(const std::string& when, const FindingId& id) {
        std::vector<Command> all{
            DismissFinding{id, words("误")}, ContestFinding{id, words("不实"), proof},
            IssueRectification{id, county.v1, county.village, {}, words("改"), words("验")}};
        for (const auto verdict :
             {finding::Verb::Uphold, finding::Verb::Amend, finding::Verb::Dismiss}) {
            all.emplace_back(DecideContest{id, verdict, Severity::Minor, words("查")});
        }
        same("finding " + when, county.state.findings.at(id), all);
    }
    void check(const std::string& when, RectificationId id) {
        const Budget five{5, TimeUnit::WorkingDays};
        std::vector<Command> all{AcknowledgeRectification{id},
                                 ServeOnPaper{id, words("门上")},
                                 RemindRectification{id, words("催")},
                                 AssignVerifier{id, county.second},
                                 AssignVerifier{id, county.officer},
                                 AssignVerifier{id, {}},
                                 ReportProgress{id, words("正在改")},
                                 SubmitRectification{id, words("已改"), proof},
                                 RequestExtension{id, five, words("雨")},
                                 VerifyRectification{id, true, words("属实")},
                                 ReturnRectification{id, false, words("缺")},
                                 ReturnRectification{id, true, words("空")},
                                 DecideExtension{id, true, words("属实")},
                                 DecideExtension{id, false, words("不足")},
                                 SuspendRectification{id, SuspendCode::Season, words("汛")},
                                 ResumeRectification{id, words("水退")},
                                 ReferUp{id, words("权限外")},
                                 TakeReferral{id},
                                 TransferRectification{id, county.v2, village2, words("误")},
                                 RecheckRectification{id, true, words("未回潮")},
                                 RecheckRectification{id, false, words("回潮")}};
        for (std::int32_t step = 1; step <= 7; ++step) {
            all.emplace_back(ClimbByHand{id, step, words("急")});
        }
        same("rectification " + when, county.of(id), all);
    }
    void check(const std::string& when, DemandId id) {
        same("demand " + when, county.state.demands.at(id),
             {AcknowledgeDemand{id}, AnswerDemand{id, words("因雨")}, DecideDemand{id, true, {}},
              DecideDemand{id, false, words("缺")}});
    }
    void check(const std::string& when, CaseId id) {
        same("lead " + when, county.state.cases.at(id),
             {DisposeLead{id, cases::Verb::CloseNoCase, {}, words("查")},
              DisposeLead{id, cases::Verb::Refer, {}, words("移")}});
    }
    void check(const std::string& when, PlanId id) {
        ReleaseTask visit;
        visit.plan = id;
        visit.group = county.group;
        visit.kind = TaskKind::Announced;
        visit.target = county.v1;
        same("plan " + when, county.state.plans.at(id),
             {ProposePlan{id}, ApprovePlan{id}, WithdrawPlan{id, words("改")},
              ClosePlan{id, words("完")}, visit});
    }
};

}  // namespace

TEST(May, offers_of_a_task_what_the_rules_take) {
    Offers office;
    auto& county = office.county;
    const TaskId task = county.released();
    office.check("released", task);
    county.must(AcceptTask{task}, county.head);
    office.check("accepted", task);
    const TaskId away = county.released();
    county.must_both(WithdrawTask{away, words("汛")}, county.leader, county.mayor);
    office.check("withdrawn", away);
    const TaskId kin = county.released();
    county.must(RecuseTask{kin, words("亲")}, county.head);
    office.check("recused", kin);
    const TaskId visit = county.on_site();
    const FindingId minor = county.recorded(visit, Severity::Minor);
    office.check("on site", visit);
    office.check("recorded", minor);
    county.must(CorrectFinding{minor, words("已改"), proof}, county.inspector);
    office.check("corrected", minor);
    const FindingId wrong = county.recorded(visit);
    county.must(DismissFinding{wrong, words("误")}, county.officer);
    office.check("dismissed", wrong);
    county.must(ReportTask{visit, true, words("总"), {{"F1", words("无")}, {"F2", words("无")}}},
                county.head);
    office.check("reported", visit);
    county.must(ReviewTask{visit, true, {}}, county.officer);
    office.check("closed", visit);
    county.run_for(days(3));
    office.check("missed", task);
}

TEST(May, offers_of_a_finding_what_the_rules_take_and_a_contest_only_in_its_time) {
    Offers office;
    auto& county = office.county;
    const FindingId finding = county.confirmed();
    office.check("confirmed", finding);
    const auto offered = [&](const PersonId& person) {
        return office.data("/findings/" + finding.text, person)["may"].get<Names>();
    };
    EXPECT_EQ(offered(county.village), Names{"finding.contest"});
    county.must(ContestFinding{finding, words("不实"), proof}, county.village);
    office.check("contested", finding);
    county.must(DecideContest{finding, finding::Verb::Uphold, {}, words("查实")}, county.officer);
    office.check("upheld", finding);
    county.now = county.state.findings.at(finding).contest_until + hours(1);
    office.check("past the quick road", finding);
    EXPECT_EQ(offered(county.village), Names{});
    EXPECT_EQ(offered(county.officer), Names{"rectification.issue"});
    EXPECT_EQ(offered(office.own), Names{}) << "it is their own unit's";
}

TEST(May, offers_of_a_rectification_what_the_rules_take) {
    Offers office;
    auto& county = office.county;
    const RectificationId id = county.issued();
    office.check("issued", id);
    county.must(AcknowledgeRectification{id}, county.village);
    office.check("in progress", id);
    const RequestExtension ask{id, Budget{5, TimeUnit::WorkingDays}, words("雨")};
    county.must(ask, county.village);
    office.check("with an extension asked for", id);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    county.must(ask, county.village);
    office.check("with a second asked for", id);
    county.must(DecideExtension{id, true, words("属实")}, county.leader);
    office.check("extended twice", id);
    county.must(SuspendRectification{id, SuspendCode::Season, words("汛")}, county.officer);
    office.check("suspended", id);
    county.must(ResumeRectification{id, words("水退")}, county.officer);
    county.must(ReferUp{id, words("权限外")}, county.officer);
    office.check("referred up", id);
    county.must(ResumeRectification{id, words("可办")}, county.officer);
    county.must(SubmitRectification{id, words("已改"), proof}, county.village);
    office.check("submitted", id);
    county.must(VerifyRectification{id, true, words("属实")}, county.officer);
    office.check("struck off", id);
    county.must(RecheckRectification{id, false, words("回潮")}, county.officer);
    office.check("failed a re-check", id);
}

TEST(May, offers_of_an_overdue_matter_and_its_demands_what_the_rules_take) {
    Offers office;
    auto& county = office.county;
    const RectificationId id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline);
    office.check("overdue", id);
    const DemandId explanation = county.state.demands.begin()->first;
    office.check("issued", explanation);
    county.run_for(days(60));
    ASSERT_EQ(county.of(id).step, 6);
    office.check("at the last step", id);
    for (const auto& [demand, row] : county.state.demands) office.check("unanswered", demand);
    county.must(AnswerDemand{explanation, words("因雨")}, county.village);
    office.check("answered", explanation);
    county.must(DecideDemand{explanation, true, {}}, county.officer);
    office.check("done", explanation);
    const FindingId finding = county.of(county.in_progress()).finding;
    const RectificationId other = county.state.findings.at(finding).rectification;
    county.must(ContestFinding{finding, words("不实"), proof}, county.village);
    office.check("contested", other);
    county.must(DecideContest{finding, finding::Verb::Dismiss, {}, words("不实")}, county.officer);
    office.check("fallen away", other);
}

TEST(May, offers_of_a_lead_what_the_rules_take) {
    Offers office;
    auto& county = office.county;
    const CaseId of_village{
        county.must(OpenLead{LeadSource::Petition, county.v1, {}, words("信")}, county.officer).id};
    office.check("open", of_village);
    county.must_both(DisposeLead{of_village, cases::Verb::CloseNoCase, {}, words("查")},
                     county.officer, county.second);
    office.check("closed", of_village);
}

TEST(May, offers_of_a_plan_what_the_rules_take) {
    Offers office;
    auto& county = office.county;
    const PlanId running = county.state.plans.begin()->first;
    office.check("running", running);
    PlanDraft draft = county.state.plans.at(running).draft;
    const PlanId plan{county.must(draft, county.keeper).id};
    office.check("draft", plan);
    county.must(ProposePlan{plan}, county.keeper);
    office.check("proposed", plan);
    county.must(WithdrawPlan{plan, words("改")}, county.keeper);
    office.check("withdrawn", plan);
    county.must(ClosePlan{running, words("完")}, county.leader);
    office.check("closed", running);
}

}  // namespace dudao::console::test
