#include "fixture.h"

namespace dudao::test {
namespace {

class Writer : public OnRedis {};

TEST_F(Writer, what_cannot_be_sent_is_answered_not_executed_and_at_once) {
    RedisWriter owner;
    EXPECT_EQ(owner.fd(), -1);
    EXPECT_FALSE(owner.next_due());
    owner.commit(j_, token(1), 1, next_batch(Tenure{}, "x"));
    EXPECT_EQ(owner.next_due(), 0);
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::NotExecuted);
    EXPECT_FALSE(owner.next_due());
}

TEST_F(Writer, too_much_under_way_is_refused_in_its_place_in_the_line) {
    RedisWriter::Options options;
    options.connection.calls_max = 2;
    RedisWriter owner(options);
    ASSERT_TRUE(owner.open(server_->address()));
    for (int i = 0; i < 3; ++i) owner.read_mail(j_);
    const auto said = answers(owner, 3);
    ASSERT_EQ(said.size(), 3U);
    EXPECT_EQ(outcome_of(said[1]), Outcome::Done);
    EXPECT_EQ(outcome_of(said[2]), Outcome::NotExecuted);
    EXPECT_FALSE(owner.closed());
}

TEST_F(Writer, silence_beyond_the_time_limit_makes_all_pending_unknown) {
    Tenure tenure = acquired();
    RedisWriter owner = writer();
    server_->pause();
    owner.renew(j_, tenure.token, 0);
    owner.commit(j_, tenure.token, tenure.epoch, next_batch(tenure, "x"));
    EXPECT_TRUE(owner.pump(1'000).empty());
    EXPECT_EQ(owner.next_due(), 6'000);
    owner.read_mail(j_);
    EXPECT_TRUE(owner.pump(5'999).empty());
    const auto said = owner.pump(6'000);
    server_->resume();
    ASSERT_EQ(said.size(), 3U);
    for (const StoreReply& reply : said) EXPECT_EQ(outcome_of(reply), Outcome::Unknown);
    EXPECT_TRUE(owner.closed());
    ASSERT_TRUE(owner.open(server_->address()));
    owner.acquire(j_, "broker-1", token(2));
    EXPECT_EQ(one<Acquired>(owner).verdict.outcome, Outcome::Done);
}

TEST_F(Writer, opening_again_answers_the_old_calls_before_the_new_ones) {
    RedisWriter owner = writer();
    owner.read_mail(j_);
    ASSERT_TRUE(owner.open(server_->address()));
    owner.read_log(j_, 1, 10);
    const auto said = answers(owner, 2);
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(outcome_of(said[0]), Outcome::Unknown);
    EXPECT_TRUE(std::holds_alternative<MailRead>(said[0]));
    EXPECT_EQ(outcome_of(said[1]), Outcome::Done);
}

TEST_F(Writer, what_frees_memory_or_owns_works_when_a_commit_is_refused_for_memory) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "x");
    batch.timers_on = {{"t1", 10}, {"t2", 10}};
    commit(tenure, batch);
    RedisWriter owner = writer();
    const Batch more = next_batch(tenure, "more");
    server_->config_set("maxmemory", "1");
    owner.commit(j_, tenure.token, tenure.epoch, more);
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::NotExecuted);
    EXPECT_EQ(store().claim(j_, 10, 5, 1)->size(), 1U);
    owner.fix(j_, tenure.token, {"t1"}, {{"t2", 20}});
    EXPECT_EQ(one<Fixed>(owner).verdict.outcome, Outcome::Done);
    owner.renew(j_, tenure.token, 0);
    EXPECT_EQ(one<Renewed>(owner).verdict.outcome, Outcome::Done);
    owner.release(j_, tenure.token);
    EXPECT_EQ(one<Released>(owner).verdict.outcome, Outcome::Done);
    owner.acquire(j_, "broker-1", token(2));
    EXPECT_EQ(one<Acquired>(owner).verdict.outcome, Outcome::Done);
    server_->config_set("maxmemory", "0");
    const Tenure again = acquired("broker-1", 3);
    EXPECT_EQ(again.seq, 1U);
    owner.commit(j_, again.token, again.epoch, next_batch(again, "more"));
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::Done);
    EXPECT_EQ(server_->call({"ZRANGE", keys::due(j_), "0", "-1"}).items.size(), 2U);
}

TEST_F(Writer, without_the_replicas_asked_for_nothing_is_executed) {
    Tenure tenure = acquired();
    RedisWriter owner = writer();
    server_->config_set("min-replicas-to-write", "1");
    owner.commit(j_, tenure.token, tenure.epoch, next_batch(tenure, "x"));
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::NotExecuted);
    server_->config_set("min-replicas-to-write", "0");
    commit(tenure, next_batch(tenure, "x"));
}

TEST_F(Writer, a_replica_is_not_here) {
    Tenure tenure = acquired();
    RedisWriter owner = writer();
    server_->call({"REPLICAOF", "127.0.0.1", "1"});
    owner.commit(j_, tenure.token, tenure.epoch, next_batch(tenure, "x"));
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::NotHere);
    server_->call({"REPLICAOF", "NO", "ONE"});
}

TEST_F(Writer, trimming_goes_a_thousand_at_a_time_and_the_log_goes_on) {
    Tenure tenure = acquired();
    RedisWriter owner = writer();
    for (int i = 0; i < 1'200; ++i) {
        const Batch batch = next_batch(tenure, "x");
        owner.commit(j_, tenure.token, tenure.epoch, batch);
        advance(tenure, batch);
        if (i % 100 == 99) {
            ASSERT_EQ(answers(owner, 100).size(), 100U);
        }
    }
    owner.trim(j_, tenure.token, 1'200, tenure.head);
    ASSERT_EQ(one<Trimmed>(owner).upto, 1'000U);
    EXPECT_EQ(store().place(j_)->archived, 1'000U);
    EXPECT_EQ(store().read_range(j_, 0, 10)->front().seq, 1'001U);
    owner.trim(j_, tenure.token, 1'200, tenure.head);
    ASSERT_EQ(one<Trimmed>(owner).upto, 1'200U);
    for (const std::uint64_t wrong : {1'199U, 1'201U}) {
        owner.trim(j_, tenure.token, wrong, tenure.head);
        EXPECT_EQ(one<Trimmed>(owner).verdict.outcome, Outcome::Seq);
    }
    commit(tenure, next_batch(tenure, "after an empty stream"));
    EXPECT_EQ(store().read_range(j_, 0, 10)->front().seq, 1'201U);
}

TEST_F(Writer, fix_makes_a_lost_index_anew_and_asks_for_the_owner) {
    const Tenure tenure = acquired();
    RedisWriter owner = writer();
    owner.fix(j_, token(9), {}, {{"t", 1}});
    EXPECT_EQ(one<Fixed>(owner).verdict.outcome, Outcome::Epoch);
    server_->call({"DEL", keys::due(j_)});
    owner.fix(j_, tenure.token, {}, {{"t", 1}});
    EXPECT_EQ(one<Fixed>(owner).verdict.outcome, Outcome::Done);
    const Reply due = server_->call({"ZRANGE", keys::due(j_), "0", "-1"});
    ASSERT_EQ(due.items.size(), 2U);
    EXPECT_EQ(due.items[1].text, keys::dummy);
}

}  // namespace
}  // namespace dudao::test
