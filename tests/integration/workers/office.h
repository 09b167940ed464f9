// An office for worker processes to work for: a real Redis with a real log, the rules as broker
// behind a real socket, and the time of a timekeeper. All of it in the test's own loop.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/timekeeper/server.h"
#include "net/router.h"
#include "net/zap.h"
#include "store/chain.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "tests/support/child.h"
#include "tests/support/county.h"
#include "tests/support/redis_server.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"

namespace dudao::workers::test {

using dudao::test::Child;
using dudao::test::County;
using dudao::test::RedisServer;
using dudao::test::TempDir;

class Office {
 public:
    static constexpr const char* j = "gqc";

    Office()
        : connection_(redis_.connect()),
          store_(connection_),
          worker_(generate_key_pair()),
          keys_(generate_key_pair()),
          zap_(loop_, 1,
               [this](const PublicKey& key, std::string_view) {
                   return key == worker_.public_key ? std::optional(key_id(key).text)
                                                    : std::nullopt;
               }),
          router_(loop_, 2, zap_, keys_, "dudao"),
          keeper_(loop_, 3, steady_, {.start = county.now, .end = county.now, .expected = {}}) {
        EXPECT_TRUE(ensure_functions(connection_));
        EXPECT_TRUE(store_.genesis(j, "demo"));
        tenure_ = *store_.acquire(j, "test", std::string(32, 'a'), 600'000);
        EXPECT_TRUE(router_.bind("tcp://127.0.0.1:0"));
        EXPECT_TRUE(keeper_.listen((folder_ / "clock").string()));
        EXPECT_TRUE(save_key(worker_, folder_ / "worker.key"));
        commit();
    }

    /// What the county did since becomes a commit, with its timers.
    void commit() {
        Commit made;
        made.first = logged_;
        Batch batch;
        for (; logged_ < county.log.size(); ++logged_) {
            const Event& event = county.log[logged_];
            made.events.push_back(encode_event(event));
            if (const auto* set = std::get_if<TimerSet>(&event.body)) {
                batch.timers_on.emplace_back(due_key(set->timer.id), set->timer.due.ms);
            } else if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
                const std::string key = due_key(ended->id);
                std::erase_if(batch.timers_on, [&](const auto& each) { return each.first == key; });
                batch.timers_off.push_back(key);
            }
        }
        if (made.events.empty()) return;
        batch.seq = batch.confirmed = tenure_.seq + 1;
        batch.leaves = logged_;
        batch.prev = tenure_.head;
        batch.bytes = encode_commit(made);
        batch.head = chain_hash(batch.prev, batch.seq, owner_mark(tenure_.epoch, tenure_.token),
                                batch.bytes);
        const auto done = store_.commit(j, tenure_, batch, 600'000);
        ASSERT_TRUE(done) << done.error().text();
        tenure_.seq = batch.seq;
        tenure_.head = batch.head;
    }

    std::vector<std::string> arguments(const std::vector<std::string>& more) const {
        std::vector<std::string> all{WORKER,
                                     "--jurisdiction",
                                     j,
                                     "--redis",
                                     "unix:" + redis_.socket(),
                                     "--broker",
                                     router_.endpoint(),
                                     "--broker-key",
                                     to_z85(keys_.public_key),
                                     "--key",
                                     (folder_ / "worker.key").string(),
                                     "--clock",
                                     (folder_ / "clock").string(),
                                     "--data",
                                     folder_.path().string(),
                                     "--log",
                                     (folder_ / "log").string(),
                                     "--name",
                                     "worker-1"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    void start(const std::vector<std::string>& more) {
        auto child = Child::start(arguments(more));
        ASSERT_TRUE(child) << child.error().text();
        worker_process.emplace(std::move(*child));
        keeper_.set_expected({"worker-1"});
    }

    /// Turns the office's loop until it is so; false after the time limit.
    bool until(const std::function<bool()>& so, int ms_max = 20'000) {
        const std::int64_t end = steady_.now_ms() + ms_max;
        while (!so()) {
            if (steady_.now_ms() > end) return false;
            const auto ready = loop_.wait(std::min(keeper_.wait_ms(), 50L));
            zap_.answer();
            if (each_turn) each_turn();
            keeper_.turn(ready);
            county.now = std::max(county.now, keeper_.keeper().now());
            while (const auto message = router_.receive()) hear(*message);
        }
        return true;
    }
    /// Lets time run to this moment and everything due until then act.
    bool run_until(Moment moment) {
        keeper_.set_end(moment);
        return until(
            [&] { return keeper_.keeper().finished() && keeper_.keeper().now() >= moment; });
    }
    int count(std::string_view event) const { return county.count(event); }
    std::uint64_t seq() const { return tenure_.seq; }
    Loop& loop() { return loop_; }
    const TempDir& folder() const { return folder_; }
    Reply redis(const std::vector<std::string>& args) const { return redis_.call(args); }

    County county;
    std::optional<Child> worker_process;
    std::function<void()> each_turn;              // of somebody else who lives in this loop
    std::function<bool(const Command&)> dies_at;  // true: the worker is killed instead of answered

 private:
    void say(const std::string& session, wire::Body body) {
        EXPECT_EQ(router_.send(session, wire::encode(wire::Message{j, std::move(body)})),
                  Sent::Sent);
    }
    void hear(const Incoming& incoming) {
        const auto message = wire::decode(incoming.payload);
        ASSERT_TRUE(message) << message.error().text();
        if (std::holds_alternative<wire::Hello>(message->body)) {
            say(incoming.session, wire::Welcome{1, applied_, 64, tenure_.seq, county.now, true});
        } else if (const auto* call = std::get_if<wire::CommandCall>(&message->body)) {
            handle(incoming, *call);
        } else if (std::holds_alternative<wire::Heartbeat>(message->body)) {
            say(incoming.session, wire::Heartbeat{});
        }
    }
    void handle(const Incoming& incoming, const wire::CommandCall& call) {
        const auto command = decode_command(call.name, call.args);
        ASSERT_TRUE(command) << command.error().text();
        EXPECT_EQ(call.incarnation, 1);
        EXPECT_GT(call.n, applied_) << "numbers go on from the last life";
        Context context = county.process(KeyKind::Worker);
        context.via = KeyId{incoming.user_id};
        wire::Answer answer{call.incarnation, call.n, false, {}, "", "", "", {}};
        if (const auto decision = county.decide_only(*command, context); !decision) {
            answer.why = name(decision.error().why);
        } else {
            answer.ok = true;
            answer.accepted = county.must_as(*command, context);
            commit();
            answer.accepted.commit = tenure_.seq;
            applied_ = call.n;
        }
        if (dies_at && dies_at(*command)) {
            worker_process->kill_9();
            return;
        }
        say(incoming.session, std::move(answer));
    }

    TempDir folder_;
    RedisServer redis_;
    Connection connection_;
    Store store_;
    Tenure tenure_;
    std::size_t logged_ = 0;
    KeyPair worker_;
    KeyPair keys_;
    SystemSteady steady_;
    Loop loop_;
    Zap zap_;
    Router router_;
    TimekeeperServer keeper_;
    std::int64_t applied_ = 0;
};

}  // namespace dudao::workers::test
