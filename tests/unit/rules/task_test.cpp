#include <gtest/gtest.h>

#include "domain/figures.h"
#include "support/county.h"

namespace dudao::test {
namespace {

Text in_words(const std::string& value) { return Text{value, "ref", "commitment"}; }

TEST(Task, is_missed_at_twice_the_limit_when_nobody_accepts) {
    County county;
    const TaskId task = county.released();
    county.run_for(hours(3));
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Released);
    county.run_for(hours(2));
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Missed);
    EXPECT_TRUE(county.state.timers_of.find(matter(task)) == county.state.timers_of.end());
}

TEST(Task, does_not_exist_for_another_group) {
    County county;
    const TaskId task = county.released();
    EXPECT_EQ(county.refused(AcceptTask{task}, county.village).why, Why::Forbidden);
}

TEST(CheckIn, a_target_that_does_not_open_the_commitment_is_refused) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    const auto no = county.refused(CheckIn{task, Bytes(county.salt), county.v2, {county.head}, {}},
                                   county.head);
    EXPECT_EQ(no.why, Why::BadInput);
    EXPECT_FALSE(county.state.tasks.at(task).target);
}

TEST(CheckIn, one_member_alone_makes_findings_single_witness) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    county.must(CheckIn{task, Bytes(county.salt), county.v1, {county.head}, {}}, county.head);
    EXPECT_TRUE(county.state.findings.at(county.recorded(task)).single_witness);
}

TEST(CheckIn, the_target_is_in_no_event_before_it) {
    County county;
    county.released();
    int seen = 0;
    for (const Event& event : county.log) {
        const auto* released = std::get_if<TaskReleased>(&event.body);
        if (released == nullptr) continue;
        ++seen;
        EXPECT_FALSE(released->target);
    }
    EXPECT_EQ(seen, 1);
}

TEST(Report, an_unanswered_item_must_be_explained) {
    County county;
    const TaskId task = county.on_site();
    county.must(AnswerItem{task, "F1", "y", {}}, county.head);
    const auto no = county.refused(ReportTask{task, true, {}, {}}, county.head);
    EXPECT_NE(no.what().find("F2"), std::string::npos);
    county.must(ReportTask{task, true, {}, {{"F2", in_words("无人")}}}, county.head);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Reported);
}

TEST(Answer, two_devices_never_overwrite_each_other) {
    County county;
    const TaskId task = county.on_site();
    county.must(AnswerItem{task, "F1", "y", {}}, county.head);
    county.must(AnswerItem{task, "F1", "n", {}}, county.inspector);
    EXPECT_EQ(county.state.tasks.at(task).answers.at("F1").size(), 2U);
    county.must(PickAnswer{task, "F1", 1}, county.head);
    EXPECT_EQ(county.state.tasks.at(task).picked.at("F1"), 1);
}

TEST(Recusal, takes_a_reason_and_only_before_check_in) {
    County county;
    const TaskId task = county.released();
    EXPECT_EQ(county.refused(RecuseTask{task, {}}, county.head).why, Why::BadInput);
    county.must(RecuseTask{task, in_words("亲属在村")}, county.head);
    const TaskId other = county.on_site();
    EXPECT_EQ(county.refused(RecuseTask{other, in_words("迟了")}, county.head).why, Why::NotNow);
}

TEST(Refusal, says_what_is_possible) {
    County county;
    const TaskId task = county.on_site();
    const auto no = county.refused(AcceptTask{task}, county.head);
    EXPECT_EQ(no.why, Why::NotNow);
    EXPECT_NE(std::find(no.possible.begin(), no.possible.end(), "report_final"), no.possible.end());
}

TEST(Review, who_inspected_cannot_review) {
    County county;
    const TaskId task = county.on_site();
    county.must(ReportTask{task, true, {}, {{"F1", in_words("无")}, {"F2", in_words("无")}}},
                county.head);
    county.must_both(PostRow{PostId{"o3"}, county.city, Role::Officer, county.head, {}},
                     county.keeper, county.leader);
    EXPECT_EQ(county.refused(ReviewTask{task, true, {}}, county.head).why, Why::OwnMatter);
}

TEST(Withdrawal, takes_two_leaders) {
    County county;
    const TaskId task = county.released();
    const auto proposed = county.must(WithdrawTask{task, in_words("因故")}, county.leader).proposal;
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Released);
    EXPECT_EQ(county.refused(ConfirmProposal{proposed}, county.leader).why, Why::OwnMatter);
    county.must(ConfirmProposal{proposed}, county.mayor);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Withdrawn);
}

TEST(Withdrawal, on_site_waits_until_nothing_that_was_found_is_undecided) {
    County county;
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task, Severity::Minor);
    const auto withdraw = [&] {
        return county.refused(WithdrawTask{task, in_words("设备遗失")}, county.leader).why;
    };
    EXPECT_EQ(withdraw(), Why::NotNow);
    county.must(DismissFinding{finding, in_words("误记")}, county.officer);
    county.must_both(WithdrawTask{task, in_words("设备遗失")}, county.leader, county.mayor);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Withdrawn);
    EXPECT_TRUE(county.timers(matter(task), TimerKind::TaskFinal).empty());
}

/// The engine seals a task for a device that was enrolled after its release.
struct Resealing : testing::Test {
    County county;
    Context engine = county.process(KeyKind::Engine);

    KeyId device(const std::string& name, const GroupId& group, bool live = true) {
        Event enrolled;
        enrolled.at = county.now;
        KeyRow row = County::key(name, KeyKind::Device);
        row.group = group;
        row.revoked = !live;
        const KeyId id = row.id;
        enrolled.body = std::move(row);
        apply(county.state, enrolled);
        return id;
    }
    static ResealTask seal(TaskId task, std::vector<KeyId> devices) {
        ResealTask command{task, {}};
        for (const KeyId& each : devices) {
            command.sealed.push_back({each, Bytes(std::string(32, 'h')), Bytes("blob")});
        }
        return command;
    }
    std::size_t sealed(TaskId task) const { return county.state.tasks.at(task).sealed.size(); }
};

TEST_F(Resealing, adds_a_live_device_of_the_group_once_also_on_site) {
    const TaskId task = county.on_site();
    const std::size_t before = sealed(task);
    const KeyId fresh = device("k-new", county.group);
    county.must_as(seal(task, {fresh}), engine);
    EXPECT_EQ(sealed(task), before + 1);
    EXPECT_TRUE(county.state.tasks.at(task).sealed.back().blob.empty()) << "it is in the mail";
    county.must_as(seal(task, {fresh}), engine);
    EXPECT_EQ(county.count("task.resealed"), 1) << "a repeat changes nothing";
}

TEST_F(Resealing, is_refused_for_others_and_for_what_is_over) {
    const TaskId task = county.released();
    const KeyId fresh = device("k-new", county.group);
    const auto why = [&](const ResealTask& command) {
        return county.refused_as(command, engine).why;
    };
    EXPECT_EQ(why(seal(task, {device("k-other", GroupId{"g-other"})})), Why::BadInput);
    EXPECT_EQ(why(seal(task, {device("k-lost", county.group, false)})), Why::BadInput);
    EXPECT_EQ(why(seal(task, {fresh, fresh})), Why::BadInput);
    EXPECT_EQ(why(seal(TaskId{4711}, {fresh})), Why::NotFound);
    county.must_both(WithdrawTask{task, in_words("因故")}, county.leader, county.mayor);
    EXPECT_EQ(why(seal(task, {fresh})), Why::NotNow);
}

TEST(Finding, a_grave_one_opens_a_lead_at_once) {
    County county;
    const FindingId finding = county.recorded(county.on_site(), Severity::Grave);
    EXPECT_TRUE(county.state.findings.at(finding).lead);
}

TEST(Finding, an_amendment_keeps_both_versions) {
    County county;
    const FindingId finding = county.recorded(county.on_site());
    FindingFacts facts = county.state.findings.at(finding).facts();
    facts.severity = Severity::Minor;
    county.must(AmendFinding{finding, facts}, county.inspector);
    EXPECT_EQ(county.state.findings.at(finding).versions.size(), 2U);
}

TEST(Finding, is_not_closed_on_the_spot_without_proof_and_keeps_what_was_attached) {
    County county;
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task, Severity::Minor);
    const EvidenceHash photo{std::string(64, 'a')};
    county.must(AttachEvidence{task, finding, photo, 9, "image/jpeg"}, county.inspector);
    const auto refusal =
        county.refused(CorrectFinding{finding, in_words("已改"), {}}, county.inspector);
    EXPECT_EQ(refusal.why, Why::BadInput);
    EXPECT_EQ(county.state.findings.at(finding).state, finding::State::Recorded);
    county.must(CorrectFinding{finding, in_words("已改"), {photo}}, county.inspector);
    const auto& step = std::get<FindingStepped>(county.log.back().body);
    EXPECT_EQ(step.evidence, (std::vector{photo}));
    EXPECT_EQ(county.state.evidence.at(photo).finding, finding);
}

TEST(Finding, that_is_not_minor_is_not_closed_on_the_spot) {
    County county;
    const TaskId task = county.on_site();
    for (const Severity severity : {Severity::Ordinary, Severity::Serious, Severity::Grave}) {
        const FindingId finding = county.recorded(task, severity);
        const CorrectFinding correct{finding, in_words("已改"), proof};
        EXPECT_EQ(county.refused(correct, county.inspector).why, Why::BadInput) << name(severity);
    }
}

TEST(CheckIn, nobody_who_is_not_of_the_group_is_its_witness) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    const CheckIn with_a_stranger{
        task, Bytes(county.salt), county.v1, {county.head, county.officer}, {}};
    EXPECT_EQ(county.refused(with_a_stranger, county.head).why, Why::BadInput);
}

TEST(Report, a_gap_without_a_reason_explains_nothing) {
    County county;
    const TaskId task = county.on_site();
    county.must(AnswerItem{task, "F1", "y", {}}, county.head);
    EXPECT_EQ(county.refused(ReportTask{task, true, {}, {{"F2", {}}}}, county.head).why,
              Why::BadInput);
}

TEST(Task, that_was_accepted_is_not_missed_for_want_of_acceptance) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    EXPECT_TRUE(county.timers(matter(task), TimerKind::TaskMissAccept).empty());
    county.run_for(hours(5));
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Accepted);
}

TEST(Task, is_sealed_for_live_devices_of_its_own_group_alone) {
    County county;
    const TaskId before = county.released();
    ReleaseTask release;
    release.plan = county.state.plans.begin()->first;
    release.draw = county.state.tasks.at(before).draw;
    release.group = county.group;
    release.commitment = county.state.tasks.at(before).commitment;
    release.checklists = {Bytes(std::string(32, 'f'))};
    release.sealed = {{KeyId{"dev1"}, Bytes(std::string(32, 'h')), Bytes("blob")}};
    const Context engine = county.process(KeyKind::Engine);
    ASSERT_TRUE(county.decide_only(release, engine));
    county.must(KeyRevocation{KeyId{"dev1"}}, county.officer);
    EXPECT_EQ(county.refused_as(release, engine).why, Why::BadInput);
}

TEST(Plan, is_not_approved_by_its_author_nor_without_a_mandate) {
    County county;
    PlanDraft draft = county.state.plans.begin()->second.draft;
    draft.mandate.number.clear();
    const PlanId id{county.must(draft, county.keeper).id};
    EXPECT_EQ(county.refused(ProposePlan{id}, county.keeper).why, Why::BadInput);
    county.must_both(PostRow{PostId{"keeper-2"}, county.city, Role::PlanKeeper, county.leader, {}},
                     county.keeper, county.mayor);
    draft.mandate.number = "2号";
    const PlanId own{county.must(draft, county.leader).id};
    county.must(ProposePlan{own}, county.leader);
    EXPECT_EQ(county.refused(ApprovePlan{own}, county.leader).why, Why::OwnMatter);
}

TEST(Task, a_group_that_says_so_has_left_and_writes_on) {
    County county;
    const TaskId task = county.on_site();
    EXPECT_TRUE(counts(Figure::InTheVillage, visit_of(county.state.tasks.at(task))));
    county.must(LeaveVillage{task}, county.inspector);
    EXPECT_FALSE(counts(Figure::InTheVillage, visit_of(county.state.tasks.at(task))));
    EXPECT_EQ(county.state.tasks.at(task).left_at, county.now);
    EXPECT_EQ(county.refused(LeaveVillage{task}, county.head).why, Why::NotNow);
    county.must(AnswerItem{task, "F1", "n", {}}, county.head);
}

TEST(Task, a_final_report_ends_the_visit_also_when_it_is_returned) {
    County county;
    const TaskId task = county.on_site();
    const Text none{"无", "ref-无", "c"};
    county.must(ReportTask{task, true, {}, {{"F1", none}, {"F2", none}}}, county.head);
    const Moment left = county.state.tasks.at(task).left_at;
    EXPECT_EQ(left, county.now);
    county.run_for(hours(3));
    county.must(ReviewTask{task, false, none}, county.officer);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::OnSite);
    EXPECT_FALSE(counts(Figure::InTheVillage, visit_of(county.state.tasks.at(task))));
}

}  // namespace
}  // namespace dudao::test
