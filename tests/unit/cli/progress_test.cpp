// What the watchdog of a service manager hears: only what has come forward.
#include "cli/up/progress.h"

#include <gtest/gtest.h>

namespace dudao::up {
namespace {

Look held_until(std::int64_t now_ms, const std::string& until) { return {now_ms, {}, until}; }
Look starting(std::int64_t now_ms, std::int64_t for_ms) { return {now_ms, for_ms, ""}; }

TEST(Progress, is_that_the_broker_has_prolonged_its_lease_since_the_last_look) {
    Progress progress(0);
    EXPECT_TRUE(progress.take(held_until(1000, "5000")));
    EXPECT_TRUE(progress.take(held_until(2000, "6000")));
    EXPECT_FALSE(progress.take(held_until(3000, "6000"))) << "the broker stands";
    EXPECT_TRUE(progress.take(held_until(4000, "9000"))) << "and goes on";
}

TEST(Progress, there_is_none_while_redis_does_not_answer_or_nobody_holds_the_record) {
    Progress progress(0);
    EXPECT_FALSE(progress.take(held_until(1000, "")));
    EXPECT_FALSE(progress.take(held_until(2000, "0")));
    EXPECT_EQ(progress.none_for_ms(2000), 2000);
}

TEST(Progress, an_answer_that_came_late_brings_nothing_new) {
    Progress progress(0);
    EXPECT_TRUE(progress.take(held_until(1000, "5000")));
    EXPECT_FALSE(progress.take(held_until(2000, "")));
    EXPECT_FALSE(progress.take(held_until(3000, "5000")));
}

TEST(Progress, starting_is_progress_for_two_minutes_and_no_longer) {
    Progress progress(0);
    EXPECT_TRUE(progress.take(starting(1000, 0)));
    EXPECT_TRUE(progress.take(starting(100'000, starting_ms_max - 1)));
    EXPECT_FALSE(progress.take(starting(101'000, starting_ms_max)));
    EXPECT_EQ(progress.none_for_ms(101'000), 1000);
}

TEST(Progress, a_lease_from_before_the_broker_ended_is_none_of_the_one_that_starts) {
    Progress progress(0);
    EXPECT_FALSE(progress.take({1000, starting_ms_max, "7000"}));
}

}  // namespace
}  // namespace dudao::up
