#include "fixture.h"

namespace dudao::test {
namespace {

class Lease : public OnRedis {};

TEST_F(Lease, a_held_jurisdiction_is_refused_to_others_and_given_again_to_its_holder) {
    const Tenure first = acquired("broker-1", 1);
    const std::string before = dump();
    const auto other = store().acquire(j_, "broker-2", token(2), 60'000);
    EXPECT_EQ(other.error().kind, Error::Kind::Refused);
    EXPECT_NE(other.error().what.find("HELD broker-1"), std::string::npos);
    EXPECT_EQ(dump(), before);
    const Tenure again = acquired("broker-1", 3);
    EXPECT_EQ(again.epoch, first.epoch + 1);
    EXPECT_EQ(store().commit(j_, first, next_batch(first, "late"), 1000).error().kind,
              Error::Kind::Refused);
}

TEST_F(Lease, that_runs_is_not_taken_however_long_the_other_wants_it) {
    const Tenure first = acquired("broker-1", 1);  // for a minute
    for (const int lease_ms : {1, 1500, 60'000, 119'000, 3'600'000}) {
        EXPECT_FALSE(store().acquire(j_, "broker-2", token(2), lease_ms)) << lease_ms;
    }
    EXPECT_EQ(store().place(j_)->epoch, first.epoch);
}

TEST_F(Lease, who_releases_can_no_longer_write_and_another_takes_over_at_once) {
    Tenure first = acquired("broker-1", 1);
    commit(first, next_batch(first, "x"));
    ASSERT_TRUE(store().release(j_, first.token));
    EXPECT_FALSE(store().release(j_, first.token));
    EXPECT_FALSE(store().commit(j_, first, next_batch(first, "y"), 1000));
    Tenure empty = first;
    empty.token.clear();
    EXPECT_FALSE(store().commit(j_, empty, next_batch(empty, "y"), 1000));
    Tenure second = acquired("broker-2", 2);
    EXPECT_EQ(second.seq, 1U);
    EXPECT_EQ(second.head, first.head);
    EXPECT_EQ(second.leaves, 1U);
    commit(second, next_batch(second, "y"));
}

TEST_F(Lease, a_lease_that_ran_out_is_taken_and_the_old_owner_wakes_to_a_refusal) {
    const auto first = store().acquire(j_, "broker-1", token(1), 0);
    ASSERT_TRUE(first);
    const Tenure second = acquired("broker-2", 2);
    EXPECT_EQ(second.epoch, first->epoch + 1);
    RedisWriter old_owner = writer();
    old_owner.renew(j_, first->token, 0);
    EXPECT_EQ(one<Renewed>(old_owner).verdict.outcome, Outcome::Epoch);
    old_owner.commit(j_, first->token, first->epoch, next_batch(*first, "stale"));
    EXPECT_EQ(one<Committed>(old_owner).verdict.outcome, Outcome::Epoch);
}

TEST_F(Lease, renew_prolongs_and_confirmed_never_goes_back_nor_beyond_the_log) {
    const auto first = store().acquire(j_, "broker-1", token(1), 0);
    ASSERT_TRUE(first);
    RedisWriter owner = writer();
    Batch batch = next_batch(*first, "x");
    batch.confirmed = 0;
    owner.commit(j_, first->token, first->epoch, batch);
    EXPECT_EQ(one<Committed>(owner).verdict.outcome, Outcome::Done);
    EXPECT_EQ(store().place(j_)->confirmed, 0U);
    EXPECT_FALSE(store().acquire(j_, "broker-2", token(2), 1000)) << "a commit prolongs the lease";
    for (const auto& [given, stands] : {std::pair{9U, 1U}, std::pair{0U, 1U}}) {
        owner.renew(j_, first->token, given);
        EXPECT_EQ(one<Renewed>(owner).verdict.outcome, Outcome::Done);
        EXPECT_EQ(store().place(j_)->confirmed, stands);
    }
}

TEST_F(Lease, a_call_left_in_an_old_socket_is_harmless_after_a_new_token) {
    Tenure tenure = acquired();
    commit(tenure, next_batch(tenure, "before"));
    RedisWriter old_socket = writer();
    old_socket.read_mail(j_);  // Redis has accepted it
    ASSERT_EQ(one<MailRead>(old_socket).verdict.outcome, Outcome::Done);
    server_->pause();
    const Batch left = next_batch(tenure, "left in the socket");
    old_socket.commit(j_, tenure.token, tenure.epoch, left);
    old_socket.flush();
    old_socket.close();  // the bytes are on their way, nobody waits for the answer
    EXPECT_EQ(one<Committed>(old_socket).verdict.outcome, Outcome::Unknown);
    RedisWriter fresh = writer();
    fresh.acquire(j_, "broker-1", token(2));
    fresh.flush();
    server_->resume();
    const Tenure again = one<Acquired>(fresh).tenure;
    // It ran before the acquire and is in its answer, or it never will be.
    fresh.read_log(j_, left.seq, 10);
    const auto read = one<LogRead>(fresh).entries;
    EXPECT_EQ(read.size(), again.seq - 1);
    if (!read.empty()) {
        EXPECT_EQ(read[0].h, left.head);
    }
    EXPECT_EQ(store().place(j_)->seq, again.seq);
}

TEST_F(Lease, a_wrong_token_or_name_is_no_owner) {
    for (const std::string& bad : {std::string(), std::string("short"), std::string(32, 'g')}) {
        EXPECT_EQ(store().acquire(j_, "broker-1", bad, 1000).error().kind, Error::Kind::Corrupt);
    }
    EXPECT_FALSE(store().acquire(j_, "", token(1), 1000));
    EXPECT_EQ(store().acquire("nowhere", "broker-1", token(1), 1000).error().kind,
              Error::Kind::NotFound);
}

}  // namespace
}  // namespace dudao::test
