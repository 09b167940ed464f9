// Several messages in one frame: in what order they are done, what they are answered, and what
// bounds them.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "broker/limits.h"
#include "owner.h"

namespace dudao::broker {
namespace {

class Bundles : public Owner {
 protected:
    Bundles()
        : Owner([this](test::County& county) {
              enrol(KeyId{"k-other"}, county.keeper);
              enrol(KeyId{"k-leader"}, county.leader);
              enrol(KeyId{"k-mayor"}, county.mayor);
              county.released();
          }),
          task_(county_.state.tasks.begin()->first) {
        greet(true);
    }
    const TaskId task_;
    void greet(bool bundles) {
        wire::Hello hello{1, 0, 1, "test"};
        hello.bundles = bundles;
        say(hello);
    }
    std::string bundle(std::int64_t from, std::int64_t to) const {
        std::string bytes;
        for (std::int64_t n = from; n <= to; ++n) bytes += frame(n).bytes;
        return bytes;
    }
    void send(const std::string& bytes) { turn(Frame{"s1", "k-keeper", bytes}); }
    std::vector<std::int64_t> answered() const {
        std::vector<std::int64_t> numbers;
        for (const auto& answer : heard<wire::Answer>()) {
            if (answer.ok) numbers.push_back(answer.n);
        }
        return numbers;
    }
    using Numbers = std::vector<std::int64_t>;
};

TEST_F(Bundles, are_read_by_a_broker_that_says_so_to_who_asks) {
    EXPECT_TRUE(heard<wire::Welcome>().at(0).bundles);
    greet(false);
    EXPECT_FALSE(heard<wire::Welcome>().at(0).bundles);
}

TEST_F(Bundles, are_done_in_their_order_and_answered_in_one_frame_after_the_commit) {
    send(bundle(1, 3));
    EXPECT_TRUE(effects<Send>().empty()) << "nothing is told before the commit";
    ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    EXPECT_EQ(effects<Send>().size(), 1U);
    EXPECT_EQ(answered(), (Numbers{1, 2, 3}));
}

TEST_F(Bundles, are_not_sent_to_who_reads_one_message_a_frame) {
    greet(false);
    send(bundle(1, 3));
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    EXPECT_EQ(effects<Send>().size(), 3U);
    EXPECT_EQ(answered(), (Numbers{1, 2, 3}));
}

TEST_F(Bundles, with_a_torn_end_are_done_as_far_as_they_can_be_read) {
    send(bundle(1, 2) + frame(3).bytes.substr(0, 20));
    EXPECT_EQ(heard<wire::Problem>().size(), 1U);
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    EXPECT_EQ(answered(), (Numbers{1, 2}));
}

TEST_F(Bundles, hold_commands_alone_behind_their_first_message) {
    const auto bytes = [](wire::Body body) {
        return wire::encode(wire::Message{"gqc", std::move(body)});
    };
    const std::string question = bytes(wire::Query{1, {}, "me", {}, {}});
    send(question + frame(1).bytes + question + frame(2).bytes);
    EXPECT_EQ(heard<wire::Problem>().at(0).what, "a query inside a bundle");
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    EXPECT_EQ(answered(), (Numbers{1}));
}

TEST_F(Bundles, of_more_messages_than_the_bound_are_done_up_to_it) {
    const auto most = static_cast<std::int64_t>(wire::bundle_messages_max);
    send(bundle(1, most + 2));
    ASSERT_EQ(heard<wire::Problem>().size(), 1U);
    EXPECT_EQ(heard<wire::Problem>()[0].what, "a bundle of more than 128 messages");
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    EXPECT_EQ(answered().size(), wire::bundle_messages_max);
}

TEST_F(Bundles, keep_their_order_beside_what_cannot_wait_for_company) {
    send(bundle(1, 1));
    const std::uint64_t seq = effects<CommitBatch>().at(0).batch->seq;
    in_one_turn({StoreAnswered{Committed{"gqc", done, seq}}, frame(7)});
    std::vector<std::string> words;
    for (const auto& answer : heard<wire::Answer>()) words.push_back(answer.ok ? "ok" : answer.why);
    EXPECT_EQ(words, (std::vector<std::string>{"ok", "gap"}));
}

TEST_F(Bundles, of_two_clients_are_two_frames) {
    wire::Hello hello{1, 0, 1, "test"};
    hello.bundles = true;
    say_by("k-other", hello, "s2");
    Frame other = frame(1);
    in_one_turn({Frame{"s1", "k-keeper", bundle(1, 2)}, Frame{"s2", "k-other", other.bytes}});
    store_says(done, effects<CommitBatch>().at(0).batch->seq);
    std::set<std::string> sessions;
    for (const Send& each : effects<Send>()) sessions.insert(each.session);
    EXPECT_EQ(effects<Send>().size(), 2U);
    EXPECT_EQ(sessions, (std::set<std::string>{"s1", "s2"}));
}

TEST_F(Bundles, that_fill_a_batch_close_it_in_the_same_turn) {
    std::vector<Input> all;
    for (std::int64_t n = 1; n <= 3'000; ++n) all.emplace_back(frame(n));
    in_one_turn(all);
    const auto commits = effects<CommitBatch>();
    ASSERT_GE(commits.size(), 2U);
    EXPECT_GE(commits[0].batch->leaves - county_.state.leaves, batch_events_full);
    EXPECT_TRUE(heard<wire::Answer>().empty()) << "nobody is told to come again";
}

TEST_F(Bundles, wait_in_the_socket_while_as_much_is_under_way_as_may_be) {
    std::int64_t n = 0;
    while (!broker_->waits_for_commits(steady_ms_)) {
        ASSERT_LT(n, 20'000) << "it never has enough";
        std::vector<Input> some;
        for (int i = 0; i < 512; ++i) some.emplace_back(frame(++n));
        in_one_turn(some);
        EXPECT_TRUE(heard<wire::Answer>().empty()) << "nobody is told to come again";
    }
    EXPECT_FALSE(broker_->waits_for_commits(steady_ms_ + courtesy_ms))
        << "not sure of its lease it hears everybody, and does nothing";
    store_says(done, 8);
    EXPECT_FALSE(broker_->waits_for_commits(steady_ms_)) << "the waiting batch leaves";
}

/// A proposal sets a timer, and its confirmation ends it.
TEST_F(Bundles, leave_no_trace_of_a_timer_that_is_set_and_ended_in_one_batch) {
    const Command what = WithdrawTask{task_, Text{"flood", "", ""}};
    const auto call = [](std::int64_t n, const char* name, const Command& command) {
        return wire::encode(wire::Message{
            "gqc", wire::CommandCall{1, n, "t", {}, name, Bytes(encode_args(command))}});
    };
    say_by("k-leader", wire::Hello{1, 0, 1, "test"}, "s-leader");
    say_by("k-mayor", wire::Hello{1, 0, 1, "test"}, "s-mayor");
    Turn turn{{county_.now, steady_ms_}};
    broker_->step(Frame{"s-leader", "k-leader", call(1, "task.withdraw", what)}, turn);
    const State& state = broker_->jurisdictions().at("gqc")->state();
    ASSERT_EQ(state.proposals.size(), 1U);
    const auto set = std::find_if(state.timers.begin(), state.timers.end(), [](const auto& each) {
        return each.second.kind == TimerKind::ProposalLapse;
    });
    ASSERT_NE(set, state.timers.end());
    const TimerId lapse = set->first;
    const ConfirmProposal yes{state.proposals.begin()->first};
    broker_->step(Frame{"s-mayor", "k-mayor", call(1, "proposal.confirm", yes)}, turn);
    ASSERT_FALSE(state.timers.contains(lapse));
    broker_->end_turn(turn);
    effects_ = std::move(turn.effects);
    const Batch& batch = *effects<CommitBatch>().at(0).batch;
    for (const auto& [key, due] : batch.timers_on) EXPECT_NE(key, due_key(lapse));
    for (const auto& key : batch.timers_off) EXPECT_NE(key, due_key(lapse));
    EXPECT_FALSE(batch.timers_off.empty()) << "those of the withdrawn task were set before";
}

}  // namespace
}  // namespace dudao::broker
