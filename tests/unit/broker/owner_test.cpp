// The owner of a jurisdiction against a store that refuses, and against the time it slept.
#include "owner.h"

#include <algorithm>
#include <limits>

namespace dudao::broker {
namespace {

const Verdict full{Outcome::NotExecuted, "OOM command not allowed"};

TEST_F(Owner, sends_a_refused_batch_again_with_the_same_bytes) {
    command(1);
    const Batch first = *effects<CommitBatch>().at(0).batch;
    store_says(full, first.seq);
    EXPECT_TRUE(effects<LoadSnapshot>().empty());
    pass(2 * refused_ms);
    const Batch again = *effects<CommitBatch>().at(0).batch;
    EXPECT_EQ(again.head, first.head);
    EXPECT_EQ(again.bytes, first.bytes);
    EXPECT_EQ(again.values, first.values);
    EXPECT_TRUE(heard<wire::Answer>().empty());
    store_says(done, again.seq);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>()[0].ok);
}

TEST_F(Owner, says_a_refusal_as_data_to_whoever_reads_it_and_to_nobody_else) {
    const auto refused = [this] {
        say(wire::CommandCall{1, 1, "t", {}, "plan.propose", Bytes(encode_args(ProposePlan{{}}))});
        return heard<wire::Answer>().at(0);
    };
    const wire::Answer plain = refused();
    EXPECT_EQ(plain.what, "no such plan");
    EXPECT_TRUE(plain.said.code.empty()) << "a client of an earlier release refuses the field";
    turn(SessionGone{"s1"});
    say(wire::Hello{1, 0, 1, "test", true});
    const wire::Answer told = refused();
    EXPECT_EQ(told.said.code, "no_such_plan");
    EXPECT_EQ(told.what, "no such plan");
}

TEST_F(Owner, pauses_longer_each_time_a_batch_is_refused) {
    command(1);
    const std::int64_t before = steady_ms_;
    for (int refusals = 0; refusals < 4; ++refusals) {
        store_says(full, 8);
        pass(refused_ms_max);
        ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    }
    EXPECT_EQ(steady_ms_ - before, refused_ms * (1 + 2 + 4 + 8));
}

TEST_F(Owner, says_busy_to_what_comes_while_the_store_refuses) {
    command(1);
    store_says(full, 8);
    command(2);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_EQ(heard<wire::Answer>()[0].why, "busy");
    pass(2 * refused_ms);
    store_says(done, 8);
    command(2);
    EXPECT_EQ(effects<CommitBatch>().size(), 1U);
}

TEST_F(Owner, ignores_that_batches_behind_a_refused_one_refused_themselves) {
    command(1);
    command(2);
    ASSERT_EQ(effects<CommitBatch>().at(0).batch->seq, 9U);
    store_says(full, 8);
    store_says({Outcome::Seq, "SEQ after commit 7"}, 9);
    EXPECT_TRUE(effects<ReopenStore>().empty());
    pass(2 * refused_ms);
    ASSERT_EQ(effects<CommitBatch>().size(), 2U);
    store_says(done, 8);
    store_says(done, 9);
    EXPECT_EQ(heard<wire::Answer>().size(), 1U);
}

TEST_F(Owner, gives_up_what_rests_on_a_batch_that_is_refused_for_long) {
    command(1);
    for (const std::int64_t end = steady_ms_ + refused_ms_max; steady_ms_ < end;) {
        store_says(full, 8);
        pass(refused_ms_max);
    }
    store_says(full, 8);
    EXPECT_EQ(effects<LoadSnapshot>().size(), 1U);
    EXPECT_EQ(heard<wire::Moved>().size(), 1U);
}

TEST_F(Owner, keeps_no_snapshot_of_events_that_it_gave_up) {
    const auto copy = [&] { return broker_->jurisdictions().at("gqc")->committed_replica(); };
    const std::uint64_t before = copy()->state.leaves;
    command(1);
    EXPECT_FALSE(copy()) << "under way";
    store_says({Outcome::Epoch, "another owner"}, 8);
    ASSERT_GT(broker_->jurisdictions().at("gqc")->state().leaves, before);
    EXPECT_FALSE(copy()) << "given up, and still in the state that it has";
}

TEST_F(Owner, tells_a_final_refusal_only_when_the_state_it_rests_on_is_committed) {
    command(1);
    say(wire::CommandCall{1, 2, "t", {}, "no.such", {}});
    EXPECT_TRUE(heard<wire::Answer>().empty()) << "command 1 is not in the log yet";
    store_says(done, 8);
    const auto answers = heard<wire::Answer>();
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_TRUE(answers[0].ok);
    EXPECT_EQ(answers[1].why, "bad_input");
}

TEST_F(Owner, never_tells_a_final_refusal_that_rested_on_a_lost_batch) {
    command(1);
    say(wire::CommandCall{1, 2, "t", {}, "no.such", {}});
    EXPECT_TRUE(heard<wire::Answer>().empty());
    store_says({Outcome::Epoch, "another owner"}, 8);
    EXPECT_TRUE(heard<wire::Answer>().empty());
    EXPECT_EQ(heard<wire::Moved>().size(), 1U) << "the sender greets again, and asks again";
}

TEST_F(Owner, gives_up_at_once_what_rests_on_a_store_whose_disk_failed) {
    command(1);
    store_says({Outcome::DiskFailed, "errors writing to the file"}, 8);
    EXPECT_EQ(effects<LoadSnapshot>().size(), 1U);
    EXPECT_EQ(heard<wire::Moved>().size(), 1U);
    EXPECT_FALSE(broker_->serving());
}

/// What the devices say of themselves.
struct DeviceHealthOf : testing::Test {
    State state;
    DeviceHealth health;
    Sessions sessions;
    KeyRow device(const std::string& id, bool revoked = false) {
        KeyRow key;
        key.id = KeyId{id};
        key.kind = KeyKind::Device;
        key.revoked = revoked;
        return state.keys[key.id] = key;
    }
};

TEST_F(DeviceHealthOf, live_devices_alone_is_told_and_nothing_is_believed_beyond_its_bounds) {
    const KeyRow known = device("d1");
    device("d2");
    device("d3", true);
    KeyRow person;
    person.id = KeyId{"p1"};
    health.heard(person, Moment{5});
    health.heard(known, Moment{7});
    health.greeted(known, std::string(500, 'x'));
    health.told(known, wire::Heartbeat{-3, std::numeric_limits<std::int64_t>::min(), Moment{-1}});
    const auto rows = health.rows(state, sessions);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].heard, Moment{7});
    EXPECT_LE(rows[0].software.size(), software_bytes_max);
    EXPECT_EQ(rows[0].unsent, 0);
    EXPECT_EQ(rows[0].disk_free, 1);
    EXPECT_EQ(rows[0].certificate_until, Moment{});
    EXPECT_FALSE(rows[0].connected);
    EXPECT_EQ(rows[1].heard, Moment{}) << "never heard";
}

TEST_F(DeviceHealthOf, a_device_that_says_nothing_keeps_what_it_said) {
    const KeyRow known = device("d1");
    health.told(known, wire::Heartbeat{2, 1000, Moment{9}});
    health.told(known, wire::Heartbeat{});
    EXPECT_EQ(health.rows(state, sessions).at(0).unsent, 2);
}

/// A county whose copy took over once, and is the real one.
class SecondPlace : public Owner {
 protected:
    SecondPlace() {
        Broker::Options options{{"gqc"},
                                [](std::size_t n) { return std::string(n, 'r'); },
                                Bytes(std::string(32, 'b'))};
        options.place_number = 1;
        options.prove_place = [](const std::string& j, std::int64_t number) {
            return Bytes(j + std::to_string(number) + " by our key");
        };
        begin_with(options);
    }
    void greet(std::int64_t number, const std::string& proof) {
        say(wire::Hello{1, 0, 1, "test", true, number, Bytes(proof)});
    }
};

TEST_F(SecondPlace, tells_its_term_to_who_keeps_one) {
    EXPECT_EQ(heard<wire::Welcome>().back().place_number, 0) << "an early client would not read it";
    greet(0, "");
    ASSERT_EQ(heard<wire::Welcome>().size(), 1U);
    EXPECT_EQ(heard<wire::Welcome>().back().place_number, 1);
    EXPECT_EQ(heard<wire::Welcome>().back().place_proof, Bytes("gqc1 by our key"));
}

TEST_F(SecondPlace, ends_when_it_hears_of_a_later_one_and_not_of_an_earlier_or_made_up_one) {
    for (const auto& [number, proof] : {std::pair<std::int64_t, const char*>{2, "made up"},
                                        {1, "gqc1 by our key"},
                                        {0, ""},
                                        {1'000'001, "gqc1000001 by our key"}}) {
        greet(number, proof);
        EXPECT_TRUE(effects<Halt>().empty()) << number;
        EXPECT_TRUE(broker_->serving());
    }
    greet(2, "gqc2 by our key");
    ASSERT_EQ(effects<Halt>().size(), 1U);
    EXPECT_EQ(effects<Halt>().front().taken_over, 2);
    EXPECT_TRUE(heard<wire::Welcome>().empty());
    EXPECT_FALSE(broker_->serving());
}

TEST_F(Owner, forgets_a_client_that_says_nothing) {
    say(wire::Heartbeat{});
    EXPECT_EQ(heard<wire::Heartbeat>().size(), 1U);
    steady_ms_ += silent_ms + 1;
    turn(SessionGone{"nobody"});
    say(wire::Heartbeat{});
    EXPECT_EQ(heard<wire::Moved>().size(), 1U) << "it greets anew";
}

TEST_F(Owner, that_slept_answers_no_question_before_it_knows_that_it_still_owns) {
    steady_ms_ += 5000;
    say(wire::Query{1, {}, "me", "", ""});
    EXPECT_TRUE(heard<wire::QueryResult>().empty());
    ASSERT_EQ(effects<Renew>().size(), 1U);
    turn(StoreAnswered{Renewed{"gqc", done}});
    EXPECT_EQ(heard<wire::QueryResult>().size(), 1U);
}

TEST_F(Owner, answers_a_question_by_a_call_that_was_sent_after_it_however_late_it_succeeds) {
    steady_ms_ += 5000;
    say(wire::Query{1, {}, "me", "", ""});
    steady_ms_ += courtesy_ms + 500;
    turn(StoreAnswered{Renewed{"gqc", done}});
    EXPECT_EQ(heard<wire::QueryResult>().size(), 1U);
}

TEST_F(Owner, that_was_replaced_in_its_sleep_sends_the_asker_on) {
    steady_ms_ += 5000;
    say(wire::Query{1, {}, "me", "", ""});
    turn(StoreAnswered{Renewed{"gqc", {Outcome::Epoch, "EPOCH another owner"}}});
    EXPECT_TRUE(heard<wire::QueryResult>().empty());
    EXPECT_FALSE(heard<wire::Moved>().empty());
    EXPECT_FALSE(broker_->serving());
}

TEST_F(Owner, does_not_turn_without_cause_while_the_store_is_silent) {
    command(1);
    int turns = 0;
    for (const std::int64_t end = steady_ms_ + 3000; steady_ms_ < end; ++steady_ms_) {
        if (broker_->next_due(steady_ms_) > steady_ms_) continue;
        ++turns;
        turn(SessionGone{"nobody"});
    }
    EXPECT_LT(turns, 10);
}

}  // namespace
}  // namespace dudao::broker
