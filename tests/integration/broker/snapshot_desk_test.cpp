// Snapshots made beside the loop, from the log of a real Redis.
#include "broker/snapshot_desk.h"

#include <gtest/gtest.h>
#include <poll.h>

#include "disk/file_watch.h"
#include "store/chain.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "tests/support/county.h"
#include "tests/support/redis_server.h"
#include "wire/event_codec.h"

namespace dudao::broker {
namespace {

namespace fs = std::filesystem;

constexpr int patience_ms = 20'000;
constexpr int lease_ms = 5'000;

/// A log of one event a commit.
class SnapshotDeskTest : public testing::Test {
 protected:
    SnapshotDeskTest() {
        EXPECT_TRUE(ensure_functions(connection_));
        EXPECT_TRUE(store_.genesis("gqc", "demo"));
        auto tenure = store_.acquire("gqc", "test", std::string(32, 'a'), lease_ms);
        EXPECT_TRUE(tenure);
        const test::County county;
        for (const Event& event : county.log) {
            const Commit commit{tenure->leaves, {encode_event(event)}, {}};
            Batch batch;
            batch.seq = batch.confirmed = tenure->seq + 1;
            batch.leaves = tenure->leaves + 1;
            batch.prev = tenure->head;
            batch.bytes = encode_commit(commit);
            batch.head = chain_hash(batch.prev, batch.seq, owner_mark(tenure->epoch, tenure->token),
                                    batch.bytes);
            EXPECT_TRUE(store_.commit("gqc", *tenure, batch, lease_ms));
            tenure->seq = batch.seq;
            tenure->head = batch.head;
            tenure->leaves = batch.leaves;
            heads_.push_back(batch.head);
        }
    }
    fs::path file(std::uint64_t seq) const {
        return folder_ / ("gqc-" + std::to_string(seq) + ".snapshot");
    }
    SaveSnapshot at(std::uint64_t seq) const { return {"gqc", seq, heads_.at(seq - 1)}; }
    /// Asks, and waits until `expected` was written.
    void make(const SaveSnapshot& wanted, const fs::path& expected) {
        auto watch = disk::FileWatch::open(expected);
        ASSERT_TRUE(watch);
        SnapshotDesk desk(folder_.path(), redis_.address(), log_);
        desk.ask(wanted);
        for (int turn = 0; turn < 1000 && !written(expected); ++turn) {
            pollfd changed{watch->fd(), POLLIN, 0};
            ASSERT_GT(::poll(&changed, 1, patience_ms), 0) << "nothing was written";
            (void)watch->changed();
        }
    }
    static bool written(const fs::path& file) {
        std::error_code none;
        return fs::exists(file, none) && fs::file_size(file, none) > 0;
    }
    test::RedisServer redis_;
    test::TempDir folder_;
    Log log_{"broker", "", LogLevel::Error};
    std::atomic<bool> stopping_ = false;
    Connection connection_ = redis_.connect();
    Store store_{connection_};
    std::vector<Hash> heads_;
};

TEST_F(SnapshotDeskTest, makes_one_of_the_commit_that_is_asked_for_and_of_no_later_one) {
    ASSERT_GT(heads_.size(), 20U);
    make(at(15), file(15));
    const Replica kept = snapshot::load(folder_.path(), "gqc");
    EXPECT_EQ(kept.seq, 15U);
    EXPECT_EQ(kept.head, heads_[14]);
    EXPECT_EQ(kept.state.leaves, 15U);
}

TEST_F(SnapshotDeskTest, goes_on_from_the_newest_and_does_not_read_the_log_from_its_beginning) {
    make(at(15), file(15));
    const auto trimmed = redis_.call({"XTRIM", keys::log("gqc"), "MINID", "=", "16-0"});
    EXPECT_EQ(trimmed.integer, 15);
    const std::uint64_t last = heads_.size();
    make(at(last), file(last));
    EXPECT_EQ(snapshot::load(folder_.path(), "gqc").head, heads_.back());
}

TEST_F(SnapshotDeskTest, makes_none_of_a_log_that_is_not_the_one_served) {
    SaveSnapshot wrong = at(15);
    wrong.head = heads_[3];
    const auto made = make_snapshot(folder_.path(), redis_.address(), wrong, stopping_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Error::Kind::Corrupt);
    EXPECT_FALSE(fs::exists(file(15)));
}

TEST_F(SnapshotDeskTest, says_that_the_log_ends_before_the_commit) {
    const SaveSnapshot later{"gqc", heads_.size() + 1, {}};
    const auto made = make_snapshot(folder_.path(), redis_.address(), later, stopping_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Error::Kind::NotFound);
}

TEST_F(SnapshotDeskTest, makes_none_when_redis_is_away_or_the_broker_stops) {
    stopping_ = true;
    EXPECT_FALSE(make_snapshot(folder_.path(), redis_.address(), at(15), stopping_));
    stopping_ = false;
    redis_.kill_9();
    const auto made = make_snapshot(folder_.path(), redis_.address(), at(15), stopping_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Error::Kind::Unreachable);
    EXPECT_FALSE(fs::exists(file(15)));
}

}  // namespace
}  // namespace dudao::broker
