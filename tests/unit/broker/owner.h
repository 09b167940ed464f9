// A broker that owns a small county, pure: the store and the senders are played by the test.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "broker/broker.h"
#include "broker/limits.h"
#include "support/county.h"
#include "wire/command_codec.h"
#include "wire/message_codec.h"

namespace dudao::broker {

inline const Verdict done{Outcome::Done, ""};

/// One client has greeted it; `before` is what has happened in the county by then.
class Owner : public testing::Test {
 protected:
    explicit Owner(const std::function<void(test::County&)>& before = {}) {
        enrol(KeyId{"k-keeper"}, county_.keeper);
        if (before) before(county_);
        begin();
    }
    /// Another broker owns the county from now on.
    void begin_with(const Broker::Options& options) {
        broker_ = std::make_unique<Broker>(options);
        begin();
    }

    void begin() {
        turn(SnapshotLoaded{"gqc", Replica{county_.state, 7, head_}, 0, {}});
        turn(StoreOpened{});
        turn(StoreAnswered{Acquired{
            "gqc", done, Tenure{1, std::string(32, 'a'), 7, head_, county_.state.leaves, "demo"}}});
        turn(StoreAnswered{MailRead{"gqc", done, mail_}});
        EXPECT_TRUE(broker_->serving());
        say(wire::Hello{1, 0, 1, "test"});
        EXPECT_EQ(heard<wire::Welcome>().size(), 1U);
    }

    void enrol(const KeyId& id, const PersonId& person) {
        KeyRow key;
        key.id = id;
        key.public_key = Bytes(std::string(32, 'k'));
        key.person = person;
        Event enrolled;
        enrolled.at = county_.now;
        enrolled.body = key;
        apply(county_.state, enrolled);
    }
    void turn(const Input& input) {
        Turn turn{{county_.now, steady_ms_}};
        broker_->step(input, turn);
        broker_->end_turn(turn);
        effects_ = std::move(turn.effects);
    }
    void say(wire::Body body) { say_by("k-keeper", std::move(body), "s1"); }
    void say_by(const std::string& key, wire::Body body, const std::string& session) {
        turn(Frame{session, key, wire::encode(wire::Message{"gqc", std::move(body)})});
    }
    void command(std::int64_t n) { turn(frame(n)); }
    Frame frame(std::int64_t n) const {
        const Command what =
            PersonRow{PersonId{"p-" + std::to_string(n)}, Text{"甲※", "", ""}, county_.v1};
        const wire::CommandCall call{1, n, "t", {}, "person.register", Bytes(encode_args(what))};
        return {"s1", "k-keeper", wire::encode(wire::Message{"gqc", call})};
    }
    /// What comes in before the broker has time to end its turn.
    void in_one_turn(const std::vector<Input>& inputs) {
        Turn turn{{county_.now, steady_ms_}};
        for (const Input& input : inputs) broker_->step(input, turn);
        broker_->end_turn(turn);
        effects_ = std::move(turn.effects);
    }
    /// Two leaders: the one's proposal is committed as number 8, the other's confirmation under
    /// way.
    void withdraw(TaskId task) {
        const Command what = WithdrawTask{task, Text{"flood", "", ""}};
        say_by("k-leader",
               wire::CommandCall{1, 1, "t", {}, "task.withdraw", Bytes(encode_args(what))},
               "s-leader");
        store_says(done, 8);
        const Command yes = ConfirmProposal{heard<wire::Answer>().at(0).accepted.proposal};
        say_by("k-mayor", wire::Hello{1, 0, 1, "test"}, "s-mayor");
        say_by("k-mayor",
               wire::CommandCall{1, 1, "t", {}, "proposal.confirm", Bytes(encode_args(yes))},
               "s-mayor");
    }
    void store_says(const Verdict& verdict, std::uint64_t seq) {
        turn(StoreAnswered{Committed{"gqc", verdict, seq}});
    }
    /// As the loop would: only with what came in, and when a turn is wanted.
    void pass(std::int64_t ms) {
        for (const std::int64_t end = steady_ms_ + ms; steady_ms_ < end; ++steady_ms_) {
            if (broker_->next_due(steady_ms_) > steady_ms_) continue;
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
            for (std::string_view rest = send.bytes; !rest.empty();) {
                const auto message = wire::take_message(rest);
                EXPECT_TRUE(message);
                if (!message) continue;
                if (const auto* one = std::get_if<T>(&message->body)) found.push_back(*one);
            }
        }
        return found;
    }

    test::County county_;
    const Hash head_{7};
    std::vector<std::pair<std::string, std::string>> mail_;  // in {j}:mail at the start
    std::int64_t steady_ms_ = 1'000'000;
    std::unique_ptr<Broker> broker_ = std::make_unique<Broker>(Broker::Options{
        {"gqc"}, [](std::size_t n) { return std::string(n, 'r'); }, Bytes("k-broker")});
    Effects effects_;
};

}  // namespace dudao::broker
