#include "store/tail.h"

#include "fixture.h"

namespace dudao::test {
namespace {

class Tails : public OnRedis {
 protected:
    // A tail that comes to see what is missing without waiting long for it.
    static Tail::Options quick() {
        Tail::Options options;
        options.block_ms = 1;
        return options;
    }

    // Pumps until n entries have come, or a fault.
    static Tailed until(Tail& tail, std::size_t n) {
        Tailed all;
        for (int turn = 0; turn < 500 && all.entries.size() < n && !all.fault; ++turn) {
            if (tail.fd() >= 0) {
                pollfd waiting{.fd = tail.fd(), .events = POLLIN, .revents = 0};
                if (tail.wants_write()) waiting.events |= POLLOUT;
                poll(&waiting, 1, 10'000);
            }
            Tailed some = tail.pump(0);
            for (Entry& entry : some.entries) all.entries.push_back(std::move(entry));
            all.fault = some.fault;
        }
        return all;
    }

    // The fault that comes next, without a commit before it.
    static std::optional<TailFault::Kind> fault_of(Tail& tail) {
        const Tailed seen = until(tail, 1);
        EXPECT_TRUE(seen.entries.empty());
        return seen.fault ? std::optional(seen.fault->kind) : std::nullopt;
    }

    // The fault that a reader from the beginning meets, and how far it came.
    std::optional<TailFault::Kind> fault_after(std::uint64_t good) {
        Tail tail(quick());
        EXPECT_TRUE(tail.open(server_->address(), j_, 0, Hash{}));
        const Tailed seen = until(tail, 1'000'000);
        EXPECT_EQ(seen.entries.size(), good);
        EXPECT_TRUE(tail.closed());
        return seen.fault ? std::optional(seen.fault->kind) : std::nullopt;
    }

    Tenure with_commits(int n) {
        Tenure tenure = acquired();
        for (int i = 0; i < n; ++i) commit(tenure, next_batch(tenure, std::to_string(i + 1)));
        return tenure;
    }
};

TEST_F(Tails, a_tail_sees_every_commit_and_then_follows) {
    Tenure tenure = with_commits(1'100);  // more than two rounds
    Tail tail;
    ASSERT_TRUE(tail.open(server_->address(), j_, 0, Hash{}));
    const Tailed old = until(tail, 1'100);
    ASSERT_FALSE(old.fault) << old.fault->text;
    ASSERT_EQ(old.entries.size(), 1'100U);
    EXPECT_EQ(old.entries[999].b, "1000");
    EXPECT_EQ(tail.confirmed(), 1'100U);
    commit(tenure, next_batch(tenure, "news"));
    const Tailed news = until(tail, 1);
    ASSERT_EQ(news.entries.size(), 1U);
    EXPECT_EQ(news.entries[0].b, "news");
    EXPECT_EQ(tail.seq(), 1'101U);
    EXPECT_EQ(tail.head(), tenure.head);
}

TEST_F(Tails, a_tail_can_start_anywhere_but_only_from_the_true_hash) {
    const Tenure tenure = with_commits(3);
    const Hash second = store().read_entry(j_, 2)->h;
    Tail tail(quick());
    ASSERT_TRUE(tail.open(server_->address(), j_, 2, second));
    EXPECT_EQ(until(tail, 1).entries.at(0).b, "3");
    ASSERT_TRUE(tail.open(server_->address(), j_, 2, tenure.head));
    EXPECT_EQ(fault_of(tail), TailFault::Kind::Fork);
    ASSERT_TRUE(tail.open(server_->address(), j_, 3, second));
    EXPECT_EQ(fault_of(tail), TailFault::Kind::Fork);
}

TEST_F(Tails, a_removed_commit_is_a_gap_even_if_it_is_the_last) {
    with_commits(5);
    server_->call({"XDEL", keys::log(j_), "3-0"});
    EXPECT_EQ(fault_after(2), TailFault::Kind::Gap);
    server_->call({"XDEL", keys::log(j_), "2-0", "4-0", "5-0"});
    EXPECT_EQ(fault_after(1), TailFault::Kind::Gap);
    server_->call({"DEL", keys::log(j_)});
    EXPECT_EQ(fault_after(0), TailFault::Kind::Gap);
}

TEST_F(Tails, a_changed_commit_is_a_fork) {
    with_commits(3);
    const auto entries = store().read_range(j_, 1, 10).value();
    server_->call({"DEL", keys::log(j_)});
    for (const Entry& entry : entries) {
        server_->call({"XADD", keys::log(j_), std::to_string(entry.seq) + "-0", "b",
                       entry.seq == 2 ? "changed" : entry.b, "e", entry.e, "h", to_bytes(entry.h)});
    }
    EXPECT_EQ(fault_after(1), TailFault::Kind::Fork);
}

TEST_F(Tails, what_is_no_commit_is_a_fork) {
    with_commits(1);
    server_->call({"XADD", keys::log(j_), "1-1", "b", "between"});
    EXPECT_EQ(fault_after(1), TailFault::Kind::Fork);
}

TEST_F(Tails, a_log_that_went_back_is_a_fork) {
    const Tenure tenure = with_commits(3);
    const auto first = store().read_entry(j_, 1);
    server_->call({"HSET", keys::w(j_), "seq", "1", "head", to_bytes(first->h)});
    Tail tail(quick());
    ASSERT_TRUE(tail.open(server_->address(), j_, 3, tenure.head));
    EXPECT_EQ(fault_of(tail), TailFault::Kind::Fork);
}

TEST_F(Tails, trimmed_commits_are_a_gap) {
    const Tenure tenure = with_commits(4);
    RedisWriter owner = writer();
    owner.trim(j_, tenure.token, 2, tenure.head);
    EXPECT_EQ(one<Trimmed>(owner).upto, 2U);
    EXPECT_EQ(fault_after(0), TailFault::Kind::Gap);
}

TEST_F(Tails, no_log_is_a_gap) {
    j_ = "nowhere";
    EXPECT_EQ(fault_after(0), TailFault::Kind::Gap);
}

TEST_F(Tails, a_silent_server_is_unreachable_after_the_time_limit) {
    with_commits(1);
    Tail tail;
    ASSERT_TRUE(tail.open(server_->address(), j_, 0, Hash{}));
    ASSERT_EQ(until(tail, 1).entries.size(), 1U);
    server_->pause();
    EXPECT_EQ(tail.next_due(), 5'000);
    const bool early = tail.pump(4'999).fault.has_value();
    const Tailed late = tail.pump(5'000);
    server_->resume();
    EXPECT_FALSE(early);
    ASSERT_TRUE(late.fault);
    EXPECT_EQ(late.fault->kind, TailFault::Kind::Unreachable);
    EXPECT_FALSE(tail.next_due());
}

TEST_F(Tails, a_demoted_master_is_unreachable) {
    with_commits(1);
    Tail tail;
    ASSERT_TRUE(tail.open(server_->address(), j_, 0, Hash{}));
    ASSERT_EQ(until(tail, 1).entries.size(), 1U);
    server_->call({"REPLICAOF", "127.0.0.1", "1"});
    EXPECT_EQ(fault_of(tail), TailFault::Kind::Unreachable);
    server_->call({"REPLICAOF", "NO", "ONE"});
}

TEST_F(Tails, a_tail_opened_again_goes_on_after_redis_was_killed) {
    Tenure tenure = with_commits(2);
    Tail tail;
    ASSERT_TRUE(tail.open(server_->address(), j_, 0, Hash{}));
    ASSERT_EQ(until(tail, 2).entries.size(), 2U);
    server_->kill_9();
    EXPECT_EQ(fault_of(tail), TailFault::Kind::Unreachable);
    EXPECT_EQ(tail.open(server_->address(), j_, tail.seq(), tail.head()).error().kind,
              Error::Kind::Unreachable);
    server_->start();
    connection_ = server_->connect();
    commit(tenure, next_batch(tenure, "after"));
    ASSERT_TRUE(tail.open(server_->address(), j_, tail.seq(), tail.head()));
    EXPECT_EQ(until(tail, 1).entries.at(0).b, "after");
}

}  // namespace
}  // namespace dudao::test
