// How people who come after the founding are let in, by their own consent, and how that ends.
#include "domain/registry/access.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/bounds.h"
#include "domain/invariants.h"
#include "support/county.h"

namespace dudao::test {
namespace {

const std::string& code = invitation_code;

/// With pages that speak for the officer and the leader, and an administrator.
struct WithPages : County {
    const PersonId admin{"p-admin"}, newcomer{"p-new"};
    const KeyId gate{"gate"};

    WithPages() {
        for (const PersonId& each : {admin, newcomer}) {
            must(PersonRow{each, words("辛※"), city}, keeper);
        }
        must_both(GiveGrant{admin, Role::Administrator, city, now + days(100)}, leader, mayor);
        KeyRow gateway = key(gate.text, KeyKind::Gateway);
        gateway.speaks_for = {leader, officer};
        const ProposalId id = must(gateway, leader).proposal;
        must(ConfirmProposal{id}, mayor);
        must(ConfirmProposal{id}, officer);
    }

    static Bytes hash_of(const std::string& letters) {
        return outside_of_rules.hash_of_code(letters);
    }
    InvitationRow invitation(const PersonId& person) const {
        return {person, hash_of(code), now + days(7)};
    }
    Context gateway() const {
        Context context = process(KeyKind::Gateway);
        context.via = gate;
        return context;
    }
    Why why(const Command& command, const PersonId& who) { return refused(command, who).why; }
    Why accept_refused(const PersonId& person, const std::string& letters) {
        return refused_as(AcceptInvitation{person, letters}, gateway()).why;
    }
    bool has_access(const PersonId& person) const {
        return people_with_access(state).contains(person);
    }
    bool spoken_for(const PersonId& person) const {
        const auto& all = state.keys.at(gate).speaks_for;
        return std::find(all.begin(), all.end(), person) != all.end();
    }
};

TEST(Invitation, lets_the_pages_speak_for_whoever_brings_the_code) {
    WithPages county;
    county.invite(county.newcomer);
    EXPECT_FALSE(county.has_access(county.newcomer)) << "invited is not yet let in";
    county.must_as(AcceptInvitation{county.newcomer, code}, county.gateway());
    EXPECT_TRUE(county.spoken_for(county.newcomer));
    EXPECT_TRUE(county.has_access(county.newcomer));
    EXPECT_EQ(broken_invariants(county.state), std::vector<std::string>{});
}

TEST(Invitation, waits_for_a_second_person_who_is_not_the_one_invited) {
    WithPages county;
    const ProposalId id = county.must(county.invitation(county.leader), county.admin).proposal;
    ASSERT_TRUE(id);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.leader), Why::OwnMatter);
    EXPECT_EQ(county.why(ConfirmProposal{id}, county.keeper), Why::NotFound);
    EXPECT_EQ(county.accept_refused(county.leader, code), Why::NotFound);
    county.must(ConfirmProposal{id}, county.officer);
    EXPECT_TRUE(county.was_told(county.leader, "key.invited"));
    EXPECT_EQ(county.why(county.invitation(county.admin), county.admin), Why::OwnMatter);
    EXPECT_EQ(county.why(county.invitation(county.newcomer), county.head), Why::Forbidden);
}

TEST(Invitation, is_good_once_and_for_one_code) {
    WithPages county;
    county.invite(county.newcomer);
    EXPECT_EQ(county.accept_refused(county.newcomer, "ABCDEFGHIJKLMNOPQRSTUVWY"), Why::NotFound);
    EXPECT_EQ(county.accept_refused(county.newcomer, ""), Why::NotFound);
    EXPECT_EQ(county.accept_refused(county.village, code), Why::NotFound) << "another's code";
    county.must_as(AcceptInvitation{county.newcomer, code}, county.gateway());
    EXPECT_EQ(county.accept_refused(county.newcomer, code), Why::NotFound) << "a second time";
}

TEST(Invitation, takes_the_place_of_the_one_before) {
    WithPages county;
    county.invite(county.newcomer);
    const std::string later = "BBCDEFGHIJKLMNOPQRSTUVWX";
    county.must_both(
        InvitationRow{county.newcomer, WithPages::hash_of(later), county.now + days(1)},
        county.officer, county.leader);
    EXPECT_EQ(county.accept_refused(county.newcomer, code), Why::NotFound);
    county.must_as(AcceptInvitation{county.newcomer, later}, county.gateway());
}

TEST(Invitation, ends) {
    WithPages county;
    InvitationRow row = county.invitation(county.newcomer);
    for (const Span span : {Span{}, bounds::invitation_max + Span{1}}) {
        row.until = county.now + span;
        EXPECT_EQ(county.why(row, county.admin), Why::BadInput);
    }
    row.until = county.now + bounds::invitation_max;
    county.must_both(row, county.admin, county.leader);
    county.run_until(row.until);
    EXPECT_EQ(county.accept_refused(county.newcomer, code), Why::TooLate);
    EXPECT_FALSE(county.spoken_for(county.newcomer));
}

TEST(Invitation, names_somebody_in_the_register_and_a_code_that_was_made) {
    WithPages county;
    EXPECT_EQ(county.why(county.invitation(PersonId{"p-nobody"}), county.admin), Why::BadInput);
    InvitationRow row = county.invitation(county.newcomer);
    row.code_hash = Bytes("short");
    EXPECT_EQ(county.why(row, county.admin), Why::BadInput);
}

TEST(Invitation, is_accepted_through_a_gateway_and_by_no_person_or_other_process) {
    WithPages county;
    county.invite(county.newcomer);
    const AcceptInvitation accept{county.newcomer, code};
    EXPECT_EQ(county.why(accept, county.leader), Why::Forbidden);
    for (const KeyKind kind : {KeyKind::Worker, KeyKind::Engine, KeyKind::Broker}) {
        EXPECT_EQ(county.refused_as(accept, county.process(kind)).why, Why::Forbidden);
    }
}

TEST(Access, ends_with_every_way_to_speak_at_once) {
    WithPages county;
    county.invite(county.newcomer);
    county.must_as(AcceptInvitation{county.newcomer, code}, county.gateway());
    KeyRow own = WithPages::key("own", KeyKind::Person);
    own.person = county.newcomer;
    county.must_both(own, county.officer, county.leader);
    county.invite(county.newcomer);  // a lost password, and the letter is under way
    county.must(AccessEnd{county.newcomer, words("调离")}, county.officer);
    EXPECT_FALSE(county.spoken_for(county.newcomer));
    EXPECT_TRUE(county.state.keys.at(KeyId{"own"}).revoked);
    EXPECT_EQ(county.accept_refused(county.newcomer, code), Why::NotFound);
    EXPECT_FALSE(county.has_access(county.newcomer));
    EXPECT_EQ(county.why(AccessEnd{county.newcomer, words("再")}, county.officer), Why::NotNow);
    EXPECT_TRUE(county.spoken_for(county.leader)) << "nobody else";
    county.invite(county.newcomer);
    county.must_as(AcceptInvitation{county.newcomer, code}, county.gateway());
    EXPECT_TRUE(county.spoken_for(county.newcomer)) << "who comes back is invited anew";
}

TEST(Access, of_somebody_who_is_only_invited_ends_too) {
    WithPages county;
    county.invite(county.newcomer);
    county.must(AccessEnd{county.newcomer, words("信件遗失")}, county.admin);
    EXPECT_EQ(county.accept_refused(county.newcomer, code), Why::NotFound);
}

TEST(Access, is_not_ended_by_whoever_likes_and_not_without_a_reason) {
    WithPages county;
    const AccessEnd end{county.officer, words("离")};
    EXPECT_EQ(county.why(end, county.head), Why::Forbidden);
    EXPECT_EQ(county.why(end, county.village), Why::Forbidden);
    EXPECT_EQ(county.why(AccessEnd{county.officer, {}}, county.keeper), Why::BadInput);
}

TEST(Access, of_the_last_two_who_could_let_anybody_in_does_not_end) {
    WithPages county;  // the pages speak for the leader and the officer alone
    ASSERT_FALSE(county.has_access(county.mayor));
    EXPECT_EQ(county.why(AccessEnd{county.leader, words("离")}, county.keeper), Why::NotNow);
    EXPECT_EQ(county.why(AccessEnd{county.officer, words("离")}, county.keeper), Why::NotNow);
    county.invite(county.mayor);
    county.must_as(AcceptInvitation{county.mayor, code}, county.gateway());
    EXPECT_EQ(county.why(AccessEnd{county.officer, words("离")}, county.keeper), Why::NotNow)
        << "two leaders alone can propose no invitation";
    county.must(AccessEnd{county.leader, words("离")}, county.keeper);
}

}  // namespace
}  // namespace dudao::test
