// One that ends again and again is left down with its reason and what to do, and the rest goes on;
// it is tried again ever more seldom. Only without a vital one all of it ends.
#include "cli/up/fleet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "cli/up/last_words.h"
#include "disk/turnover.h"
#include "tests/support/temp_dir.h"

namespace dudao::up {
namespace {

constexpr std::int64_t limit_ms = 20'000;
constexpr Fleet::Patience short_patience{.first_pause_ms = 1,
                                         .pause_ms_max = 2,
                                         .calm_ms = 60'000,
                                         .restarts_in_a_row_max = 3,
                                         .first_rest_ms = 20,
                                         .rest_ms_max = 40};

struct Watched : testing::Test {
    Watched() {
        fleet_.on_down([this](const std::string& name, const Error& what) {
            told_ += name + ": " + what.text() + "\n";
        });
        fleet_.on_back([this](const std::string& name) { told_ += name + " is back\n"; });
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
        return member(name, "echo the key is missing >&2; exit 3", vital);
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
    EXPECT_EQ(fleet_.down(),
              (std::map<std::string, std::string>{{"engine", "  the key is missing"}}));
    EXPECT_FALSE(fleet_.hopeless());
    EXPECT_EQ(fleet_.pids().size(), 2U);
    EXPECT_NE(told_.find("engine ended 4 times in a row (3)"), told_.npos) << told_;
    EXPECT_NE(told_.find("\n  the key is missing\n"), told_.npos) << "it says why: " << told_;
    EXPECT_NE(told_.find("engine.err"), told_.npos) << "it says where to look: " << told_;
    EXPECT_NE(told_.find("back within a minute"), told_.npos) << "and what to do: " << told_;
}

TEST_F(Watched, one_that_ends_too_often_later_leaves_the_rest_running) {
    const auto flag = (folder_ / "gone").string();
    ASSERT_TRUE(fleet_.start(that_serves("broker", true)));
    ASSERT_TRUE(fleet_.start(member(
        "console", "test -e " + flag + " && exit 3; touch " + flag + "; echo ready", false)));
    ASSERT_TRUE(turn_until([&] { return fleet_.down().contains("console"); })) << told_;
    EXPECT_TRUE(fleet_.pids().contains("broker"));
}

TEST_F(Watched, one_that_is_started_anew_has_the_other_argv_and_no_fault) {
    const auto proof = folder_ / "proof";
    ASSERT_TRUE(fleet_.start(that_serves("worker", true)));
    ASSERT_TRUE(fleet_.wait_ready(limit_ms));
    const int before = fleet_.pids().at("worker");
    fleet_.set_argv(
        "worker",
        {"/bin/sh", "-c", "echo x > " + proof.string() + "; echo ready; exec tail -f /dev/null"});
    for (int i = 0; i <= short_patience.restarts_in_a_row_max; ++i) {
        const int last = fleet_.pids().at("worker");
        fleet_.start_anew("worker");
        ASSERT_TRUE(turn_until([&] {
            const auto pids = fleet_.pids();
            return pids.contains("worker") && pids.at("worker") != last;
        }));
    }
    EXPECT_NE(fleet_.pids().at("worker"), before);
    ASSERT_TRUE(turn_until([&] { return std::filesystem::exists(proof); }));
    EXPECT_EQ(fleet_.restarts(), 0);
    EXPECT_FALSE(fleet_.hopeless());
    EXPECT_EQ(told_, "");
}

TEST_F(Watched, without_a_vital_one_all_ends_and_it_says_what_to_do) {
    ASSERT_TRUE(fleet_.start(that_serves("console", false)));
    ASSERT_TRUE(fleet_.start(that_ends("broker", true)));
    const auto ready = fleet_.wait_ready(limit_ms);
    ASSERT_FALSE(ready);
    ASSERT_TRUE(fleet_.hopeless());
    for (const char* each : {"the key is missing", "broker.err", "dudao up again"}) {
        EXPECT_NE(ready.error().text().find(each), std::string::npos) << ready.error().text();
    }
}

TEST_F(Watched, one_that_was_left_down_is_tried_again_and_told_once) {
    const auto mended = (folder_ / "mended").string();
    const auto tries = (folder_ / "tries").string();
    ASSERT_TRUE(fleet_.start(that_serves("broker", true)));
    ASSERT_TRUE(fleet_.start(member("console",
                                    "echo x >> " + tries + "; test -e " + mended +
                                        " && { echo ready; exec tail -f /dev/null; }; echo it is "
                                        "taken >&2; exit 1",
                                    false)));
    const auto tried = [&] { return size_of(tries) / 2; };
    ASSERT_TRUE(turn_until([&] { return tried() >= 7; })) << told_;
    EXPECT_EQ(told_.find("console:"), told_.rfind("console:"))
        << "the reason is the same: " << told_;
    EXPECT_EQ(fleet_.down().count("console"), 1U);
    std::ofstream(mended) << "x";
    ASSERT_TRUE(turn_until([&] { return fleet_.down().empty(); })) << told_;
    EXPECT_NE(told_.find("console is back"), told_.npos) << told_;
    EXPECT_TRUE(fleet_.pids().contains("console"));
    EXPECT_TRUE(fleet_.wait_ready(0)) << "nobody is waited for any more";
}

TEST_F(Watched, one_that_ends_for_another_reason_since_is_told_again) {
    const auto other = (folder_ / "other").string();
    ASSERT_TRUE(fleet_.start(
        member("console", "test -e " + other + " && echo no disk >&2 || echo no port >&2; exit 1",
               false)));
    ASSERT_TRUE(turn_until([&] { return !fleet_.down().empty(); }));
    std::ofstream(other) << "x";
    ASSERT_TRUE(turn_until([&] { return fleet_.down().at("console") == "  no disk"; })) << told_;
    EXPECT_LT(told_.find("no port"), told_.find("no disk"));
}

TEST(Patience, tries_ever_more_seldom_and_at_least_each_minute) {
    const Fleet::Patience usual{};
    std::vector<std::int64_t> rests{0};
    for (int i = 0; i < 5; ++i) rests.push_back(Fleet::rest_ms(usual, rests.back()));
    EXPECT_EQ(rests, (std::vector<std::int64_t>{0, 10'000, 20'000, 40'000, 60'000, 60'000}));
}

TEST(LastWords, are_few_short_and_printable) {
    test::TempDir folder;
    const auto file = folder / "console.err";
    std::ofstream(file) << "of before\n";
    const auto from = size_of(file);
    EXPECT_EQ(last_words(file, from), "");
    {
        std::ofstream out(file, std::ios::app);
        for (int i = 0; i < 10; ++i) out << "line " << i << "\n\n";
        out << "\x1b[31mred" << std::string(1000, 'x');
    }
    const std::string said = last_words(file, from);
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 5) << said;
    EXPECT_EQ(said.find("of before"), said.npos);
    EXPECT_TRUE(said.starts_with("  line 5\n")) << said;
    EXPECT_NE(said.find("<U+001B>[31mred"), said.npos) << said;
    EXPECT_LT(said.size(), 400U);
    EXPECT_TRUE(in_one_line(said).starts_with("line 5; line 6; ")) << in_one_line(said);
    EXPECT_EQ(last_words(folder / "none", 0), "");
    std::ofstream(file) << "anew\n";  // somebody made the log shorter
    EXPECT_EQ(last_words(file, from), "  anew");
}

TEST_F(Watched, a_program_that_is_not_there_is_named) {
    Fleet::Member missing{"engine", {"/nowhere/dudao-engine"}, "", "ready"};
    missing.vital = false;
    ASSERT_TRUE(fleet_.start(std::move(missing)));
    ASSERT_TRUE(fleet_.wait_ready(limit_ms));
    EXPECT_NE(told_.find("/nowhere/dudao-engine"), told_.npos) << told_;
}

std::uintmax_t size_in_all(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& each : std::filesystem::directory_iterator(folder)) bytes += each.file_size();
    return bytes;
}

TEST_F(Watched, what_a_process_says_without_end_is_bounded_while_it_runs) {
    auto loud = member("loud",
                       "echo ready; for i in 1 2 3 4 5 6; do head -c 17000000 /dev/zero >&2; "
                       "sleep 1.2; done; exec tail -f /dev/null",
                       true);
    const std::filesystem::path log = loud.log;
    ASSERT_TRUE(fleet_.start(std::move(loud)));
    EXPECT_TRUE(turn_until([&] { return std::filesystem::exists(disk::older(log, 3)); }));
    EXPECT_TRUE(turn_until([&] { return std::filesystem::file_size(log) == 0; }));
    EXPECT_LE(size_in_all(log.parent_path()), 3U * 2U * 17'000'000U);
    EXPECT_FALSE(std::filesystem::exists(disk::older(log, 4)));
}

TEST_F(Watched, a_log_that_was_long_before_the_start_is_turned_over_first) {
    auto quiet = that_serves("quiet", true);
    const std::filesystem::path log = quiet.log;
    ASSERT_TRUE(disk::create(log, "", 0600));
    std::filesystem::resize_file(log, 17'000'000);
    ASSERT_TRUE(fleet_.start(std::move(quiet)));
    EXPECT_EQ(std::filesystem::file_size(log), 0U);
    EXPECT_EQ(std::filesystem::file_size(disk::older(log, 1)), 17'000'000U);
}

}  // namespace
}  // namespace dudao::up
