#include <set>

#include "fixture.h"

namespace dudao::test {
namespace {

class Claim : public OnRedis {
 protected:
    std::vector<std::string> claimed(std::int64_t now, int n = 100) {
        std::vector<std::string> timers;
        const auto taken = store().claim(j_, now, 5'000, n);
        EXPECT_TRUE(taken);
        if (taken) {
            for (const Claimed& timer : *taken) timers.push_back(timer.timer);
        }
        return timers;
    }
};

TEST_F(Claim, each_timer_is_given_once_a_lease) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "x");
    for (int i = 0; i < 250; ++i) batch.timers_on.emplace_back("t" + std::to_string(i), 1'000 + i);
    batch.timers_on.emplace_back("later", 1'000'000);
    commit(tenure, batch);
    EXPECT_TRUE(claimed(999).empty());
    std::set<std::string> seen;
    for (const std::size_t n : {100U, 100U, 50U, 0U}) {
        const auto timers = claimed(1'249);
        EXPECT_EQ(timers.size(), n);
        seen.insert(timers.begin(), timers.end());
    }
    EXPECT_EQ(seen.size(), 250U);
    EXPECT_TRUE(claimed(6'248).empty());
    EXPECT_EQ(claimed(6'249).size(), 100U) << "after the lease they come again";
}

TEST_F(Claim, the_moment_a_timer_had_comes_with_it) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "x");
    batch.timers_on = {{"t", 1'800'000'000'123}};
    commit(tenure, batch);
    const auto taken = store().claim(j_, 1'800'000'000'500, 5'000, 10);
    ASSERT_EQ(taken->size(), 1U);
    EXPECT_EQ(taken->front().at_ms, 1'800'000'000'123);
    EXPECT_EQ(server_->call({"ZSCORE", keys::due(j_), "t"}).text, "1800000005500");
}

TEST_F(Claim, the_owners_commit_takes_a_claimed_timer_away_for_good) {
    Tenure tenure = acquired();
    Batch batch = next_batch(tenure, "set");
    batch.timers_on = {{"t", 10}};
    commit(tenure, batch);
    EXPECT_EQ(claimed(10).size(), 1U);
    batch = next_batch(tenure, "fired");
    batch.timers_off = {"t"};
    commit(tenure, batch);
    EXPECT_TRUE(claimed(1'000'000).empty());
}

TEST_F(Claim, the_dummy_is_never_claimed_and_more_than_a_hundred_are_refused) {
    EXPECT_TRUE(claimed(999'999'999'999'999).empty());
    EXPECT_EQ(store().claim(j_, 1, 1, 101).error().kind, Error::Kind::Corrupt);
    EXPECT_EQ(store().claim("nowhere", 1, 1, 1)->size(), 0U);
}

}  // namespace
}  // namespace dudao::test
