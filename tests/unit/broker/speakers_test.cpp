// Who speaks: a key for whom it may, under its own numbers, until it is revoked.
#include "owner.h"

namespace dudao::broker {
namespace {

void enrol_as(test::County& county, const std::string& id, KeyKind kind,
              const std::function<void(KeyRow&)>& more = {}) {
    KeyRow key;
    key.id = KeyId{id};
    key.public_key = Bytes((id + std::string(32, '.')).substr(0, 32));
    key.kind = kind;
    if (more) more(key);
    Event enrolled;
    enrolled.at = county.now;
    enrolled.body = key;
    apply(county.state, enrolled);
}

/// One key of each kind, each greeted in a session of its own name.
class Speaker : public Owner {
 protected:
    Speaker()
        : Owner([](test::County& county) {
              enrol_as(county, "k-officer", KeyKind::Person,
                       [&](KeyRow& key) { key.person = county.officer; });
              enrol_as(county, "k-second", KeyKind::Person,
                       [&](KeyRow& key) { key.person = county.second; });
              enrol_as(county, "k-gateway", KeyKind::Gateway,
                       [&](KeyRow& key) { key.speaks_for = {county.village}; });
              enrol_as(county, "k-worker", KeyKind::Worker);
          }) {
        for (const char* key : {"k-officer", "k-second", "k-gateway", "k-worker", "dev1"}) {
            say_by(key, wire::Hello{1, 0, 1, "test"}, key);
            EXPECT_EQ(heard<wire::Welcome>().size(), 1U) << key;
        }
    }
    /// Why a question in this person's name is not answered; empty: it is.
    std::string asked(const std::string& key, const PersonId& as) {
        say_by(key, wire::Query{1, as, "me", "", ""}, key);
        const auto results = heard<wire::QueryResult>();
        if (results.size() != 1) return "no result";
        return results.front().ok ? "" : results.front().why;
    }
    std::string said(const std::string& key, const PersonId& as, std::int64_t n,
                     const Command& what) {
        say_by(key,
               wire::CommandCall{1, n, "t", as, std::string(name(what)), Bytes(encode_args(what))},
               key);
        const auto answers = heard<wire::Answer>();
        return answers.empty() ? "" : answers.front().why;
    }
};

TEST_F(Speaker, is_a_person_by_an_own_key_and_nobody_else) {
    EXPECT_EQ(asked("k-officer", {}), "");
    EXPECT_EQ(asked("k-officer", county_.officer), "");
    EXPECT_EQ(asked("k-officer", county_.leader), "forbidden");
}

TEST_F(Speaker, by_a_device_is_a_member_of_its_group) {
    EXPECT_EQ(asked("dev1", {}), "");
    EXPECT_EQ(asked("dev1", county_.head), "");
    EXPECT_EQ(asked("dev1", county_.inspector), "");
    EXPECT_EQ(asked("dev1", county_.officer), "forbidden");
}

TEST_F(Speaker, by_a_gateway_is_one_who_agreed_and_always_somebody) {
    EXPECT_EQ(asked("k-gateway", county_.village), "");
    EXPECT_EQ(asked("k-gateway", county_.officer), "forbidden");
    EXPECT_EQ(asked("k-gateway", {}), "forbidden");
}

TEST_F(Speaker, by_a_process_is_nobody) {
    EXPECT_EQ(asked("k-worker", {}), "");
    EXPECT_EQ(asked("k-worker", county_.leader), "forbidden");
}

TEST_F(Speaker, of_a_command_is_held_to_the_same) {
    const Command lead = OpenLead{LeadSource::Petition, county_.v1, {}, Text{"信", "ref-信", "c"}};
    for (const char* key : {"k-gateway", "dev1", "k-worker"}) {
        EXPECT_EQ(said(key, county_.officer, 1, lead), "forbidden") << key;
        EXPECT_TRUE(effects<CommitBatch>().empty());
    }
    said("k-officer", {}, 1, lead);
    EXPECT_EQ(effects<CommitBatch>().size(), 1U);
}

/// A revoked key is told so by every door, on the connection that it has.
TEST_F(Speaker, whose_key_is_revoked_speaks_no_more_whatever_it_says) {
    said("k-second", {}, 1, KeyRevocation{KeyId{"k-officer"}});
    store_says(done, 8);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    ASSERT_TRUE(heard<wire::Answer>().front().ok);
    const Command lead = OpenLead{LeadSource::Petition, county_.v1, {}, Text{"信", "ref-信", "c"}};
    const std::vector<wire::Body> doors{
        wire::Hello{1, 0, 1, "test"},
        wire::Query{1, {}, "status", "", ""},
        wire::Query{1, {}, "evidence", std::string(64, 'a'), "0"},
        wire::CommandCall{1, 1, "t", {}, "lead.open", Bytes(encode_args(lead))},
        wire::Chunk{EvidenceHash{std::string(64, 'a')}, 9, 0, Bytes("x"), {}},
        wire::Heartbeat{}};
    for (const wire::Body& each : doors) {
        say_by("k-officer", each, "k-officer");
        EXPECT_EQ(heard<wire::Problem>().size(), 1U) << wire::name(each);
        EXPECT_EQ(effects<Send>().size(), 1U) << wire::name(each);
        EXPECT_TRUE(effects<CommitBatch>().empty()) << wire::name(each);
    }
    EXPECT_FALSE(
        broker_->admitted((std::string("k-officer") + std::string(32, '.')).substr(0, 32)));
    EXPECT_EQ(asked("k-second", {}), "") << "the others go on";
}

/// The numbers of one sender, whose first command is committed.
class Numbers : public Owner {
 protected:
    Numbers() {
        command(1);
        store_says(done, 8);
    }
    std::string said(const wire::CommandCall& call) {
        say(call);
        const auto answers = heard<wire::Answer>();
        return answers.size() != 1 ? "no answer" : answers.front().ok ? "ok" : answers.front().why;
    }
    wire::CommandCall other(std::int64_t n, std::int64_t incarnation = 1) const {
        const Command what = PersonRow{PersonId{"p-other"}, Text{"乙※", "", ""}, county_.v1};
        return {incarnation, n, "t", {}, "person.register", Bytes(encode_args(what))};
    }
    /// A plan keeper adopts no policy.
    static wire::CommandCall not_theirs(std::int64_t n) {
        const Command what = PolicyAdoption{Bytes(std::string(32, 'n')), default_policy()};
        return {1, n, "t", {}, "policy.adopt", Bytes(encode_args(what))};
    }
};

TEST_F(Numbers, used_for_one_command_is_not_used_for_another) {
    EXPECT_EQ(said(other(1)), "id_reused");
    EXPECT_TRUE(effects<CommitBatch>().empty());
}

TEST_F(Numbers, come_in_order) {
    EXPECT_EQ(said(other(3)), "gap");
    EXPECT_TRUE(effects<CommitBatch>().empty());
    say(other(2));
    EXPECT_EQ(effects<CommitBatch>().size(), 1U);
}

TEST_F(Numbers, that_were_refused_on_this_connection_stay_so) {
    EXPECT_EQ(said(not_theirs(2)), "forbidden");
    EXPECT_EQ(said(other(2)), "forgotten");
    EXPECT_TRUE(effects<CommitBatch>().empty());
}

TEST_F(Numbers, are_those_of_the_incarnation_in_force) {
    EXPECT_EQ(said(other(2, 2)), "unknown_session");
    EXPECT_EQ(said(other(2, 0)), "unknown_session");
    EXPECT_TRUE(effects<CommitBatch>().empty());
}

}  // namespace
}  // namespace dudao::broker
