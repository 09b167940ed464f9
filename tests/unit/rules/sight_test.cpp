// Who sees more than is theirs: leads, suspicions, evidence, counts.
#include "domain/sight.h"

#include <gtest/gtest.h>

#include "domain/rules.h"
#include "tests/support/county.h"

namespace dudao::test {
namespace {

struct Seen : County {
    Sight of(const PersonId& person) const { return Sight(state, as(person)); }
    using County::of;

    /// A finding of the village, with the former versions in front; confirmed.
    FindingId suspected(bool to_the_end) {
        const TaskId task = on_site();
        const FindingId id = recorded(task);
        FindingFacts facts = state.findings.at(id).facts();
        facts.suspected_breach = true;
        facts.text = words("钱款去向不明※");
        must(AmendFinding{id, facts}, inspector);
        if (!to_the_end) {
            facts.suspected_breach = false;
            facts.text = words("账目不清※");
            must(AmendFinding{id, facts}, inspector);
        }
        must(AnswerItem{task, "F1", "n", {}}, head);
        must(AnswerItem{task, "F2", "1", {}}, head);
        must(ReportTask{task, true, words("总体"), {}}, head);
        must(ReviewTask{task, true, {}}, officer);
        return id;
    }
    CaseId lead_of(const FindingId& id) const { return state.findings.at(id).lead; }
    IssueRectification order(const FindingId& id) const {
        return {id, v1, village, {}, words("改"), words("验")};
    }
    CaseId lead_about(const UnitId& unit) {
        return CaseId{must(OpenLead{LeadSource::Petition, unit, {}, words("信访")}, second).id};
    }
    void add(const auto& row) {
        const Context context = process(KeyKind::Broker);
        Draft draft(state, context);
        ASSERT_FALSE(decide(draft, row));
        for (Event& event : draft.take_events()) apply(state, event);
    }
};

}  // namespace

TEST(Sight, a_unit_reads_neither_lead_nor_former_words_on_its_own_finding) {
    Seen county;
    const FindingId id = county.confirmed(Severity::Grave);
    ASSERT_TRUE(county.lead_of(id));
    EXPECT_FALSE(county.of(county.village).shown(county.state.findings.at(id)).lead);
    EXPECT_TRUE(county.of(county.officer).shown(county.state.findings.at(id)).lead);
    EXPECT_FALSE(county.of(county.head).shown(county.state.findings.at(id)).lead);
    EXPECT_FALSE(county.of(county.keeper).shown(county.state.findings.at(id)).lead);

    const FindingId amended = county.suspected(false);
    county.must_both(
        DisposeLead{county.lead_of(amended), cases::Verb::CloseNoCase, {}, words("查无实据")},
        county.officer, county.second);
    const Finding& whole = county.state.findings.at(amended);
    ASSERT_EQ(whole.versions.size(), 3U);
    const Sight village = county.of(county.village);
    ASSERT_TRUE(village.sees(whole));
    const Finding shown = village.shown(whole);
    ASSERT_EQ(shown.versions.size(), 1U);
    EXPECT_EQ(shown.facts().text, whole.facts().text);
    EXPECT_FALSE(shown.lead);
    EXPECT_EQ(county.of(county.officer).shown(whole).versions.size(), 3U);
    EXPECT_TRUE(county.of(county.officer).shown(whole).versions[1].suspected_breach);
    EXPECT_TRUE(county.of(county.head).shown(whole).versions[1].suspected_breach);
    EXPECT_FALSE(county.of(county.keeper).shown(whole).versions[1].suspected_breach);
}

TEST(Sight, what_is_proposed_about_a_lead_is_seen_by_those_who_see_the_lead) {
    Seen county;
    const CaseId lead = county.lead_about(county.v1);
    county.must(DisposeLead{lead, cases::Verb::CloseNoCase, {}, words("查无实据")}, county.officer);
    ASSERT_EQ(county.state.proposals.size(), 1U);
    const Proposal& pending = county.state.proposals.begin()->second;
    EXPECT_TRUE(county.of(county.second).sees(pending));
    EXPECT_FALSE(county.of(county.keeper).sees(pending));
    EXPECT_FALSE(county.of(county.village).sees(pending));
}

TEST(Sight, a_rectification_shows_its_lead_to_those_who_see_leads) {
    Seen county;
    const RectificationId id = county.in_progress();
    county.run_until(county.of(id).deadline + days(40));
    const Rectification& r = county.of(id);
    ASSERT_TRUE(r.lead);
    EXPECT_FALSE(county.of(county.village).shown(r).lead);
    EXPECT_FALSE(county.of(county.township_leader).shown(r).lead);
    EXPECT_EQ(county.of(county.officer).shown(r).lead, r.lead);
}

TEST(Sight, nobody_sees_a_lead_about_the_unit_they_belong_to) {
    Seen county;
    county.add(UnitRow{UnitId{"d1"}, county.city, Level::Department, "纪检※", "discipline"});
    county.add(PersonRow{PersonId{"p-own"}, words("壬※"), UnitId{"d1"}});
    county.add(PostRow{PostId{"d1-officer"}, UnitId{"d1"}, Role::Officer, PersonId{"p-own"}, {}});
    county.add(UnitRow{UnitId{"d2"}, county.city, Level::Department, "小组※", "leading group"});
    county.add(PostRow{PostId{"d2-leader"}, UnitId{"d2"}, Role::Leader, county.mayor, {}});
    const CaseId of_officers = county.lead_about(UnitId{"d1"});
    const CaseId of_leaders = county.lead_about(UnitId{"d2"});
    const CaseId of_village = county.lead_about(county.v1);
    const auto sees = [&](const PersonId& person, CaseId id) {
        const Sight sight = county.of(person);
        const bool row = sight.sees(county.state.cases.at(id));
        EXPECT_EQ(sight.sees(matter(id)), row);
        EXPECT_EQ(sight.reads(county.state.cases.at(id)), row);
        return row;
    };
    EXPECT_FALSE(sees(PersonId{"p-own"}, of_officers));
    EXPECT_TRUE(sees(PersonId{"p-own"}, of_leaders));
    EXPECT_TRUE(sees(PersonId{"p-own"}, of_village));
    EXPECT_FALSE(sees(county.mayor, of_leaders));
    EXPECT_FALSE(sees(county.mayor, of_officers));
    EXPECT_EQ(county
                  .refused(DisposeLead{of_officers, cases::Verb::CloseNoCase, {}, words("无")},
                           PersonId{"p-own"})
                  .why,
              Why::NotFound);
}

TEST(Sight, leaders_count_cases_and_see_none) {
    Seen county;
    const Case& lead = county.state.cases.at(county.lead_about(county.v1));
    const Sight leader = county.of(county.leader);
    EXPECT_TRUE(leader.counts_cases());
    EXPECT_TRUE(leader.counts(lead));
    EXPECT_FALSE(leader.cases());
    EXPECT_FALSE(leader.sees(lead));
    EXPECT_FALSE(leader.reads(lead));
    EXPECT_FALSE(county.of(county.keeper).counts(lead));
    EXPECT_FALSE(county.of(county.village).counts(lead));
    county.add(PostRow{PostId{"v1-post"}, county.v1, Role::TeamMember, county.leader, {}});
    EXPECT_FALSE(county.of(county.leader).counts(lead)) << "it is about a unit of theirs";
}

TEST(Sight, an_officer_of_the_suspected_unit_sees_no_more_of_it_than_the_unit) {
    Seen county;
    county.add(PostRow{PostId{"v1-post"}, county.v1, Role::TeamMember, county.second, {}});
    const FindingId id = county.suspected(true);
    const Finding& finding = county.state.findings.at(id);
    EXPECT_TRUE(county.of(county.officer).sees(finding));
    EXPECT_FALSE(county.of(county.second).sees(finding));
    EXPECT_FALSE(county.of(county.village).sees(finding));
    EXPECT_EQ(county.refused(DismissFinding{id, words("误")}, county.second).why, Why::NotFound);
    EXPECT_EQ(county.refused(county.order(id), county.second).why, Why::NotFound);
    OpenLead more{LeadSource::Petition, county.v1, id, words("信访")};
    EXPECT_EQ(county.refused(more, county.second).why, Why::NotFound);
    EXPECT_EQ(county.refused(more, county.officer).why, Why::NotNow);  // one lead a finding
}

TEST(Sight, evidence_takes_the_same_right_as_words) {
    Seen county;
    county.must_both(GiveGrant{county.keeper, Role::Auditor, county.city, county.now + days(9)},
                     county.leader, county.mayor);
    const TaskId task = county.on_site();
    const EvidenceHash photo{std::string(64, 'b')};
    county.must(AttachEvidence{task, {}, photo, 9, "image/jpeg"}, county.inspector);
    const Evidence& evidence = county.state.evidence.at(photo);
    for (const PersonId& who : {county.officer, county.leader, county.head, county.inspector}) {
        EXPECT_TRUE(county.of(who).sees(evidence)) << who.text;
        EXPECT_TRUE(county.of(who).reads(county.state.tasks.at(task))) << who.text;
    }
    for (const PersonId& who : {county.keeper, county.village}) {  // the keeper is auditor as well
        EXPECT_FALSE(county.of(who).sees(evidence)) << who.text;
        EXPECT_FALSE(county.of(who).reads(county.state.tasks.at(task))) << who.text;
    }
}

TEST(Sight, a_suspected_breach_is_not_told_to_the_unit_while_its_lead_is_open) {
    Seen county;
    for (const bool to_the_end : {true, false}) {
        const FindingId id = county.suspected(to_the_end);
        EXPECT_EQ(county.refused(county.order(id), county.officer).why, Why::NotNow);
        EXPECT_FALSE(county.of(county.village).sees(county.state.findings.at(id)));
        EXPECT_EQ(county.refused(ContestFinding{id, words("不实"), {}}, county.village).why,
                  Why::NotFound);
        county.must_both(
            DisposeLead{county.lead_of(id), cases::Verb::CloseNoCase, {}, words("查无实据")},
            county.officer, county.second);
        EXPECT_TRUE(county.of(county.village).sees(county.state.findings.at(id)));
        county.must(county.order(id), county.officer);
    }
    const FindingId referred = county.suspected(true);
    county.must_both(DisposeLead{county.lead_of(referred), cases::Verb::Refer, {}, words("移送")},
                     county.officer, county.second);
    EXPECT_EQ(county.refused(county.order(referred), county.officer).why, Why::NotNow);
    EXPECT_FALSE(county.of(county.village).sees(county.state.findings.at(referred)));
}

TEST(Sight, a_finding_is_not_dismissed_before_the_lead_it_opened_is_disposed_of) {
    Seen county;
    const TaskId task = county.on_site();
    const FindingId id = county.recorded(task, Severity::Grave);
    const CaseId lead = county.lead_of(id);
    const Rejection said = county.refused(DismissFinding{id, words("误")}, county.officer);
    EXPECT_EQ(said.why, Why::NotNow);
    EXPECT_NE(said.mend().find("lead"), std::string::npos);
    EXPECT_EQ(county.timers(matter(lead), TimerKind::CaseLimit).size(), 1U);
    county.must_both(DisposeLead{lead, cases::Verb::CloseNoCase, {}, words("查无实据")},
                     county.officer, county.second);
    EXPECT_EQ(county.state.cases.at(lead).state, cases::State::ClosedNoCase);
    EXPECT_TRUE(county.timers(matter(lead), TimerKind::CaseLimit).empty());
    EXPECT_EQ(
        county.refused(DisposeLead{lead, cases::Verb::Refer, {}, words("移送")}, county.officer)
            .why,
        Why::NotNow);
    county.must(DismissFinding{id, words("误")}, county.officer);

    const FindingId contested = county.confirmed(Severity::Grave);
    county.must(ContestFinding{contested, words("不实"), {}}, county.village);
    const DecideContest dismiss{contested, finding::Verb::Dismiss, {}, words("属实")};
    EXPECT_EQ(county.refused(dismiss, county.officer).why, Why::NotNow);
    county.must_both(
        DisposeLead{county.lead_of(contested), cases::Verb::CloseNoCase, {}, words("查")},
        county.officer, county.second);
    county.must(dismiss, county.officer);
}

TEST(Sight, what_an_older_log_has_ordered_is_the_units_to_put_right) {
    Seen county;
    const FindingId id = county.suspected(true);
    Event issued;  // as it was possible once, while the lead was open
    issued.at = county.now;
    RectificationIssued order;
    order.id = RectificationId{county.state.leaves * 16};
    order.finding = id;
    order.unit = county.v1;
    order.responsible = county.village;
    order.policy = county.state.policy_now;
    issued.body = order;
    apply(county.state, issued);
    const Finding& finding = county.state.findings.at(id);
    EXPECT_TRUE(county.of(county.village).sees(finding));
    EXPECT_FALSE(county.of(county.village).shown(finding).facts().suspected_breach);
    county.must(
        AttachEvidence{finding.task, id, EvidenceHash{std::string(64, 'c')}, 9, "image/png"},
        county.village);
}

TEST(Sight, a_lead_that_was_not_disposed_of_is_told_to_nobody_whom_it_is_about) {
    Seen county;
    const auto told = [&](CaseId id) {
        std::set<PersonId> people;
        for (const auto& [notice, row] : county.state.notices) {
            for (const NoticeItem& item : row.items) {
                if (item.matter == matter(id)) people.insert(row.to);
            }
        }
        return people;
    };
    const auto fire = [&](CaseId id) {
        const Timer* due = county.timers(matter(id), TimerKind::CaseLimit).front();
        const TimerId timer = due->id;
        county.now = std::max(county.now, due->due);
        county.must_as(FireTimer{timer}, county.process(KeyKind::Worker));
    };
    county.add(UnitRow{UnitId{"d2"}, county.city, Level::Department, "小组※", "leading group"});
    county.add(PostRow{PostId{"d2-leader"}, UnitId{"d2"}, Role::Leader, county.mayor, {}});
    county.add(PostRow{PostId{"a1"}, county.city, Role::Authority, county.leader, {}});
    county.add(PostRow{PostId{"a2"}, county.city, Role::Authority, county.mayor, {}});
    const CaseId of_mayor = county.lead_about(UnitId{"d2"});
    fire(of_mayor);
    EXPECT_FALSE(told(of_mayor).contains(county.mayor));
    EXPECT_TRUE(told(of_mayor).contains(county.leader));
    county.add(PostRow{PostId{"d2-leader-2"}, UnitId{"d2"}, Role::TeamMember, county.leader, {}});
    const CaseId of_both = county.lead_about(UnitId{"d2"});
    fire(of_both);
    EXPECT_EQ(told(of_both), (std::set<PersonId>{county.officer}));
}

TEST(Sight, nobody_decides_on_a_finding_about_the_unit_they_belong_to) {
    Seen county;
    const FindingId recorded = county.recorded(county.on_site());
    const FindingId contested = county.confirmed();
    county.must(ContestFinding{contested, words("不实"), {}}, county.village);
    county.add(PostRow{PostId{"v1-post"}, county.v1, Role::TeamMember, county.second, {}});
    EXPECT_EQ(county.refused(DismissFinding{recorded, words("误")}, county.second).why,
              Why::OwnMatter);
    EXPECT_EQ(county
                  .refused(DecideContest{contested, finding::Verb::Dismiss, {}, words("属实")},
                           county.second)
                  .why,
              Why::OwnMatter);
}

TEST(Sight, a_unit_sees_a_finding_when_its_report_has_passed_and_not_before) {
    Seen county;
    const FindingId recorded = county.recorded(county.on_site());
    EXPECT_FALSE(county.of(county.village).sees(county.state.findings.at(recorded)));
    EXPECT_TRUE(county.of(county.officer).sees(county.state.findings.at(recorded)));
    EXPECT_TRUE(county.of(county.village).sees(county.state.findings.at(county.confirmed())));
}

TEST(Sight, a_finding_is_that_units_whom_it_is_about_today) {
    Seen county;
    const PersonId other{"p-other"};
    county.add(PersonRow{other, words("癸※"), county.v2});
    county.add(PostRow{PostId{"v2-officer"}, county.v2, Role::UnitOfficer, other, {}});
    const TaskId task = county.on_site();
    const FindingId id = county.recorded(task);
    FindingFacts facts = county.state.findings.at(id).facts();
    facts.unit = county.v2;
    county.must(AmendFinding{id, facts}, county.inspector);
    county.must(AnswerItem{task, "F1", "n", {}}, county.head);
    county.must(AnswerItem{task, "F2", "1", {}}, county.head);
    county.must(ReportTask{task, true, words("总体"), {}}, county.head);
    county.must(ReviewTask{task, true, {}}, county.officer);
    const Finding& finding = county.state.findings.at(id);
    EXPECT_TRUE(county.of(other).sees(finding));
    EXPECT_FALSE(county.of(county.village).sees(finding)) << "it was, in the first version";
    EXPECT_FALSE(county.of(county.village).reads(finding));
}

TEST(Sight, a_suspicion_that_was_dismissed_is_told_to_the_unit_as_little) {
    Seen county;
    const FindingId id = county.suspected(true);
    county.must_both(
        DisposeLead{county.lead_of(id), cases::Verb::CloseNoCase, {}, words("查无实据")},
        county.officer, county.second);
    ASSERT_TRUE(county.of(county.village).sees(county.state.findings.at(id)));
    county.must(ContestFinding{id, words("不实"), {}}, county.village);
    county.must(DecideContest{id, finding::Verb::Dismiss, {}, words("属实")}, county.officer);
    EXPECT_FALSE(county.of(county.village).sees(county.state.findings.at(id)));
}

TEST(Sight, a_unit_sees_the_files_it_attached_and_not_those_of_the_group) {
    Seen county;
    const RectificationId id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    const TaskId first = county.state.findings.at(finding).task;
    const EvidenceHash own{std::string(64, 'c')};
    const EvidenceHash photo{std::string(64, 'd')};
    county.must(AttachEvidence{first, finding, own, 9, "image/jpeg"}, county.village);
    const TaskId task = county.on_site();
    const FindingId another = county.recorded(task);
    county.must(AttachEvidence{task, another, photo, 9, "image/jpeg"}, county.inspector);
    county.must(AnswerItem{task, "F1", "n", {}}, county.head);
    county.must(AnswerItem{task, "F2", "1", {}}, county.head);
    county.must(ReportTask{task, true, words("总体"), {}}, county.head);
    county.must(ReviewTask{task, true, {}}, county.officer);
    const Sight village = county.of(county.village);
    ASSERT_TRUE(village.sees(county.state.findings.at(another)));
    EXPECT_TRUE(village.sees(county.state.evidence.at(own)));
    EXPECT_FALSE(village.sees(county.state.evidence.at(photo)));
    EXPECT_TRUE(county.of(county.officer).sees(county.state.evidence.at(photo)));
}

TEST(Sight, a_notice_is_its_addressees_and_the_offices) {
    Seen county;
    county.issued();
    const Notice& notice = county.notice_to(county.village);
    EXPECT_TRUE(county.of(county.village).sees(notice));
    EXPECT_TRUE(county.of(county.officer).sees(notice));
    const PersonId deputy{"p-deputy"};
    county.add(PersonRow{deputy, words("癸※"), county.v1});
    county.add(PostRow{PostId{"v1-officer"}, county.v1, Role::UnitOfficer, county.village, deputy});
    ASSERT_TRUE(county.of(deputy).of_unit(county.v1));
    EXPECT_FALSE(county.of(deputy).sees(notice)) << "of the same unit, and not to them";
}

}  // namespace dudao::test
