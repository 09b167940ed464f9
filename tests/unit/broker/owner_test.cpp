// The owner of a jurisdiction against a store that refuses, and against the time it slept.
#include <gtest/gtest.h>

#include <algorithm>

#include "broker/broker.h"
#include "broker/limits.h"
#include "support/county.h"
#include "wire/command_codec.h"
#include "wire/message_codec.h"

namespace dudao::broker {
namespace {

const Verdict done{Outcome::Done, ""};
const Verdict full{Outcome::NotExecuted, "OOM command not allowed"};

/// A broker that owns a small county, and one client who has greeted it.
class Owner : public testing::Test {
 protected:
    Owner() {
        KeyRow key;
        key.id = KeyId{"k-keeper"};
        key.public_key = Bytes(std::string(32, 'k'));
        key.person = county_.keeper;
        Event enrolled;
        enrolled.at = county_.now;
        enrolled.body = key;
        apply(county_.state, enrolled);
        turn(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 0, {}});
        turn(StoreOpened{});
        turn(StoreAnswered{Acquired{
            "gqc", done, Tenure{1, std::string(32, 'a'), 7, head_, county_.state.leaves, "demo"}}});
        turn(StoreAnswered{MailRead{"gqc", done, {}}});
        EXPECT_TRUE(broker_.serving());
        say(wire::Hello{1, 0, 1, "test"});
        EXPECT_EQ(heard<wire::Welcome>().size(), 1U);
    }

    void turn(const Input& input) {
        effects_.clear();
        const Now now{county_.now, steady_ms_};
        broker_.step(input, now, effects_);
        broker_.end_turn(now, effects_);
    }
    void say(wire::Body body) {
        turn(Frame{"s1", "k-keeper", wire::encode(wire::Message{"gqc", std::move(body)})});
    }
    void command(std::int64_t n) {
        const Command what = ConflictRow{county_.keeper, county_.v1, Text{"kin", "", ""}};
        say(wire::CommandCall{1, n, "t", {}, "conflict.declare", Bytes(encode_args(what))});
    }
    void store_says(const Verdict& verdict, std::uint64_t seq) {
        turn(StoreAnswered{Committed{"gqc", verdict, seq}});
    }
    /// As the loop would: only with what came in, and when a turn is wanted.
    void pass(std::int64_t ms) {
        for (const std::int64_t end = steady_ms_ + ms; steady_ms_ < end; ++steady_ms_) {
            if (broker_.next_due(steady_ms_) > steady_ms_) continue;
            turn(SessionGone{"nobody"});
            if (!effects<CommitBatch>().empty()) return;
            if (!effects<Renew>().empty()) turn(StoreAnswered{Renewed{"gqc", done}});
        }
    }
    template <class T>
    std::vector<T> effects() const {
        std::vector<T> found;
        for (const Effect& effect : effects_) {
            if (const auto* one = std::get_if<T>(&effect)) found.push_back(*one);
        }
        return found;
    }
    template <class T>
    std::vector<T> heard() const {
        std::vector<T> found;
        for (const Send& send : effects<Send>()) {
            const auto message = wire::decode(send.bytes);
            EXPECT_TRUE(message);
            if (const auto* one = std::get_if<T>(&message->body)) found.push_back(*one);
        }
        return found;
    }

    test::County county_;
    const Hash head_{7};
    std::int64_t steady_ms_ = 1'000'000;
    Broker broker_{{{"gqc"},
                    "broker-1",
                    [](std::size_t n) { return std::string(n, 'r'); },
                    KeyId{"k-broker"}}};
    Effects effects_;
};

TEST_F(Owner, sends_a_refused_batch_again_with_the_same_bytes) {
    command(1);
    const Batch first = effects<CommitBatch>().at(0).batch;
    store_says(full, first.seq);
    EXPECT_TRUE(effects<LoadSnapshot>().empty());
    pass(2 * refused_ms);
    const Batch again = effects<CommitBatch>().at(0).batch;
    EXPECT_EQ(again.head, first.head);
    EXPECT_EQ(again.bytes, first.bytes);
    EXPECT_EQ(again.values, first.values);
    EXPECT_TRUE(heard<wire::Answer>().empty());
    store_says(done, again.seq);
    ASSERT_EQ(heard<wire::Answer>().size(), 1U);
    EXPECT_TRUE(heard<wire::Answer>()[0].ok);
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
    ASSERT_EQ(effects<CommitBatch>().at(0).batch.seq, 9U);
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
    EXPECT_FALSE(broker_.serving());
}

TEST_F(Owner, does_not_turn_without_cause_while_the_store_is_silent) {
    command(1);
    int turns = 0;
    for (const std::int64_t end = steady_ms_ + 3000; steady_ms_ < end; ++steady_ms_) {
        if (broker_.next_due(steady_ms_) > steady_ms_) continue;
        ++turns;
        turn(SessionGone{"nobody"});
    }
    EXPECT_LT(turns, 10);
}

}  // namespace
}  // namespace dudao::broker
