// Where a role counts: an officer's within the unit of the post or grant, a leader's over all.
#include "domain/scope.h"

#include <gtest/gtest.h>

#include "support/county.h"

namespace dudao::test {
namespace {

/// With a second township and its village, and an officer for that township alone.
struct TwoTownships : County {
    const UnitId town2{"t2"}, far{"w1"};
    const PersonId elsewhere{"p-elsewhere"};

    TwoTownships() {
        must(UnitRow{town2, city, Level::Township, "乡", "Second"}, keeper);
        must(UnitRow{far, town2, Level::Village, "村", "Far"}, keeper);
        must(PersonRow{elsewhere, words("戊※"), city}, keeper);
        must_both(GiveGrant{elsewhere, Role::Officer, town2, now + days(365)}, leader, mayor);
    }

    Why why(const Command& command) { return refused(command, elsewhere).why; }
};

TEST(Scope, an_officer_of_another_township_does_nothing_to_a_matter) {
    TwoTownships county;
    const FindingId confirmed = county.confirmed();
    const auto id = county.in_progress();
    IssueRectification order{confirmed, county.far, county.village, {}, words("改"), words("验")};
    for (const Command& command : std::vector<Command>{
             order, ServeOnPaper{id, words("门上")}, SuspendRectification{id, {}, words("汛")},
             ReferUp{id, words("权限外")}, ClimbByHand{id, 4, words("急")},
             RemindRectification{id, words("催")}, AssignVerifier{id, county.officer},
             TransferRectification{id, county.v2, county.township, words("误")},
             VerifyRectification{id, false, {}}, RecheckRectification{id, true, {}},
             DecideExtension{id, true, words("属实")}, DismissFinding{confirmed, words("误")},
             OpenLead{LeadSource::Petition, county.v1, {}, words("信访")}}) {
        EXPECT_EQ(county.why(command), Why::Forbidden) << name(command);
    }
    const Rejection hidden = county.refused(VerifyRectification{id, false, {}}, county.elsewhere);
    const Rejection nothing = county.refused(VerifyRectification{{}, false, {}}, county.elsewhere);
    EXPECT_EQ(hidden.said.code, nothing.said.code);
}

TEST(Scope, an_officer_of_one_township_works_there) {
    TwoTownships county;
    county.must_both(GiveGrant{county.elsewhere, Role::Officer, county.town, county.now + days(30)},
                     county.leader, county.mayor);
    const auto id = county.in_progress();
    county.must(SubmitRectification{id, words("已修"), proof}, county.village);
    county.must(VerifyRectification{id, false, {}}, county.elsewhere);
    county.run_for(days(31));
    EXPECT_EQ(county.why(RecheckRectification{id, true, {}}), Why::Forbidden);  // the term is over
}

TEST(Scope, an_officer_of_one_township_enrols_no_keys_and_sets_posts_there_alone) {
    TwoTownships county;
    EXPECT_EQ(county.why(KeyRevocation{KeyId{"dev1"}}), Why::Forbidden);
    EXPECT_EQ(county.why(PostRow{PostId{"x"}, county.v1, Role::UnitOfficer, {}, {}}),
              Why::Forbidden);
    county.must(PostRow{PostId{"x"}, county.far, Role::UnitOfficer, {}, {}}, county.elsewhere);
}

TEST(Scope, a_task_before_its_check_in_is_an_office_matter_of_the_whole_county) {
    TwoTownships county;
    const TaskId task = county.on_site();
    EXPECT_EQ(units_of(county.state, ReviewTask{task, true, {}}), std::vector{county.v1});
    EXPECT_EQ(units_of(county.state, ReviewTask{county.released(), true, {}}),
              std::vector{county.city});
    EXPECT_EQ(county.why(ReviewTask{task, true, {}}), Why::Forbidden);
}

TEST(Scope, who_leads_a_township_is_no_second_leader_of_the_county) {
    TwoTownships county;
    const TaskId task = county.released();
    const auto proposed = county.must(WithdrawTask{task, words("汛")}, county.leader).proposal;
    EXPECT_EQ(county.refused(ConfirmProposal{proposed}, county.township_leader).why, Why::NotFound);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Released);
    county.must(ConfirmProposal{proposed}, county.mayor);
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::Withdrawn);
}

TEST(Responsible, is_of_the_unit_or_answers_for_it_from_above) {
    TwoTownships county;
    const FindingId finding = county.confirmed();
    const auto to = [&](const UnitId& unit, const PersonId& person) {
        return IssueRectification{finding, unit, person, {}, words("改"), words("验")};
    };
    for (const PersonId& other : {county.inspector, county.officer, county.elsewhere}) {
        EXPECT_EQ(county.refused(to(county.v1, other), county.second).why, Why::BadInput);
    }
    // A village has no say in another's matter, nor a township in one of its neighbour.
    EXPECT_EQ(county.refused(to(county.v2, county.village), county.officer).why, Why::BadInput);
    EXPECT_EQ(county.refused(to(county.far, county.township), county.officer).why, Why::BadInput);
    const RectificationId id{county.must(to(county.v2, county.township), county.officer).id};
    EXPECT_EQ(county
                  .refused(TransferRectification{id, county.v3, county.village, words("误")},
                           county.officer)
                  .why,
              Why::BadInput);
    county.must(TransferRectification{id, county.v1, county.village, words("误")}, county.officer);
}

TEST(Referral, what_is_another_units_is_refused_as_what_is_not_there) {
    TwoTownships county;
    const auto id = county.in_progress();
    const Rejection hidden = county.refused(TakeReferral{id}, county.village);
    const Rejection nothing = county.refused(TakeReferral{RectificationId{99}}, county.village);
    EXPECT_EQ(hidden.said.code, nothing.said.code);
    EXPECT_TRUE(hidden.possible.empty());
    EXPECT_EQ(county.refused(TakeReferral{id}, county.township).why, Why::NotNow);
}

TEST(Evidence, on_what_is_another_groups_is_refused_as_on_what_is_not_there) {
    TwoTownships county;
    const auto id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    const TaskId task = county.state.findings.at(finding).task;
    const EvidenceHash hash{std::string(64, 'a')};
    const auto said = [&](TaskId of, const FindingId& about, const PersonId& who) {
        return county.refused(AttachEvidence{of, about, hash, 1, "image/jpeg"}, who).said.code;
    };
    const PersonId far{"p-far"};
    county.must(PersonRow{far, words("己※"), county.far}, county.keeper);
    county.must(PostRow{PostId{"w1-officer"}, county.far, Role::UnitOfficer, far, {}},
                county.keeper);
    EXPECT_EQ(said(task, finding, far), said(TaskId{99}, FindingId{"none"}, far));
    EXPECT_EQ(said(task, {}, far), said(TaskId{99}, {}, far));
    // A finding of another task is none of this one's.
    const TaskId other = county.on_site();
    EXPECT_EQ(
        county.refused(AttachEvidence{other, finding, hash, 1, "image/jpeg"}, county.head).why,
        Why::NotFound);
}

TEST(Extension, a_third_is_refused_with_the_bound_and_what_an_officer_may_do) {
    TwoTownships county;
    const auto id = county.in_progress();
    const RequestExtension ask{id, Budget{5, TimeUnit::WorkingDays}, words("雨季")};
    county.must(ask, county.village);
    EXPECT_NE(county.refused(ask, county.village).what().find("asked for already"),
              std::string::npos);
    county.must(DecideExtension{id, true, words("属实")}, county.officer);
    county.must(ask, county.village);
    county.must(DecideExtension{id, true, words("属实")}, county.leader);
    const Rejection third = county.refused(ask, county.village);
    EXPECT_EQ(third.why, Why::NotNow);
    EXPECT_NE(third.what().find("allows 2 extensions"), std::string::npos);
    EXPECT_NE(third.mend().find("an officer may suspend"), std::string::npos);
}

}  // namespace
}  // namespace dudao::test
