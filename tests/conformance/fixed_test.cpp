// What must hold of the store, told in calls: on the model and on the real Redis alike.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ensure.h"
#include "store/chain.h"
#include "tests/conformance/twins.h"

namespace dudao::test {
namespace {

using sim::Mood;

const std::string done = "done ";

std::string token_of(char digit) { return std::string(32, digit); }

std::string a_free_port() {
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof any;
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&any), size) == 0 &&
                       getsockname(probe, reinterpret_cast<sockaddr*>(&any), &size) == 0;
    close(probe);
    ensure(bound, "this machine has a free port");
    return std::to_string(ntohs(any.sin_port));
}

class Conformance : public OneRedis {
 protected:
    void SetUp() override { EXPECT_EQ(twins_.ask(Genesis{}), done); }
    void TearDown() override {
        twins_.set(Mood::Well);
        twins_.expect_equal();
    }

    std::string acquire(const std::string& me, char digit, int lease_ms = 60'000) {
        return twins_.ask(Acquire{me, token_of(digit), lease_ms});
    }

    /// The owner's next commit.
    CommitCall next(const std::string& bytes) const {
        const sim::StoreModel& model = twins_.model();
        CommitCall call{model.token, model.epoch, {}, 60'000};
        Batch& batch = call.batch;
        batch.seq = model.seq + 1;
        batch.leaves = model.leaves + 1;
        batch.confirmed = batch.seq;
        batch.prev = model.head;
        batch.bytes = bytes;
        batch.head = chain_hash(batch.prev, batch.seq, owner_mark(call.epoch, call.token), bytes);
        return call;
    }
    void commit(const std::string& bytes) {
        const std::string place = std::to_string(twins_.model().seq + 1);
        EXPECT_EQ(twins_.ask(next(bytes)), done + place);
    }

    Twins twins_{*server_, another_j()};
};

TEST_F(Conformance, a_commit_moves_log_timers_values_and_mail_in_one_step) {
    acquire("broker-1", 'a');
    CommitCall call = next("first");
    call.batch.timers_on = {{"t1", 10}, {"t2", 20}, {"t1", 30}};
    call.batch.values = {{"r1", std::string("名\0", 4)}};
    call.batch.mail_in = {{"m1", "sealed"}, {"m2", "sealed too"}};
    EXPECT_EQ(twins_.ask(call), "done 1");
    twins_.expect_equal();
    call = next("second");
    call.batch.timers_off = {"t1", "t9"};
    call.batch.timers_on = {{"t1", 40}};
    call.batch.mail_in = {{"m3", "there and gone"}};
    call.batch.mail_out = {"m1", "m3", "m9"};
    EXPECT_EQ(twins_.ask(call), "done 2");
    EXPECT_EQ(twins_.ask(ReadMail{}), done + "m2 = sealed too\n");
    EXPECT_EQ(twins_.ask(ReadValue{"r1"}), done + std::string("名\0", 4));
    EXPECT_EQ(twins_.ask(ReadValue{"r2"}), done);
    EXPECT_EQ(twins_.model().due.at("t1"), 40);
}

TEST_F(Conformance, a_wrong_token_epoch_place_or_hash_is_refused_and_leaves_no_trace) {
    acquire("broker-1", 'a');
    commit("first");
    const CommitCall good = next("second");
    CommitCall bad = good;
    bad.token = token_of('b');
    EXPECT_EQ(twins_.ask(bad), "another owner");
    bad = good;
    bad.epoch = 0;
    EXPECT_EQ(twins_.ask(bad), "another owner");
    for (const std::uint64_t seq : {0U, 1U, 3U}) {
        bad = good;
        bad.batch.seq = seq;
        EXPECT_EQ(twins_.ask(bad), "not the next place");
    }
    bad = good;
    bad.batch.prev = Hash{};
    EXPECT_EQ(twins_.ask(bad), "not the next place");
    twins_.expect_equal();
    EXPECT_EQ(twins_.ask(good), "done 2");
    EXPECT_EQ(twins_.ask(good), "not the next place") << "the same bytes again";
}

TEST_F(Conformance, what_nobody_may_send_is_never_taken_and_leaves_no_trace) {
    acquire("broker-1", 'a');
    const CommitCall good = next("first");
    std::vector<CommitCall> all(9, good);
    all[0].batch.timers_on = {{"~", 1}};
    all[1].batch.timers_off = {""};
    all[2].batch.timers_on = {{"t", -1}};
    all[3].batch.values = {{"~", "value"}};
    all[4].batch.mail_out = {"~"};
    all[5].batch.seq = 1'000'000'000'000'000;  // 16 digits
    all[6].lease_ms = -1;
    all[7].batch.leaves = 9'999'999'999'999'999;
    all[8].batch.timers_off = std::vector<std::string>(100'001, "t");
    for (const CommitCall& bad : all) EXPECT_EQ(twins_.ask(bad), "never taken");
    EXPECT_EQ(twins_.ask(Acquire{"", token_of('b')}), "never taken");
    EXPECT_EQ(twins_.ask(Acquire{"broker-1", "short"}), "never taken");
    EXPECT_EQ(twins_.ask(Acquire{"broker-1", token_of('g')}), "never taken");
    EXPECT_EQ(twins_.ask(Renew{token_of('a'), 0, -1}), "never taken");
    EXPECT_EQ(twins_.ask(Fix{token_of('a'), {"~"}, {}}), "never taken");
    EXPECT_EQ(twins_.ask(Claim{0, 0, 101}), "never taken");
    EXPECT_EQ(twins_.ask(Claim{-1, 0, 1}), "never taken");
    EXPECT_EQ(twins_.ask(ViewWrite{View::Ledger, 2, 1, false, {}}), "never taken");
    EXPECT_EQ(twins_.ask(good), "done 1");
    CommitCall back = next("second");
    back.batch.leaves = 0;
    EXPECT_EQ(twins_.ask(back), "never taken") << "leaves go back";
}

TEST_F(Conformance, a_lease_keeps_others_away_until_it_ends_and_each_acquire_is_a_new_epoch) {
    EXPECT_TRUE(acquire("broker-1", 'a').starts_with("done epoch 1 "));
    EXPECT_EQ(acquire("broker-2", 'b'), "held by another");
    EXPECT_TRUE(acquire("broker-1", 'c', 0).starts_with("done epoch 2 "));
    EXPECT_TRUE(acquire("broker-2", 'd').starts_with("done epoch 3 ")) << "the lease was over";
    EXPECT_EQ(twins_.ask(Renew{token_of('c'), 0}), "another owner");
    EXPECT_EQ(twins_.ask(Release{token_of('c')}), "another owner");
    EXPECT_EQ(twins_.ask(Release{token_of('d')}), done);
    EXPECT_EQ(twins_.ask(Release{""}), "another owner") << "nobody's token is no token";
    EXPECT_TRUE(acquire("broker-3", 'e').starts_with("done epoch 4 "));
}

TEST_F(Conformance, confirmed_never_goes_back_nor_beyond_the_log) {
    acquire("broker-1", 'a');
    CommitCall call = next("first");
    call.batch.confirmed = 0;
    twins_.ask(call);
    EXPECT_EQ(twins_.model().confirmed, 0U);
    for (const std::uint64_t given : {9U, 0U}) {
        EXPECT_EQ(twins_.ask(Renew{token_of('a'), given}), done);
        EXPECT_EQ(twins_.model().confirmed, 1U);
    }
}

TEST_F(Conformance, timers_are_claimed_in_order_and_come_back_after_the_claim) {
    acquire("broker-1", 'a');
    CommitCall call = next("timers");
    call.batch.timers_on = {{"b", 10}, {"a", 10}, {"c", 5}, {"later", 100}};
    twins_.ask(call);
    EXPECT_EQ(twins_.ask(Claim{10, 50, 2}), done + "c 5\na 10\n");
    EXPECT_EQ(twins_.ask(Claim{10, 50, 100}), done + "b 10\n");
    EXPECT_EQ(twins_.ask(Claim{59, 50, 100}), done);
    EXPECT_EQ(twins_.ask(Fix{token_of('a'), {"a"}, {{"c", 7}, {"d", 8}}}), done);
    EXPECT_EQ(twins_.ask(Claim{60, 50, 0}), done);
    EXPECT_EQ(twins_.ask(Claim{60, 50, 100}), done + "c 7\nd 8\nb 60\n");
}

TEST_F(Conformance, a_view_moves_only_from_where_it_stands_or_is_made_anew) {
    EXPECT_EQ(twins_.ask(ViewWrite{View::Findings, 1, 2, false, {{"f1", "row"}}}), "done 0");
    EXPECT_EQ(twins_.ask(ViewWrite{View::Findings, 0, 2, false, {{"f1", "row"}}}), "done 2");
    EXPECT_EQ(twins_.ask(ViewWrite{View::Findings, 0, 2, false, {{"f2", "row"}}}), "done 2");
    EXPECT_EQ(twins_.ask(ViewWrite{View::Findings, 0, 1, true, {{"f3", "row"}}}), "done 1");
    EXPECT_EQ(twins_.model().views.at(View::Findings).size(), 2U);
}

TEST_F(Conformance, archived_commits_go_from_the_log_and_the_next_one_still_follows) {
    acquire("broker-1", 'a');
    for (int i = 0; i < 5; ++i) commit("x");
    EXPECT_EQ(twins_.ask(Trim{token_of('b'), 3}), "another owner");
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 6}), "not the next place");
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 3}), "done 3");
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 2}), "not the next place");
    EXPECT_NE(twins_.ask(ReadLog{1, 1}).find("done 4 "), std::string::npos);
    twins_.expect_equal();
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 5}), "done 5");
    EXPECT_EQ(twins_.ask(ReadLog{1, 10}), done);
    commit("after an empty log");
}

TEST_F(Conformance, at_most_a_thousand_commits_are_dropped_in_one_call) {
    acquire("broker-1", 'a');
    for (int i = 0; i < 1'005; ++i) commit("");
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 1'005}), "done 1000");
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 1'005}), "done 1005");
}

TEST_F(Conformance, a_log_is_made_once_and_nothing_stands_without_it) {
    EXPECT_EQ(twins_.ask(Genesis{"demo"}), "no log");
    EXPECT_EQ(twins_.ask(Genesis{"sundial"}), "never taken");
    Twins nowhere(*server_, another_j());
    CommitCall call{token_of('a'), 1, {}};
    call.batch.seq = 1;
    EXPECT_EQ(nowhere.ask(Acquire{"broker-1", token_of('a')}), "no log");
    EXPECT_EQ(nowhere.ask(call), "no log");
    EXPECT_EQ(nowhere.ask(Renew{token_of('a'), 0}), "no log");
    EXPECT_EQ(nowhere.ask(Release{token_of('a')}), "no log");
    EXPECT_EQ(nowhere.ask(Fix{token_of('a'), {}, {}}), "no log");
    EXPECT_EQ(nowhere.ask(Trim{token_of('a'), 0}), "no log");
    EXPECT_EQ(nowhere.ask(Claim{10, 10, 10}), done);
    EXPECT_EQ(nowhere.ask(ReadLog{}), done);
    EXPECT_EQ(nowhere.ask(ReadMail{}), done);
    EXPECT_EQ(nowhere.ask(ReadValue{"r1"}), done);
    nowhere.expect_equal();
}

TEST_F(Conformance, without_memory_nothing_is_committed_but_the_owner_keeps_the_lease) {
    acquire("broker-1", 'a');
    CommitCall call = next("first");
    call.batch.timers_on = {{"t1", 10}};
    twins_.ask(call);
    twins_.set(Mood::NoMemory);
    const CommitCall refused = next("second");
    EXPECT_EQ(twins_.ask(refused), "not executed");
    EXPECT_EQ(twins_.ask(ViewWrite{View::Ledger, 0, 1, false, {}}), "not executed");
    EXPECT_EQ(twins_.ask(Genesis{}), "not executed");
    EXPECT_EQ(twins_.ask(Renew{token_of('a'), 1}), done);
    EXPECT_EQ(twins_.ask(Claim{10, 5, 10}), done + "t1 10\n");
    EXPECT_EQ(twins_.ask(Fix{token_of('a'), {}, {{"t2", 20}}}), done);
    EXPECT_EQ(twins_.ask(Trim{token_of('a'), 1}), "done 1") << "what frees memory goes on";
    EXPECT_EQ(twins_.ask(Release{token_of('a')}), done);
    EXPECT_TRUE(acquire("broker-2", 'b').starts_with("done epoch 2 "));
    EXPECT_EQ(twins_.ask(ReadLog{}), done);
    twins_.set(Mood::Well);
    EXPECT_EQ(twins_.ask(refused), "another owner") << "it was never executed";
    commit("second");
}

TEST_F(Conformance, while_a_script_runs_on_every_call_is_put_off_and_none_is_executed) {
    acquire("broker-1", 'a');
    commit("first");
    const CommitCall put_off = next("second");
    twins_.set(Mood::Busy);
    for (const StoreCall& call :
         {StoreCall(put_off), StoreCall(Renew{token_of('a'), 1}),
          StoreCall(Acquire{"broker-2", token_of('b')}), StoreCall(Claim{10, 10, 10}),
          StoreCall(Fix{token_of('a'), {}, {}}), StoreCall(Trim{token_of('a'), 1}),
          StoreCall(Release{token_of('a')}), StoreCall(Genesis{}), StoreCall(ReadLog{}),
          StoreCall(ReadMail{}), StoreCall(ViewWrite{})}) {
        EXPECT_EQ(twins_.ask(call), "not executed");
    }
    twins_.set(Mood::Well);
    EXPECT_EQ(twins_.ask(put_off), "done 2") << "the same bytes go again";
}

TEST_F(Conformance, a_replica_without_its_master_neither_writes_nor_shows) {
    acquire("broker-1", 'a');
    commit("first");
    const CommitCall late = next("second");
    twins_.set(Mood::CutOffReplica);
    for (const StoreCall& call :
         {StoreCall(late), StoreCall(Renew{token_of('a'), 1}),
          StoreCall(Acquire{"broker-2", token_of('b')}), StoreCall(Claim{10, 10, 10}),
          StoreCall(ReadLog{}), StoreCall(ReadMail{}), StoreCall(ViewWrite{})}) {
        EXPECT_EQ(twins_.ask(call), "not here");
    }
    twins_.set(Mood::Well);
    EXPECT_EQ(twins_.ask(late), "done 2") << "master again: nothing had been done";
}

TEST_F(Conformance, what_was_answered_is_there_after_a_kill) {
    acquire("broker-1", 'a');
    commit("first");
    CommitCall call = next("second");
    call.batch.timers_on = {{"t1", 10}};
    call.batch.mail_in = {{"m1", "sealed"}};
    twins_.ask(call);
    twins_.restart();
    twins_.expect_equal();
    EXPECT_EQ(acquire("broker-2", 'b'), "held by another") << "the lease outlives the server";
    commit("third");
}

TEST_F(Conformance, of_an_append_only_file_without_its_end_whole_calls_are_missing) {
    acquire("broker-1", 'a');
    // Three commits, then as much is cut off as this says of their sizes.
    const auto commits_left = [this](auto how_much) {
        std::vector<std::uintmax_t> sizes;
        const std::uint64_t before = twins_.model().seq;
        for (int i = 0; i < 3; ++i) {
            const std::uintmax_t written = twins_.written();
            CommitCall call = next("x");
            call.batch.timers_on = {{"t" + std::to_string(call.batch.seq), i}};
            call.batch.values = {{"r" + std::to_string(call.batch.seq), "value"}};
            twins_.ask(call);
            sizes.push_back(twins_.written() - written);
        }
        twins_.cut(how_much(sizes));
        twins_.expect_equal();
        return twins_.model().seq - before;
    };
    EXPECT_EQ(commits_left([](const auto&) { return 1U; }), 2U) << "one byte: the commit";
    EXPECT_EQ(commits_left([](const auto& sizes) { return sizes[2]; }), 2U) << "between two";
    EXPECT_EQ(commits_left([](const auto& sizes) { return sizes[2] + sizes[1] / 2; }), 1U);
    EXPECT_EQ(commits_left([](const auto& sizes) { return sizes[2] + sizes[1] + 1; }), 0U);
}

TEST_F(Conformance, a_torn_commit_does_not_come_back_at_the_start_after_the_next) {
    acquire("broker-1", 'a');
    commit("first");
    commit("torn");
    twins_.cut(1);
    EXPECT_EQ(twins_.model().seq, 1U);
    commit("in the place of the torn one");
    commit("third");
    twins_.restart();
    twins_.expect_equal();
}

TEST_F(Conformance, a_replica_of_a_master_shows_all_and_writes_nothing) {
    const std::string port = a_free_port();  // a replica finds its master by TCP only
    RedisServer master({"--port", port, "--bind", "127.0.0.1", "--repl-diskless-sync-delay", "0"});
    Connection connection = master.connect();
    ASSERT_TRUE(ensure_functions(connection));
    Twins both(master, "j");
    both.ask(Genesis{});
    both.ask(Acquire{"broker-1", token_of('a')});
    CommitCall call{token_of('a'), 1, {}};
    call.batch.seq = call.batch.leaves = call.batch.confirmed = 1;
    call.batch.bytes = "first";
    call.batch.head = chain_hash(Hash{}, 1, owner_mark(1, call.token), "first");
    call.batch.timers_on = {{"t1", 10}};
    call.batch.mail_in = {{"m1", "sealed"}};
    EXPECT_EQ(both.ask(call), "done 1");

    RedisServer replica;
    replica.call({"REPLICAOF", "127.0.0.1", port});
    both.ask(Renew{token_of('a'), 1});
    ASSERT_EQ(connection.call({"WAIT", "1", "20000"}, 30'000)->integer, 1);
    both.speak_to(replica, Mood::Replica);
    both.expect_equal();
    EXPECT_EQ(both.ask(ReadMail{}), done + "m1 = sealed\n");
    EXPECT_NE(both.ask(ReadLog{}).find("first"), std::string::npos);
    for (const StoreCall& write :
         {StoreCall(call), StoreCall(Renew{token_of('a'), 1}),
          StoreCall(Acquire{"broker-2", token_of('b')}), StoreCall(Claim{10, 10, 10}),
          StoreCall(Fix{token_of('a'), {}, {}}), StoreCall(Trim{token_of('a'), 1}),
          StoreCall(Release{token_of('a')}), StoreCall(ViewWrite{})}) {
        EXPECT_EQ(both.ask(write), "not here");
    }
    both.expect_equal();
}

}  // namespace
}  // namespace dudao::test
