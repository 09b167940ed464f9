// What a case asks of its teams: who takes it, who sees it, and the evidence that comes of it.
#include <gtest/gtest.h>

#include "domain/evidence.h"
#include "domain/sight.h"
#include "tests/support/docket.h"

namespace dudao::test {
namespace {

using assignment::Kind;
using assignment::Outcome;
using assignment::Paper;
using cases::Track;
using cases::Verb;

TEST(Assignments, lapse_when_nobody_accepts_them_and_can_be_issued_again) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    const AssignmentId row = county.issue_assignment(id, Kind::Verify, county.investigators);
    EXPECT_EQ(
        county
            .refused(county.assignment_for(id, Kind::Verify, county.investigators), county.officer)
            .why,
        Why::NotNow);
    county.run_for(days(12));
    EXPECT_EQ(county.state.assignments.at(row).state, assignment::State::Lapsed);
    EXPECT_TRUE(county.was_told(PersonId{"p-i1"}, "assignment.late"));
    EXPECT_TRUE(county.was_told(county.officer, "assignment.lapsed"));
    county.done(id, Kind::Verify, county.investigators);
    EXPECT_EQ(county.broken(), "");
}

TEST(Assignments, are_asked_for_by_the_state_and_sealed_for_the_team_alone) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    const auto refused = [&](const IssueAssignment& command) {
        return county.refused(command, county.officer).why;
    };
    EXPECT_EQ(refused(county.assignment_for(id, Kind::Hear, county.investigators)), Why::NotNow);
    EXPECT_EQ(refused(county.assignment_for(id, Kind::Verify, county.reviewers)), Why::BadInput);
    IssueAssignment foreign = county.assignment_for(id, Kind::Verify, county.investigators);
    foreign.sealed[0].device = KeyId{"dev1"};  // of a supervision group
    EXPECT_EQ(refused(foreign), Why::BadInput);
    foreign.sealed[0].device = KeyId{"dev-" + county.reviewers.text};
    EXPECT_EQ(refused(foreign), Why::BadInput) << "of another team";
    IssueAssignment bare = county.assignment_for(id, Kind::Verify, county.investigators);
    bare.sealed.clear();
    EXPECT_EQ(refused(bare), Why::BadInput);
    IssueAssignment paper =
        county.assignment_for(id, Kind::Serve, county.investigators, Paper::Decision);
    EXPECT_EQ(refused(paper), Why::NotNow);
}

TEST(Assignments, are_not_there_for_other_teams_and_groups) {
    StaffedDocket county;
    const CaseId id = county.verifying(Track::Discipline);
    const AssignmentId row = county.issue_assignment(id, Kind::Verify, county.investigators);
    const StepAssignment accepts{row, assignment::Verb::Accept, {}, {}, {}};
    EXPECT_EQ(county.refused(accepts, county.reviewer).why, Why::NotFound);
    EXPECT_EQ(county.refused(accepts, county.head).why, Why::NotFound);
    EXPECT_EQ(county.refused_as(AcknowledgeAssignment{row}, county.device_of(county.reviewers)).why,
              Why::NotFound);
    county.must_as(AcknowledgeAssignment{row}, county.device_of(county.investigators));
    county.must(accepts, PersonId{"p-i1"});
}

TEST(Assignments, are_kept_from_a_team_with_somebody_of_the_unit) {
    StaffedDocket county;
    const CaseId id = county.opened();
    county.must(NameSubject{id, PersonId{"p-i2"}, Bytes(std::string(32, 's'))}, county.officer);
    county.dispose(id, Verb::Verify, Track::Discipline);
    EXPECT_EQ(
        county.refused(AssignTeam{id, Part::Verified, county.investigators}, county.officer).why,
        Why::OwnMatter);
}

/// A verification that the investigators began, and a photo of theirs.
class Underway : public StaffedDocket {
 public:
    Underway() : id(verifying(Track::Discipline)) {
        row = issue_assignment(id, Kind::Verify, investigators);
        must(StepAssignment{row, assignment::Verb::Accept, {}, {}, {}}, hand);
        must(StepAssignment{row, assignment::Verb::Begin, {hand, PersonId{"p-i2"}}, {}, {}}, hand);
    }
    AttachToAssignment photo() const { return {row, hash, 900, "image/jpeg"}; }

    const PersonId hand{"p-i1"};
    const EvidenceHash hash{std::string(64, 'a')};
    const CaseId id;
    AssignmentId row;
};

TEST(Assignments, tell_their_hands_why_a_report_was_returned_through_their_device_while_open) {
    Underway county;
    using Step = assignment::Verb;
    const auto& row = county.state.assignments.at(county.row);
    const StepAssignment report{county.row, Step::Report, {}, Outcome::Done, words("属实")};
    county.must(report, county.hand);
    EXPECT_TRUE(row.returned.empty());
    county.must(ReviewAssignment{county.row, Step::Return, words("缺第二份凭证")}, county.officer);
    EXPECT_EQ(row.returned.ref, words("缺第二份凭证").ref);
    EXPECT_EQ(row.returned.commitment, words("缺第二份凭证").commitment);
    EXPECT_EQ(row.returned.value, "") << "the words themselves stay in {j}:pd";
    const auto reads = [&](const TeamId& team, const PersonId& person) {
        Context device = county.device_of(team);
        device.actor = person;
        return Sight(county.state, device).reads_return(row);
    };
    EXPECT_TRUE(reads(county.investigators, county.hand));
    EXPECT_TRUE(reads(county.investigators, PersonId{"p-i2"}));
    EXPECT_FALSE(reads(county.investigators, {})) << "nobody is named";
    EXPECT_FALSE(reads(county.reviewers, county.hand)) << "a device of another team";
    EXPECT_FALSE(reads(county.reviewers, county.reviewer));
    EXPECT_FALSE(Sight(county.state, county.as(county.hand)).reads_return(row))
        << "with a key of their own: the console shows what they may read";
    Context group = county.process(KeyKind::Device);
    group.actor = county.head;
    EXPECT_FALSE(Sight(county.state, group).reads_return(row)) << "a supervision group";

    county.must(report, county.hand);
    EXPECT_TRUE(reads(county.investigators, county.hand)) << "reported anew, and open";
    county.must(ReviewAssignment{county.row, Step::Return, words("未写到场人员")}, county.officer);
    EXPECT_EQ(row.returned.commitment, words("未写到场人员").commitment) << "the last one";
    county.must(report, county.hand);
    county.must(ReviewAssignment{county.row, Step::Pass, {}}, county.officer);
    EXPECT_FALSE(reads(county.investigators, county.hand)) << "it asks nothing any more";
    EXPECT_TRUE(county.broken().empty()) << county.broken();
}

TEST(Assignments, keep_the_reason_from_a_hand_whom_the_case_keeps_out_by_now) {
    Underway county;
    using Step = assignment::Verb;
    county.must(StepAssignment{county.row, Step::Report, {}, Outcome::Done, words("属实")},
                county.hand);
    county.must(ReviewAssignment{county.row, Step::Return, words("缺")}, county.officer);
    county.must_both(RecuseFromCase{county.id, county.hand, words("亲属")}, county.officer,
                     county.authority);
    Context device = county.device_of(county.investigators);
    const Assignment& row = county.state.assignments.at(county.row);
    device.actor = county.hand;
    EXPECT_FALSE(Sight(county.state, device).reads_return(row));
    device.actor = PersonId{"p-i2"};
    EXPECT_TRUE(Sight(county.state, device).reads_return(row));
}

/// Whom a device of the team may ask as.
std::vector<std::string> told_why(Underway& county, const std::vector<std::string>& people) {
    std::vector<std::string> told;
    for (const std::string& person : people) {
        Context device = county.device_of(county.investigators);
        device.actor = PersonId{person};
        const Assignment& row = county.state.assignments.at(county.row);
        if (Sight(county.state, device).reads_return(row)) told.push_back(person);
    }
    return told;
}

TEST(Assignments, tell_their_team_why_they_were_withdrawn) {
    const std::vector<std::string> members{"p-i1", "p-i2", "p-y1"};
    const std::vector<std::string> hands{"p-i1", "p-i2"};
    const auto join = [](Underway& county) {
        const PersonId third{"p-y1"};
        county.must_both(TeamRow{county.investigators,
                                 "组",
                                 "Team",
                                 county.hand,
                                 {county.hand, PersonId{"p-i2"}, third}},
                         county.officer, county.authority);
    };
    Underway begun;
    join(begun);
    begun.must(ReviewAssignment{begun.row, assignment::Verb::Withdraw, words("改由他组")},
               begun.officer);
    const Assignment& row = begun.state.assignments.at(begun.row);
    EXPECT_EQ(row.returned.commitment, words("改由他组").commitment);
    EXPECT_EQ(row.returned.value, "");
    EXPECT_EQ(told_why(begun, members), hands) << "its hands alone";
    EXPECT_FALSE(Sight(begun.state, begun.as(begun.hand)).reads_return(row)) << "no device";

    Underway waiting;
    join(waiting);
    waiting.must(ReviewAssignment{waiting.row, assignment::Verb::Withdraw, words("先退")},
                 waiting.officer);
    waiting.row =
        waiting.issue_assignment(waiting.id, assignment::Kind::Verify, waiting.investigators);
    EXPECT_EQ(told_why(waiting, members), members) << "an open one that nobody has begun";
    waiting.must(ReviewAssignment{waiting.row, assignment::Verb::Withdraw, words("重复")},
                 waiting.officer);
    EXPECT_EQ(told_why(waiting, members), members) << "nobody had begun it";
    EXPECT_EQ(told_why(waiting, {""}), std::vector<std::string>{}) << "nobody is named";
}

TEST(Assignments, that_the_rules_withdraw_give_no_reason_and_none_of_before) {
    StaffedDocket county;
    const CaseId id = county.investigated(Track::Discipline);
    const AssignmentId shown =
        county.reported_assignment(id, assignment::Kind::ShowFacts, county.investigators);
    county.must(ReviewAssignment{shown, assignment::Verb::Return, words("缺")}, county.officer);
    const Assignment& row = county.state.assignments.at(shown);
    ASSERT_FALSE(row.returned.empty());
    county.authorise(id, cases::Verb::Withdraw, county.authority);
    ASSERT_EQ(row.state, assignment::State::Withdrawn);
    EXPECT_TRUE(row.returned.empty()) << "the case ended, which is no word about this one";
}

TEST(CaseEvidence, is_attached_by_the_hands_while_the_assignment_is_under_way) {
    Underway county;
    EXPECT_EQ(county.refused(county.photo(), county.reviewer).why, Why::NotFound);
    EXPECT_EQ(county.refused(county.photo(), county.officer).why, Why::NotFound);
    county.must(county.photo(), county.hand);
    const Evidence& file = county.state.evidence.at(county.hash);
    EXPECT_EQ(file.assignment, county.row);
    EXPECT_FALSE(file.task);
    const AttachToAssignment huge{county.row, county.hash, 1LL << 40, "image/jpeg"};
    EXPECT_EQ(county.refused(huge, county.hand).why, Why::BadInput);
    county.must(
        StepAssignment{county.row, assignment::Verb::Report, {}, Outcome::Done, words("属实")},
        county.hand);
    EXPECT_EQ(county.refused(county.photo(), county.hand).why, Why::NotNow);
    EXPECT_TRUE(county.broken().empty()) << county.broken();
}

TEST(CaseEvidence, is_seen_by_its_hands_and_those_who_read_the_case_and_by_nobody_else) {
    Underway county;
    county.must(county.photo(), county.hand);
    const auto sees = [&](const PersonId& person) {
        return Sight(county.state, county.as(person)).sees(county.state.evidence.at(county.hash));
    };
    EXPECT_TRUE(sees(county.hand));
    EXPECT_TRUE(sees(county.officer));
    EXPECT_FALSE(sees(county.subject));
    EXPECT_FALSE(sees(county.head)) << "of a supervision group";
    EXPECT_FALSE(sees(county.keeper));
    EXPECT_FALSE(sees(PersonId{"p-r2"})) << "of another team";
    const Evidence& file = county.state.evidence.at(county.hash);
    EXPECT_TRUE(may_bring(county.state, county.device_of(county.investigators), file));
    EXPECT_FALSE(may_bring(county.state, county.device_of(county.reviewers), file));
}

TEST(CaseEvidence, is_no_file_of_another_matter) {
    Underway county;
    const TaskId task = county.on_site();
    const EvidenceHash theirs{std::string(64, 'b')};
    county.must(AttachEvidence{task, {}, theirs, 9, "image/jpeg"}, county.head);
    const AttachToAssignment shared{county.row, theirs, 9, "image/jpeg"};
    EXPECT_EQ(county.refused(shared, county.hand).said.code, "evidence_of_another_matter");
    const CaseId other = county.verifying(Track::Administrative);
    const AssignmentId second = county.issue_assignment(other, Kind::Verify, county.investigators);
    county.must(StepAssignment{second, assignment::Verb::Accept, {}, {}, {}}, county.hand);
    county.must(
        StepAssignment{second, assignment::Verb::Begin, {county.hand, PersonId{"p-i2"}}, {}, {}},
        county.hand);
    county.must(county.photo(), county.hand);
    const AttachToAssignment again{second, county.hash, 900, "image/jpeg"};
    EXPECT_EQ(county.refused(again, county.hand).said.code, "evidence_of_another_matter");
}

}  // namespace
}  // namespace dudao::test
