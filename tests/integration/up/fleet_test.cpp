// One that ends again and again is given up with what to do, and the rest goes on; only without a
// vital one all of it ends.
#include "cli/up/fleet.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace dudao::up {
namespace {

constexpr std::int64_t limit_ms = 20'000;
constexpr Fleet::Patience short_patience{
    .first_pause_ms = 1, .pause_ms_max = 2, .calm_ms = 60'000, .restarts_in_a_row_max = 3};

class Watched : public testing::Test {
 protected:
    Watched() {
        fleet_.on_given_up([this](const std::string& name, const Error& what) {
            told_ += name + ": " + what.text() + "\n";
        });
    }

    Fleet::Member member(const std::string& name, const std::string& script, bool vital) {
        Fleet::Member made{
            name, {"/bin/sh", "-c", script}, (folder_ / (name + ".err")).string(), "ready"};
        made.vital = vital;
        return made;
    }
    Fleet::Member that_serves(const std::string& name, bool vital) {
        return member(name, "echo ready; exec tail -f /dev/null", vital);
    }
    Fleet::Member that_ends(const std::string& name, bool vital) {
        return member(name, "exit 3", vital);
    }
    template <class Done>
    bool turn_until(Done done) {
        const std::int64_t end = fleet_.steady().now_ms() + limit_ms;
        while (!done()) {
            if (fleet_.steady().now_ms() > end) return false;
            fleet_.turn();
        }
        return true;
    }

    test::TempDir folder_;
    Fleet fleet_{Lang::En, short_patience};
    std::string told_;
};

TEST_F(Watched, the_rest_starts_without_one_that_is_not_vital_and_ends_too_often) {
    ASSERT_TRUE(fleet_.start(that_serves("broker", true)));
    ASSERT_TRUE(fleet_.start(that_ends("engine", false)));
    ASSERT_TRUE(fleet_.start(that_serves("console", false)));
    const auto ready = fleet_.wait_ready(limit_ms);
    EXPECT_TRUE(ready) << ready.error().text();
    EXPECT_EQ(fleet_.given_up(), std::set<std::string>{"engine"});
    EXPECT_FALSE(fleet_.hopeless());
    EXPECT_EQ(fleet_.pids().size(), 2U);
    EXPECT_NE(told_.find("engine ended 4 times in a row (3)"), told_.npos) << told_;
    EXPECT_NE(told_.find("engine.err"), told_.npos) << "it says where to look: " << told_;
    EXPECT_NE(told_.find("dudao up"), told_.npos) << "and what to do: " << told_;
}

TEST_F(Watched, one_that_ends_too_often_later_leaves_the_rest_running) {
    const auto flag = (folder_ / "gone").string();
    ASSERT_TRUE(fleet_.start(that_serves("broker", true)));
    ASSERT_TRUE(fleet_.start(member(
        "console", "test -e " + flag + " && exit 3; touch " + flag + "; echo ready", false)));
    ASSERT_TRUE(turn_until([&] { return fleet_.given_up().contains("console"); })) << told_;
    EXPECT_TRUE(fleet_.pids().contains("broker"));
}

TEST_F(Watched, without_a_vital_one_all_ends_and_it_says_what_to_do) {
    ASSERT_TRUE(fleet_.start(that_serves("console", false)));
    ASSERT_TRUE(fleet_.start(that_ends("broker", true)));
    const auto ready = fleet_.wait_ready(limit_ms);
    ASSERT_FALSE(ready);
    ASSERT_TRUE(fleet_.hopeless());
    EXPECT_NE(ready.error().mend.find("broker.err"), std::string::npos) << ready.error().text();
    EXPECT_NE(ready.error().mend.find("dudao up"), std::string::npos) << ready.error().text();
}

TEST_F(Watched, a_program_that_is_not_there_is_named) {
    Fleet::Member missing{"engine", {"/nowhere/dudao-engine"}, "", "ready"};
    missing.vital = false;
    ASSERT_TRUE(fleet_.start(std::move(missing)));
    ASSERT_TRUE(fleet_.wait_ready(limit_ms));
    EXPECT_NE(told_.find("/nowhere/dudao-engine"), told_.npos) << told_;
}

}  // namespace
}  // namespace dudao::up
