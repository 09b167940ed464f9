// Two persons are two keys: what one person may not do alone waits until another confirms it.
#include <gtest/gtest.h>

#include "domain/confirm.h"
#include "domain/invariants.h"
#include "domain/permission.h"
#include "domain/sight.h"
#include "support/county.h"

namespace dudao::test {
namespace {

/// With a second keeper, an administrator, and keys to enrol.
struct TwoPersons : County {
    const PersonId keeper2{"p-keeper2"}, admin{"p-admin"}, newcomer{"p-new"};

    TwoPersons() {
        for (const PersonId& each : {keeper2, admin, newcomer}) {
            must(PersonRow{each, words("辛※"), city}, keeper);
        }
        must_both(PostRow{PostId{"keeper2"}, city, Role::PlanKeeper, keeper2, {}}, keeper, leader);
        must_both(GiveGrant{admin, Role::Administrator, city, now + days(100)}, leader, mayor);
    }

    KeyRow device(const std::string& name) const {
        KeyRow row = key(name, KeyKind::Device);
        row.group = group;
        row.sealing_key = Bytes((name + std::string(32, 'q')).substr(0, 32));
        return row;
    }
    KeyRow of_person(const std::string& name, const PersonId& person) const {
        KeyRow row = key(name, KeyKind::Person);
        row.person = person;
        return row;
    }
    KeyRow engine(const std::string& name) const {
        KeyRow row = key(name, KeyKind::Engine);
        row.signing_key = Bytes(std::string(32, 'e'));
        return row;
    }
    ProposalId proposed(const Command& command, const PersonId& maker) {
        const Accepted accepted = must(command, maker);
        EXPECT_TRUE(accepted.proposal) << name(command) << " was carried out at once";
        return accepted.proposal;
    }
    Why why(const Command& command, const PersonId& who) { return refused(command, who).why; }
    bool leads(const PersonId& person) const {
        return holds(state, person, Role::Leader, city, now);
    }
};

TEST(Proposal, an_officer_does_not_make_himself_leader) {
    TwoPersons county;
    const PostRow post{PostId{"lead-3"}, county.city, Role::Leader, county.officer, {}};
    const ProposalId id = county.proposed(post, county.officer);
    EXPECT_FALSE(county.leads(county.officer));
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.officer), Why::OwnMatter);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.keeper), Why::NotFound);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.township_leader), Why::NotFound);
    EXPECT_FALSE(county.leads(county.officer));
}

TEST(Proposal, what_a_second_person_confirms_is_carried_out_with_both_names) {
    TwoPersons county;
    const PostRow post{PostId{"lead-3"}, county.city, Role::Leader, county.officer, {}};
    county.must_both(post, county.keeper, county.leader);
    EXPECT_TRUE(county.leads(county.officer));
    const Event& last = county.log.back();
    ASSERT_EQ(name(last.body), "post.set");
    EXPECT_EQ(last.actor, county.keeper);
    EXPECT_EQ(last.second, county.leader);
    EXPECT_TRUE(county.state.proposals.empty());
    EXPECT_EQ(broken_invariants(county.state), std::vector<std::string>{});
}

TEST(Proposal, nobody_confirms_what_is_for_themselves) {
    TwoPersons county;
    // The mayor is to deputise for the leader's post: another leader says so.
    const PostRow post{PostId{"lead-1"}, county.city, Role::Leader, county.leader, county.mayor};
    const ProposalId id = county.proposed(post, county.keeper);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.mayor), Why::OwnMatter);
    county.must(ConfirmProposal{id}, county.leader);  // has the post already: gains nothing
    const GroupRow group{GroupId{"g2"}, "二组", "Two", county.mayor, {county.mayor}, {}};
    const ProposalId own = county.proposed(group, county.keeper);
    EXPECT_EQ(county.why(ConfirmProposal{own}, county.mayor), Why::OwnMatter);
    EXPECT_FALSE(county.state.groups.contains(GroupId{"g2"}));
    county.must(ConfirmProposal{own}, county.leader);
    EXPECT_TRUE(county.state.groups.contains(GroupId{"g2"}));
}

TEST(Proposal, a_township_officer_does_not_take_the_countys_post_by_naming_the_own_unit_in_it) {
    TwoPersons county;
    const PersonId local{"p-local"};
    county.must(PersonRow{local, words("壬※"), county.town}, county.keeper);
    county.must_both(GiveGrant{local, Role::Officer, county.town, county.now + days(30)},
                     county.leader, county.mayor);
    const PostRow taken{PostId{"lead-1"}, county.town, Role::UnitOfficer, local, {}};
    EXPECT_EQ(county.why(taken, local), Why::Forbidden);
    EXPECT_EQ(county.state.posts.at(PostId{"lead-1"}).holder, county.leader);
}

TEST(Proposal, a_leaders_post_is_not_turned_into_a_lesser_one_by_one_person) {
    TwoPersons county;
    const PostRow lesser{PostId{"lead-1"}, county.city, Role::UnitOfficer, {}, {}};
    county.proposed(lesser, county.keeper);
    EXPECT_TRUE(county.leads(county.leader));
}

TEST(Proposal, a_post_without_power_over_others_needs_nobody_else) {
    TwoPersons county;
    const PostRow post{PostId{"v2-officer"}, county.v2, Role::UnitOfficer, county.newcomer, {}};
    EXPECT_FALSE(county.must(post, county.keeper).proposal);
    EXPECT_EQ(county.state.posts.at(PostId{"v2-officer"}).holder, county.newcomer);
}

TEST(Proposal, a_role_is_given_by_two_leaders_neither_of_them_the_person) {
    TwoPersons county;
    const GiveGrant own{county.mayor, Role::Auditor, county.city, county.now + days(30)};
    EXPECT_EQ(county.why(own, county.mayor), Why::OwnMatter);
    EXPECT_EQ(county.why(own, county.leader), Why::NotNow);  // no third leader to confirm it
    county.must_both(PostRow{PostId{"lead-3"}, county.city, Role::Leader, county.second, {}},
                     county.keeper, county.leader);
    const ProposalId id = county.proposed(own, county.leader);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.mayor), Why::OwnMatter);
    EXPECT_FALSE(holds(county.state, county.mayor, Role::Auditor, county.city, county.now));
    const GiveGrant other{county.newcomer, Role::Auditor, county.city, county.now + days(30)};
    county.must_both(other, county.leader, county.mayor);
    EXPECT_EQ(county.state.grants.back().approver, county.leader);
    EXPECT_EQ(county.state.grants.back().second, county.mayor);
}

TEST(Grant, is_taken_back_by_two_leaders_before_its_term_and_with_a_reason) {
    TwoPersons county;
    const auto audits = [&] {
        return holds(county.state, county.newcomer, Role::Auditor, county.city, county.now);
    };
    county.must_both(GiveGrant{county.newcomer, Role::Auditor, county.city, county.now + days(30)},
                     county.leader, county.mayor);
    ASSERT_TRUE(audits());
    const GrantWithdrawal over{county.newcomer, Role::Auditor, county.city, words("已调离")};
    EXPECT_EQ(county.why(over, county.keeper), Why::Forbidden);
    GrantWithdrawal other = over;
    other.reason = {};
    EXPECT_EQ(county.why(other, county.leader), Why::BadInput);
    other = over;
    other.role = Role::Officer;
    EXPECT_EQ(county.why(other, county.leader), Why::NotFound);
    other = over;
    other.scope = county.v1;
    EXPECT_EQ(county.why(other, county.leader), Why::NotFound);
    other = over;
    other.person = county.keeper;
    EXPECT_EQ(county.why(other, county.leader), Why::NotFound);

    const ProposalId id = county.proposed(over, county.leader);
    EXPECT_TRUE(audits()) << "it waits for the second person";
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.leader), Why::OwnMatter);
    const std::size_t before = county.state.grants.size();
    county.must(ConfirmProposal{id}, county.mayor);
    EXPECT_FALSE(audits());
    EXPECT_EQ(county.state.grants.size(), before - 1) << "the others' grants stand";
    EXPECT_EQ(county.why(over, county.leader), Why::NotFound);
}

TEST(Grant, that_has_run_out_is_not_taken_back) {
    TwoPersons county;
    const GiveGrant term{county.newcomer, Role::Auditor, county.city, county.now + days(3)};
    county.must_both(term, county.leader, county.mayor);
    county.now = county.now + days(4);
    EXPECT_EQ(county.why(GrantWithdrawal{county.newcomer, Role::Auditor, county.city, words("止")},
                         county.leader),
              Why::NotFound);
}

/// Who proposed while the role was theirs, and has it no longer, does not carry it out.
TEST(Grant, taken_back_ends_what_its_holder_proposed) {
    TwoPersons county;
    county.must_both(GiveGrant{county.newcomer, Role::Leader, county.city, county.now + days(30)},
                     county.leader, county.mayor);
    const ProposalId waits =
        county.proposed(GiveGrant{county.second, Role::Auditor, county.city, county.now + days(9)},
                        county.newcomer);
    county.must_both(GrantWithdrawal{county.newcomer, Role::Leader, county.city, words("调离")},
                     county.leader, county.mayor);
    EXPECT_EQ(county.why(ConfirmProposal{waits}, county.mayor), Why::NotNow);
}

TEST(Proposal, a_row_that_stands_is_changed_by_two) {
    TwoPersons county;
    for (const Command& change :
         std::vector<Command>{UnitRow{county.v1, county.city, Level::Township, "村※", "Village※"},
                              PersonRow{county.village, words("丁※"), county.v2},
                              GroupRow{county.group,
                                       "一组",
                                       "One",
                                       county.inspector,
                                       {county.head, county.inspector},
                                       {}}}) {
        county.proposed(change, county.keeper);
    }
    EXPECT_EQ(county.state.units.at(county.v1).parent, county.town);
    EXPECT_EQ(county.state.people.at(county.village).unit, county.v1);
    EXPECT_EQ(county.state.groups.at(county.group).head, county.head);
}

TEST(Proposal, policy_calendar_and_checklist_are_changed_by_two) {
    TwoPersons county;
    Policy policy = default_policy();
    policy.title = "另一个";
    county.proposed(PolicyAdoption{Bytes(std::string(32, 'n')), policy}, county.leader);
    Calendar calendar = county.state.calendar;
    calendar.revision = "other";
    county.proposed(CalendarAdoption{calendar}, county.keeper);
    ChecklistRow list = county.state.checklists.begin()->second;
    list.hash = Bytes(std::string(32, 'm'));
    county.proposed(list, county.keeper);
    EXPECT_EQ(county.state.policy_now, Bytes(std::string(32, 'p')));
    EXPECT_NE(county.state.calendar.revision, "other");
    EXPECT_EQ(county.state.checklist_now.at("F"), Bytes(std::string(32, 'f')));
}

TEST(Proposal, a_groups_device_is_confirmed_by_its_head_and_not_by_a_leader) {
    TwoPersons county;
    const ProposalId id = county.proposed(county.device("dev2"), county.officer);
    EXPECT_FALSE(county.state.keys.contains(KeyId{"dev2"}));
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.leader), Why::NotFound);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.second), Why::NotFound);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.inspector), Why::NotFound);
    county.must(ConfirmProposal{id}, county.head);
    EXPECT_TRUE(county.state.keys.contains(KeyId{"dev2"}));
}

TEST(Proposal, a_member_confirms_a_device_through_a_device_that_the_group_has) {
    TwoPersons county;
    const ProposalId id = county.proposed(county.device("dev2"), county.officer);
    Context through = county.as(county.inspector);
    through.kind = KeyKind::Device;
    through.via = KeyId{"dev1"};
    through.group = GroupId{"another"};
    EXPECT_EQ(county.refused_as(ConfirmProposal{id}, through).why, Why::NotFound);
    through.group = county.group;
    county.must_as(ConfirmProposal{id}, through);
    EXPECT_TRUE(county.state.keys.contains(KeyId{"dev2"}));
}

TEST(Proposal, who_enrols_a_device_of_the_own_group_does_not_confirm_it) {
    TwoPersons county;
    county.must_both(GiveGrant{county.head, Role::Officer, county.city, county.now + days(9)},
                     county.leader, county.mayor);
    EXPECT_EQ(county.why(county.device("dev2"), county.head), Why::NotNow);  // nobody else could
    const ProposalId id = county.proposed(county.device("dev3"), county.officer);
    county.must(ConfirmProposal{id}, county.head);
}

TEST(Proposal, head_and_leaders_are_told_of_a_new_device_and_a_person_of_a_new_key) {
    TwoPersons county;
    const auto told = [&](const PersonId& person, const std::string& text) {
        return county.was_told(person, text);
    };
    county.must_both(county.device("dev2"), county.officer, county.head);
    EXPECT_TRUE(told(county.head, "key.device"));
    EXPECT_TRUE(told(county.leader, "key.device"));
    EXPECT_TRUE(told(county.mayor, "key.device"));
    county.must_both(county.of_person("pk", county.keeper), county.officer, county.leader);
    EXPECT_TRUE(told(county.keeper, "key.person"));
    EXPECT_TRUE(told(county.officer, "proposal.confirmed"));
}

TEST(Proposal, a_persons_key_is_confirmed_by_a_leader_or_administrator_who_is_not_the_person) {
    TwoPersons county;
    const ProposalId id = county.proposed(county.of_person("pk", county.leader), county.officer);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.leader), Why::OwnMatter);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.second), Why::NotFound);
    county.must(ConfirmProposal{id}, county.admin);
    EXPECT_EQ(county.state.keys.at(KeyId{"pk"}).person, county.leader);
}

TEST(Proposal, keys_of_processes_are_for_two_leaders) {
    TwoPersons county;
    for (const KeyKind kind : {KeyKind::Engine, KeyKind::Broker, KeyKind::Worker}) {
        KeyRow row = kind == KeyKind::Engine ? county.engine("x1") : TwoPersons::key("x1", kind);
        EXPECT_EQ(county.why(row, county.officer), Why::Forbidden) << name(kind);
        const ProposalId id = county.proposed(row, county.leader);
        EXPECT_EQ(county.why(ConfirmProposal{id}, county.officer), Why::NotFound);
        EXPECT_EQ(county.why(ConfirmProposal{id}, county.admin), Why::NotFound);
        EXPECT_FALSE(county.state.keys.contains(KeyId{"x1"})) << name(kind);
        county.must(RefuseProposal{id, words("不")}, county.mayor);
    }
    county.must_both(county.engine("x2"), county.leader, county.mayor);
    EXPECT_EQ(county.state.keys.at(KeyId{"x2"}).kind, KeyKind::Engine);
    const ProposalId away = county.proposed(KeyRevocation{KeyId{"x2"}}, county.officer);
    EXPECT_FALSE(county.state.keys.at(KeyId{"x2"}).revoked);
    county.must(ConfirmProposal{away}, county.mayor);
    EXPECT_TRUE(county.state.keys.at(KeyId{"x2"}).revoked);
}

TEST(Proposal, a_gateway_speaks_for_those_alone_who_each_agreed) {
    TwoPersons county;
    KeyRow gateway = TwoPersons::key("gate", KeyKind::Gateway);
    gateway.speaks_for = {county.keeper, county.village, county.leader};
    const ProposalId id = county.proposed(gateway, county.leader);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.officer), Why::NotFound);
    EXPECT_TRUE(county.must(ConfirmProposal{id}, county.mayor).proposal);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.mayor), Why::NotFound);  // said once
    county.must(ConfirmProposal{id}, county.village);
    EXPECT_FALSE(county.state.keys.contains(KeyId{"gate"}));
    EXPECT_FALSE(county.must(ConfirmProposal{id}, county.keeper).proposal);
    EXPECT_EQ(county.state.keys.at(KeyId{"gate"}).speaks_for.size(), 3U);
}

TEST(Proposal, a_confirmation_by_a_key_that_was_revoked_since_is_none) {
    TwoPersons county;
    county.must_both(county.of_person("k-p-village", county.village), county.officer,
                     county.leader);
    KeyRow gateway = TwoPersons::key("gate", KeyKind::Gateway);
    gateway.speaks_for = {county.keeper, county.village};
    const ProposalId id = county.proposed(gateway, county.leader);
    county.must(ConfirmProposal{id}, county.village);
    county.must(ConfirmProposal{id}, county.keeper);
    county.must(KeyRevocation{KeyId{"k-p-village"}}, county.officer);
    county.must(ConfirmProposal{id}, county.mayor);
    EXPECT_FALSE(county.state.keys.contains(KeyId{"gate"})) << "the village has not agreed";
    EXPECT_TRUE(county.state.proposals.contains(id));
}

TEST(Proposal, a_lost_key_of_a_person_or_device_is_revoked_by_one) {
    TwoPersons county;
    EXPECT_FALSE(county.must(KeyRevocation{KeyId{"dev1"}}, county.officer).proposal);
    EXPECT_TRUE(county.state.keys.at(KeyId{"dev1"}).revoked);
}

TEST(Key, is_named_by_its_own_bytes_and_stands_once) {
    TwoPersons county;
    KeyRow other = county.device("dev2");
    other.id = KeyId{"dev9"};
    EXPECT_EQ(county.why(other, county.officer), Why::BadInput);
    KeyRow twice = county.device("dev1");
    EXPECT_EQ(county.why(twice, county.officer), Why::BadInput);
    KeyRow revoked = county.device("dev2");
    revoked.revoked = true;
    EXPECT_EQ(county.why(revoked, county.officer), Why::BadInput);
    KeyRow late = county.device("dev2");
    late.incarnation = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(county.why(late, county.officer), Why::BadInput);
}

TEST(Key, has_points_that_a_box_can_be_sealed_to) {
    TwoPersons county;
    std::string one(32, '\0');
    one[0] = 1;
    const std::string above(32, '\xff');
    for (const std::string& point : {std::string(32, '\0'), one, above, std::string(31, 'x')}) {
        KeyRow row = county.device("dev2");
        row.sealing_key = Bytes(point);
        EXPECT_EQ(county.why(row, county.officer), Why::BadInput);
    }
    KeyRow low = TwoPersons::key("low", KeyKind::Person);
    low.person = county.keeper;
    low.public_key = Bytes(std::string(32, '\0'));
    EXPECT_EQ(county.why(low, county.officer), Why::BadInput);
}

TEST(Key, has_nothing_of_another_kind_of_key) {
    TwoPersons county;
    KeyRow row = county.of_person("pk", county.keeper);
    row.speaks_for = {county.leader};
    EXPECT_EQ(county.why(row, county.officer), Why::BadInput);
    KeyRow gateway = TwoPersons::key("gate", KeyKind::Gateway);
    gateway.speaks_for = {county.keeper, county.keeper};
    EXPECT_EQ(county.why(gateway, county.leader), Why::BadInput);
}

TEST(Key, of_a_group_are_eight_at_most) {
    TwoPersons county;
    for (int i = 2; i <= 8; ++i) {
        county.must_both(county.device("dev" + std::to_string(i)), county.officer, county.head);
    }
    EXPECT_EQ(county.why(county.device("dev9"), county.officer), Why::Full);
    county.must(KeyRevocation{KeyId{"dev1"}}, county.officer);
    county.must_both(county.device("dev9"), county.officer, county.head);
}

TEST(Device, whoever_holds_it_has_none_of_its_members_other_roles) {
    TwoPersons county;
    county.must_both(PostRow{PostId{"o3"}, county.city, Role::Leader, county.inspector, {}},
                     county.keeper, county.leader);
    Context through = county.as(county.inspector);
    through.kind = KeyKind::Device;
    through.group = county.group;
    const TaskId task = county.released();
    EXPECT_EQ(county.refused_as(WithdrawTask{task, words("汛")}, through).why, Why::Forbidden);
    const ProposalId id = county.proposed(WithdrawTask{task, words("汛")}, county.leader);
    EXPECT_EQ(county.refused_as(ConfirmProposal{id}, through).why, Why::NotFound);
    const ProposalId own = county.proposed(
        GiveGrant{county.newcomer, Role::Auditor, county.city, county.now + days(9)},
        county.inspector);
    EXPECT_EQ(county.refused_as(RefuseProposal{own, words("不")}, through).why, Why::NotFound);
    EXPECT_TRUE(Sight(county.state, county.as(county.inspector)).counts_cases());
    EXPECT_FALSE(Sight(county.state, through).counts_cases());
    EXPECT_FALSE(Sight(county.state, through).office());
    EXPECT_FALSE(Sight(county.state, through).of_unit(county.v1));
    EXPECT_TRUE(Sight(county.state, through).of_group(county.group));
    county.must(ConfirmProposal{id}, county.inspector);
}

TEST(Proposal, the_rule_is_asked_again_when_it_is_confirmed) {
    TwoPersons county;
    const TaskId task = county.released();
    const ProposalId id = county.proposed(WithdrawTask{task, words("汛")}, county.leader);
    county.must(AcceptTask{task}, county.head);
    county.must(CheckIn{task, Bytes(county.salt), county.v1, {county.head, county.inspector}, {}},
                county.head);
    county.recorded(task);  // what was found does not vanish with the visit
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.mayor), Why::NotNow);
    EXPECT_TRUE(county.state.proposals.contains(id));  // refused whole: nothing was written
    EXPECT_EQ(county.state.tasks.at(task).state, task::State::OnSite);
}

TEST(Proposal, falls_with_the_proposers_role_or_key) {
    TwoPersons county;
    const GiveGrant grant{county.newcomer, Role::Officer, county.city, county.now + days(300)};
    const ProposalId id = county.proposed(grant, county.leader);
    county.must_both(PostRow{PostId{"lead-1"}, county.city, Role::Leader, county.second, {}},
                     county.keeper, county.mayor);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.mayor), Why::NotNow);
    EXPECT_FALSE(holds(county.state, county.newcomer, Role::Officer, county.city, county.now));

    county.must_both(county.of_person("k-p-officer", county.officer), county.second, county.admin);
    const ProposalId by_key = county.proposed(county.device("dev2"), county.officer);
    county.must(KeyRevocation{KeyId{"k-p-officer"}}, county.second);
    EXPECT_EQ(county.why(ConfirmProposal{by_key}, county.head), Why::NotNow);
    EXPECT_FALSE(county.state.keys.contains(KeyId{"dev2"}));
}

TEST(Proposal, lapses_after_the_policys_limit_and_its_proposer_is_told) {
    TwoPersons county;
    const ProposalId id = county.proposed(county.device("dev2"), county.officer);
    const Moment lapses = county.state.proposals.at(id).lapses;
    EXPECT_EQ(lapses, at("2026-09-21T00:00"));  // five working days, the 20th is one
    county.run_until(lapses - seconds(1));
    EXPECT_TRUE(county.state.proposals.contains(id));
    county.now = lapses;  // nobody has come to say so yet
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.head), Why::TooLate);
    county.run_until(lapses);
    EXPECT_FALSE(county.state.proposals.contains(id));
    EXPECT_EQ(county.count("proposal.ended"), 3);
    EXPECT_FALSE(county.state.keys.contains(KeyId{"dev2"}));
}

TEST(Proposal, is_refused_with_a_reason_by_whom_it_waits_for_and_withdrawn_by_who_made_it) {
    TwoPersons county;
    const ProposalId id = county.proposed(county.device("dev2"), county.officer);
    EXPECT_EQ(county.why(RefuseProposal{id, {}}, county.head), Why::BadInput);
    EXPECT_EQ(county.why(RefuseProposal{id, words("不")}, county.keeper), Why::NotFound);
    county.must(RefuseProposal{id, words("不是本组的")}, county.head);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.head), Why::NotFound);
    const ProposalId own = county.proposed(county.device("dev2"), county.officer);
    county.must(RefuseProposal{own, {}}, county.officer);
    EXPECT_TRUE(county.state.proposals.empty());
}

TEST(Proposal, is_made_once_and_only_of_what_the_rule_takes) {
    TwoPersons county;
    county.proposed(county.device("dev2"), county.officer);
    EXPECT_EQ(county.why(county.device("dev2"), county.officer), Why::NotNow);
    EXPECT_EQ(county.why(WithdrawTask{{}, words("汛")}, county.leader), Why::NotFound);
    EXPECT_EQ(county.state.proposals.size(), 1U);
}

TEST(Conflict, is_declared_for_oneself_by_a_head_for_the_own_group_and_never_with_the_root) {
    TwoPersons county;
    const auto of = [&](const PersonId& person, const UnitId& unit) {
        return ConflictRow{person, unit, words("亲")};
    };
    EXPECT_EQ(county.why(of(county.inspector, county.city), county.inspector), Why::BadInput);
    EXPECT_EQ(county.why(of(county.head, county.v1), county.inspector), Why::Forbidden);
    EXPECT_EQ(county.why(of(county.keeper, county.v1), county.head), Why::Forbidden);
    county.must_both(of(county.inspector, county.v1), county.inspector, county.keeper);
    county.must_both(of(county.inspector, county.v2), county.head, county.keeper);
    county.must_both(of(county.head, county.town), county.keeper, county.keeper2);
    EXPECT_EQ(county.state.conflicts.at(county.inspector).size(), 2U);
    EXPECT_EQ(county.why(of(county.inspector, county.v1), county.inspector), Why::NotNow);
}

TEST(Conflict, of_one_inspector_stops_no_inspection_without_a_keeper) {
    TwoPersons county;
    for (const UnitId& unit : {county.v1, county.v2, county.v3, county.town}) {
        county.proposed(ConflictRow{county.inspector, unit, words("亲")}, county.inspector);
    }
    EXPECT_TRUE(county.state.conflicts.empty());
}

TEST(Conflict, with_a_township_is_one_with_each_of_its_villages) {
    TwoPersons county;
    county.must_both(ConflictRow{county.inspector, county.town, words("亲")}, county.inspector,
                     county.keeper);
    for (const UnitId& village : {county.v1, county.v2, county.v3}) {
        EXPECT_TRUE(has_conflict(county.state, county.group, village)) << village.text;
    }
    EXPECT_FALSE(has_conflict(county.state, county.group, county.city));
}

TEST(Conflict, with_every_group_names_the_villages_that_nobody_may_visit) {
    TwoPersons county;
    EXPECT_EQ(villages_without_group(county.state), std::vector<UnitId>{});
    county.must_both(ConflictRow{county.head, county.v2, words("亲")}, county.head, county.keeper);
    EXPECT_EQ(villages_without_group(county.state), std::vector{county.v2});
    county.must(KeyRevocation{KeyId{"dev1"}}, county.officer);
    EXPECT_EQ(villages_without_group(county.state), (std::vector{county.v1, county.v2, county.v3}));
}

TEST(Conflict, ends_by_two_and_with_a_reason) {
    TwoPersons county;
    county.must_both(ConflictRow{county.inspector, county.v1, words("亲")}, county.inspector,
                     county.keeper);
    const ConflictWithdrawal over{county.inspector, county.v1, words("已调离")};
    EXPECT_EQ(county.why(ConflictWithdrawal{county.inspector, county.v1, {}}, county.head),
              Why::BadInput);
    EXPECT_EQ(county.why(ConflictWithdrawal{county.inspector, county.v2, words("无")}, county.head),
              Why::NotFound);
    const ProposalId id = county.proposed(over, county.inspector);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.inspector), Why::OwnMatter);
    county.must(ConfirmProposal{id}, county.keeper);
    EXPECT_FALSE(county.state.conflicts.contains(county.inspector));
}

TEST(Group, names_each_member_once) {
    TwoPersons county;
    const GroupRow twice{
        GroupId{"g2"}, "二组", "Two", county.newcomer, {county.newcomer, county.newcomer}, {}};
    EXPECT_EQ(county.why(twice, county.keeper), Why::BadInput);
}

TEST(CheckIn, that_names_the_head_twice_is_not_two_witnesses) {
    County county;
    const TaskId task = county.released();
    county.must(AcceptTask{task}, county.head);
    EXPECT_EQ(
        county
            .refused(CheckIn{task, Bytes(county.salt), county.v1, {county.head, county.head}, {}},
                     county.head)
            .why,
        Why::BadInput);
}

/// A command that no longer declares its second person is seen here.
TEST(Permission, what_waits_for_a_second_person_is_this_list) {
    std::vector<std::string_view> waiting;
    for (const CommandDeclaration& each : command_declarations) {
        if (each.right.confirm != 0) waiting.push_back(each.name);
    }
    EXPECT_EQ(waiting,
              (std::vector<std::string_view>{
                  "unit.register",     "person.register",   "post.set",     "grant.give",
                  "group.form",        "conflict.declare",  "key.enrol",    "checklist.adopt",
                  "key.revoke",        "incarnation.grant", "policy.adopt", "calendar.adopt",
                  "conflict.withdraw", "task.withdraw",     "case.dispose", "grant.withdraw",
                  "team.form",         "case.authorise",    "case.decide",  "case.recuse",
                  "case.extend",       "invitation.give",   "contact.set"}));
}

}  // namespace
}  // namespace dudao::test
