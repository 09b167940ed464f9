// kill -9 of Redis in the middle of a stream of commits. It shows that an answer means "in the log"
// and that silence is decided by reading; power loss, which kill -9 cannot show, is the fault
// suite's.
#include <map>

#include "fixture.h"

namespace dudao::test {
namespace {

class Crash : public ::testing::Test {
 protected:
    Crash() { std::signal(SIGPIPE, SIG_IGN); }

    void SetUp() override {
        Connection connection = server_.connect();
        ASSERT_TRUE(ensure_functions(connection));
        ASSERT_TRUE(Store(connection).genesis(j_, "system"));
    }

    // Resolves: first a new token, then the log from the last confirmed commit.
    void resolve() {
        ASSERT_TRUE(writer_.open(server_.address()));
        writer_.acquire(j_, "broker-1", token(++tokens_));
        tenure_ = one<Acquired>(writer_).tenure;
        for (auto from = last_acked_ + 1;; from = known_.rbegin()->first + 1) {
            writer_.read_log(j_, from, 100);
            const LogRead read = one<LogRead>(writer_);
            ASSERT_EQ(read.verdict.outcome, Outcome::Done);
            if (read.entries.empty()) break;
            ASSERT_GE(read.entries.front().seq, from) << "the log is read in a circle";
            for (const Entry& entry : read.entries) known_[entry.seq] = entry.h;
        }
        for (const auto& [seq, head] : unknown_) {
            const bool stands = known_.contains(seq) && known_[seq] == head;
            (stands ? found_ : gone_) += 1;
        }
        unknown_.clear();
        if (!known_.empty()) {
            EXPECT_EQ(tenure_.seq, known_.rbegin()->first);
            EXPECT_EQ(tenure_.head, known_.rbegin()->second);
        }
        last_acked_ = tenure_.seq;
    }

    // Redis is killed with commits under way: they may or may not be executed, or they all are and
    // their answers are lost.
    enum class Kill { AtOnce, Executed };

    void kill_redis(Kill how) {
        if (how == Kill::Executed) {
            Connection other = server_.connect();
            std::uint64_t seq = 0;
            for (int i = 0; i < 10'000 && seq < tenure_.seq; ++i) seq = Store(other).place(j_)->seq;
            EXPECT_EQ(seq, tenure_.seq);
            writer_.close();
        }
        server_.kill_9();
    }

    // Commits, at most 4 under way, until Redis is killed after `acks` answers.
    void commit_until_killed(int acks, Kill how) {
        std::map<std::uint64_t, Hash> under_way;
        bool killed = false;
        for (int rounds = 0; !killed || !under_way.empty(); ++rounds) {
            ASSERT_LT(rounds, rounds_max) << "the answers that end a life do not come";
            while (!killed && under_way.size() < 4) {
                const Batch batch =
                    next_batch(tenure_, "commit of life " + std::to_string(tokens_));
                writer_.commit(j_, tenure_.token, tenure_.epoch, batch);
                advance(tenure_, batch);
                under_way[batch.seq] = batch.head;
            }
            writer_.flush();
            if (acks <= 0 && !killed) {
                kill_redis(how);
                killed = true;
            }
            const auto replies = answers(writer_, 1);
            ASSERT_FALSE(replies.empty()) << "the store is silent";
            for (const StoreReply& reply : replies) {
                const auto& committed = std::get<Committed>(reply);
                ASSERT_TRUE(under_way.contains(committed.seq)) << committed.seq;
                const Hash head = under_way.at(committed.seq);
                under_way.erase(committed.seq);
                if (committed.verdict.outcome == Outcome::Done) {
                    acked_[committed.seq] = known_[committed.seq] = head;
                    last_acked_ = committed.seq;
                    --acks;
                } else {
                    ASSERT_EQ(committed.verdict.outcome, Outcome::Unknown);
                    unknown_[committed.seq] = head;
                }
            }
        }
    }

    static constexpr int rounds_max = 10'000;  // far more than answers are waited for

    RedisServer server_;
    std::string j_ = "county";
    RedisWriter writer_;
    Tenure tenure_;
    unsigned tokens_ = 0;
    std::uint64_t last_acked_ = 0;
    std::map<std::uint64_t, Hash> known_, acked_, unknown_;
    int found_ = 0;
    int gone_ = 0;
};

TEST_F(Crash, no_answered_commit_is_lost_and_every_unknown_one_is_decided_by_reading) {
    for (int life = 0; life < 12; ++life) {
        ASSERT_NO_FATAL_FAILURE(resolve());
        ASSERT_NO_FATAL_FAILURE(
            commit_until_killed(7 * life % 40 + 3, life % 2 == 0 ? Kill::AtOnce : Kill::Executed));
        server_.start();
    }
    ASSERT_NO_FATAL_FAILURE(resolve());
    Connection connection = server_.connect();
    const auto entries = Store(connection).read_range(j_, 1, 100'000);
    ASSERT_TRUE(entries);
    Hash head{};
    std::uint64_t seq = 0;
    for (const Entry& entry : *entries) {
        ASSERT_EQ(entry.seq, ++seq);
        ASSERT_EQ(entry.h, chain_hash(head, seq, entry.e, entry.b));
        head = entry.h;
    }
    for (const auto& [place, acked] : acked_) {
        ASSERT_LE(place, seq);
        EXPECT_EQ((*entries)[place - 1].h, acked);
    }
    EXPECT_GT(acked_.size(), 200U);
    EXPECT_GT(found_, 0);
    RecordProperty("unknown_found", found_);
    RecordProperty("unknown_gone", gone_);
}

TEST_F(Crash, an_emptied_data_folder_is_no_log_and_nobody_makes_one_in_passing) {
    ASSERT_NO_FATAL_FAILURE(resolve());
    server_.kill_9();
    std::filesystem::remove_all(server_.folder() / "appendonlydir");
    server_.start();
    Connection connection = server_.connect();
    ASSERT_TRUE(ensure_functions(connection));
    ASSERT_TRUE(writer_.open(server_.address()));
    writer_.acquire(j_, "broker-1", token(99));
    EXPECT_EQ(one<Acquired>(writer_).verdict.outcome, Outcome::Genesis);
}

}  // namespace
}  // namespace dudao::test
