#include "cli/timekeeper/timekeeper.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dudao {
namespace {

using step::Idle;
using step::Role;

/// A timekeeper and what it has asked; participants answer by name.
class Keeping : public testing::Test {
 protected:
    void start(Timekeeper::Options options) {
        options.start = Moment{1000};
        keeper_.emplace(std::move(options));
    }

    void deliver(const Timekeeper::Outgoings& outgoings) {
        for (const auto& [to, text] : outgoings) {
            const auto message = step::parse(text);
            ASSERT_TRUE(message);
            if (const auto* ask = std::get_if<step::Ask>(&*message)) asked_[to] = ask->wave;
        }
    }

    void connect(const std::string& name, Role role = Role::Plain) {
        deliver(keeper_->connected(name, role, real_ms_));
    }

    /// Answers the ask that is open; false when none is.
    bool answer(const std::string& name, Idle idle) {
        const auto asked = asked_.find(name);
        if (asked == asked_.end()) return false;
        idle.wave = asked->second;
        asked_.erase(asked);
        deliver(keeper_->idle(name, idle, real_ms_));
        return true;
    }

    void pass(std::int64_t ms) {
        real_ms_ += ms;
        deliver(keeper_->tick(real_ms_));
    }

    std::int64_t now() const { return keeper_->now().ms; }

    std::optional<Timekeeper> keeper_;
    std::map<std::string, std::uint64_t> asked_;
    std::int64_t real_ms_ = 1;
};

Idle waiting_for(std::int64_t next, std::uint64_t activity = 0) {
    return {.wave = 0, .activity = activity, .head = {}, .next = Moment{next}};
}
Idle at_head(std::uint64_t head, std::optional<Moment> next = {}) {
    return {.wave = 0, .activity = 0, .head = head, .next = next};
}

TEST_F(Keeping, two_quiet_waves_move_time_to_the_earliest_moment_wanted) {
    start({});
    connect("a");
    connect("b");
    ASSERT_TRUE(answer("a", waiting_for(5000)));
    ASSERT_TRUE(answer("b", waiting_for(3000)));
    EXPECT_EQ(now(), 1000);
    ASSERT_TRUE(answer("a", waiting_for(5000)));
    EXPECT_EQ(now(), 1000);
    ASSERT_TRUE(answer("b", waiting_for(3000)));
    EXPECT_EQ(now(), 3000);
    EXPECT_TRUE(asked_.contains("a")) << "and asks at once again";
}

TEST_F(Keeping, time_stands_while_one_is_busy) {
    start({});
    connect("a");
    connect("b");
    answer("a", waiting_for(5000));
    pass(1'000'000);
    EXPECT_EQ(now(), 1000);
    EXPECT_EQ(keeper_->holding(), std::vector<std::string>{"b"});
}

TEST_F(Keeping, one_that_became_active_between_two_waves_prevents_the_move) {
    start({});
    connect("a");
    connect("b");
    answer("a", waiting_for(5000));
    answer("b", waiting_for(3000, 7));
    answer("a", waiting_for(5000));
    answer("b", waiting_for(3000, 8));
    EXPECT_EQ(now(), 1000);
    pass(Timekeeper::pause_ms_max);
    answer("a", waiting_for(5000));
    answer("b", waiting_for(3000, 8));
    EXPECT_EQ(now(), 3000);
}

TEST_F(Keeping, time_waits_for_every_tail_to_reach_the_writer) {
    start({});
    connect("broker", Role::Writer);
    connect("worker", Role::Tail);
    for (int wave = 0; wave < 5; ++wave) {
        ASSERT_TRUE(answer("broker", at_head(12, Moment{9000})));
        ASSERT_TRUE(answer("worker", at_head(11)));
        pass(Timekeeper::pause_ms_max);
    }
    EXPECT_EQ(now(), 1000);
    for (int wave = 0; wave < 2; ++wave) {
        ASSERT_TRUE(answer("broker", at_head(12, Moment{9000})));
        ASSERT_TRUE(answer("worker", at_head(12)));
        pass(Timekeeper::pause_ms_max);
    }
    EXPECT_EQ(now(), 9000);
}

TEST_F(Keeping, time_holds_still_until_every_expected_one_is_there) {
    start({.start = {}, .end = {}, .speed = 0, .expected = {"a", "b"}});
    connect("a");
    EXPECT_FALSE(asked_.contains("a"));
    EXPECT_EQ(keeper_->holding(), std::vector<std::string>{"b"});
    connect("b");
    EXPECT_TRUE(asked_.contains("a"));
}

TEST_F(Keeping, a_crashed_one_holds_time_until_it_is_back) {
    start({.start = {}, .end = {}, .speed = 0, .expected = {"a", "b"}});
    connect("a");
    connect("b");
    answer("a", waiting_for(5000));
    answer("b", waiting_for(5000));
    answer("a", waiting_for(5000));
    deliver(keeper_->disconnected("b", real_ms_));
    asked_.erase("b");
    pass(1'000'000);
    EXPECT_EQ(now(), 1000);
    connect("b");
    for (int wave = 0; wave < 2; ++wave) {
        ASSERT_TRUE(answer("a", waiting_for(5000)));
        EXPECT_EQ(now(), 1000) << "what was known before the crash counts no more";
        ASSERT_TRUE(answer("b", waiting_for(5000)));
    }
    EXPECT_EQ(now(), 5000);
}

TEST_F(Keeping, an_unexpected_one_that_leaves_does_not_hold_time) {
    start({.start = {}, .end = {}, .speed = 0, .expected = {"a"}});
    connect("a");
    connect("visitor");
    answer("a", waiting_for(5000));
    deliver(keeper_->disconnected("visitor", real_ms_));
    answer("a", waiting_for(5000));
    answer("a", waiting_for(5000));
    EXPECT_EQ(now(), 5000);
}

TEST_F(Keeping, an_answer_with_work_due_now_is_no_answer) {
    start({});
    connect("a");
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(answer("a", waiting_for(1000)));
        asked_["a"] = 1;  // the same ask is still open
    }
    EXPECT_EQ(keeper_->holding(), std::vector<std::string>{"a"});
    answer("a", waiting_for(2000));
    answer("a", waiting_for(2000));
    EXPECT_EQ(now(), 2000);
}

TEST_F(Keeping, an_answer_to_an_earlier_wave_is_ignored) {
    start({});
    connect("a");
    const auto stale = asked_["a"];
    connect("b");
    ASSERT_NE(asked_["a"], stale);
    Idle late = waiting_for(5000);
    late.wave = stale;
    deliver(keeper_->idle("a", late, real_ms_));
    EXPECT_EQ(keeper_->holding(), (std::vector<std::string>{"a", "b"}));
}

TEST_F(Keeping, time_stops_at_the_end) {
    start({.start = {}, .end = Moment{4000}, .speed = 0});
    connect("a");
    for (int i = 0; i < 2; ++i) answer("a", waiting_for(9000));
    EXPECT_EQ(now(), 4000);
    EXPECT_FALSE(keeper_->finished()) << "what is due at the end is still to be done";
    for (int i = 0; i < 2; ++i) answer("a", waiting_for(9000, 1));
    EXPECT_TRUE(keeper_->finished());
    EXPECT_FALSE(keeper_->due_ms());
    EXPECT_FALSE(asked_.contains("a"));
    deliver(keeper_->set_end(Moment{9000}, real_ms_));
    EXPECT_TRUE(asked_.contains("a"));
}

TEST_F(Keeping, time_stands_when_nobody_waits_and_goes_on_when_somebody_does) {
    start({});
    connect("a");
    for (int i = 0; i < 2; ++i) answer("a", {});
    EXPECT_TRUE(keeper_->quiet());
    EXPECT_EQ(now(), 1000);
    EXPECT_FALSE(asked_.contains("a"));
    pass(Timekeeper::glide_ms);
    answer("a", waiting_for(2000, 1));
    answer("a", waiting_for(2000, 1));
    EXPECT_EQ(now(), 2000);
}

TEST_F(Keeping, a_pause_holds_time_and_a_resume_asks_afresh) {
    start({});
    connect("a");
    answer("a", waiting_for(2000));
    keeper_->pause();
    answer("a", waiting_for(2000));
    pass(10'000);
    EXPECT_EQ(now(), 1000);
    deliver(keeper_->resume(real_ms_));
    answer("a", waiting_for(2000));
    EXPECT_EQ(now(), 1000);
    answer("a", waiting_for(2000));
    EXPECT_EQ(now(), 2000);
}

TEST_F(Keeping, the_speed_is_an_upper_limit) {
    start({.start = {}, .end = {}, .speed = 10});
    connect("a");
    const auto began = real_ms_;
    while (now() < 21'000) {
        while (now() < 21'000 && answer("a", waiting_for(now() < 3'000 ? 3'000 : 21'000))) {
            ASSERT_LE(now() - 1000, 10 * (real_ms_ - began));
        }
        if (const auto due = keeper_->due_ms()) pass(*due - real_ms_);
    }
    EXPECT_EQ(now(), 21'000);
    EXPECT_EQ(real_ms_ - began, 2'000) << "and is used when nothing is in the way";
}

TEST_F(Keeping, a_moment_wanted_while_time_glides_is_not_jumped_over) {
    start({.start = {}, .end = {}, .speed = 10});
    connect("a");
    for (int i = 0; i < 2; ++i) answer("a", waiting_for(100'000));
    pass(Timekeeper::glide_ms);
    for (int i = 0; i < 2; ++i) answer("a", waiting_for(1'001, 1));
    pass(Timekeeper::pause_ms_max);
    answer("a", waiting_for(1'001, 1));
    EXPECT_EQ(now(), 1'001);
}

TEST(StepMessages, are_read_as_they_were_written) {
    for (const std::string line :
         {"hello broker-1 writer", "hello worker tail", "hello console plain",
          "time 3 1700000000000", "ask 4 -5", "idle 4 17 12 1700000000000", "idle 4 17 - -"}) {
        const auto message = step::parse(line);
        ASSERT_TRUE(message) << line;
        EXPECT_EQ(std::visit([](const auto& m) { return step::to_text(m); }, *message), line);
    }
}

TEST(StepMessages, that_do_not_fit_are_refused) {
    for (const std::string line : {"",
                                   " ",
                                   "hello",
                                   "hello a",
                                   "hello a chief",
                                   "hello a/b tail",
                                   "hello a tail ",
                                   "hello a tail b",
                                   "time",
                                   "time 1",
                                   "time 1 2 3",
                                   "time x 2",
                                   "time -1 2",
                                   "time 1 2x",
                                   "ask 1  2",
                                   "idle 1 2 3",
                                   "idle 1 2 3 4 5",
                                   "idle 1 - - -",
                                   "idle 1 2 -1 -",
                                   "ask 99999999999999999999 1",
                                   "shout 1 2"}) {
        EXPECT_FALSE(step::parse(line)) << line;
    }
    EXPECT_FALSE(step::parse("hello " + std::string(10'000, 'a') + " tail"));
}

}  // namespace
}  // namespace dudao
