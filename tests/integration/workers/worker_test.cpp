#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "office.h"
#include "store/views.h"
#include "wire/codec.h"
#include "workers/views.h"

namespace dudao::workers::test {
namespace {

std::vector<nlohmann::json> lines_of(const std::filesystem::path& file) {
    std::vector<nlohmann::json> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

/// The rows of a view in Redis, without its cursor.
std::map<std::string, std::string> rows_of(const Office& office, View view) {
    std::map<std::string, std::string> rows;
    const Reply all = office.redis({"HGETALL", keys::view(Office::j, name(view))});
    for (std::size_t i = 0; i + 1 < all.items.size(); i += 2) {
        rows[all.items[i].text] = all.items[i + 1].text;
    }
    rows.erase(std::string(view_cursor));
    return rows;
}

void expect_views_of(Office& office) {
    Views views;
    views.load(1);
    const auto anew = views.writes(office.county.state, 1);
    ASSERT_EQ(anew.size(), Names<View>::table.size());
    for (const ViewWrite& write : anew) {
        const auto cursor = [&] {
            const std::string key = keys::view(Office::j, name(write.view));
            return office.redis({"HGET", key, std::string(view_cursor)}).text;
        };
        // The worker writes them after it has read the last commit.
        ASSERT_TRUE(office.until([&] { return cursor() == std::to_string(office.seq()); }));
        EXPECT_EQ(rows_of(office, write.view),
                  (std::map<std::string, std::string>(write.rows.begin(), write.rows.end())));
    }
}

/// Without those that say that nothing was to be sent any more.
int outcomes_of_attempts(const Office& office) {
    const auto& log = office.county.log;
    return static_cast<int>(std::count_if(log.begin(), log.end(), [](const Event& event) {
        const auto* outcome = std::get_if<NoticeOutcome>(&event.body);
        return outcome && outcome->state != NoticeState::Overtaken;
    }));
}

TEST(WorkerProcess, keeps_every_deadline_of_a_rectification_and_says_so_in_the_file) {
    Office office;
    const auto id = office.county.in_progress();
    office.commit();
    const std::string file = (office.folder() / "notices.jsonl").string();
    office.start({"--notice-file", file});
    ASSERT_TRUE(office.run_until(office.county.now + days(60)));
    const Rectification& r = office.county.of(id);
    EXPECT_EQ(r.step, 6);
    EXPECT_TRUE(r.lead);
    EXPECT_EQ(office.count("step.overtaken"), 0) << "each step at its own moment";
    EXPECT_EQ(office.count("notice.attempted"), outcomes_of_attempts(office));
    const auto lines = lines_of(file);
    EXPECT_EQ(lines.size(), static_cast<std::size_t>(office.count("notice.attempted")));
    std::set<std::uint64_t> ids;
    bool yellow = false;
    for (const auto& line : lines) {
        EXPECT_TRUE(ids.insert(line["id"].get<std::uint64_t>()).second) << "each at most once";
        for (const auto& item : line["items"]) yellow = yellow || item["key"] == "step.3";
    }
    EXPECT_TRUE(yellow);
    expect_views_of(office);
    office.worker_process->signal(SIGTERM);
    EXPECT_TRUE(office.until([&] { return !office.worker_process->running(); }));
    EXPECT_EQ(office.worker_process->wait(0), 0);
}

TEST(WorkerProcess, killed_after_an_attempt_it_says_uncertain_once_and_sends_nothing_twice) {
    Office office;
    office.county.in_progress();
    office.commit();
    const std::string file = (office.folder() / "notices.jsonl").string();
    const std::vector<std::string> flags{"--notice-file", file};
    bool killed = false;
    office.dies_at = [&](const Command&) {
        const auto& last = office.county.log;
        for (auto at = last.rbegin(); at != last.rend() && at < last.rbegin() + 3; ++at) {
            if (!killed && std::holds_alternative<NoticeAttempted>(at->body)) return killed = true;
        }
        return false;
    };
    office.start(flags);
    const Moment end = office.county.now + days(60);
    const bool not_yet = office.until([&] { return killed; }, 1);
    EXPECT_FALSE(not_yet);
    ASSERT_FALSE(office.run_until(end) && !killed);
    if (!killed) GTEST_FAIL() << "no notice was attempted";
    office.start(flags);
    ASSERT_TRUE(office.run_until(end));
    int uncertain = 0;
    for (const Event& event : office.county.log) {
        const auto* outcome = std::get_if<NoticeOutcome>(&event.body);
        if (outcome && outcome->state == NoticeState::Uncertain) ++uncertain;
    }
    EXPECT_EQ(uncertain, 1);
    EXPECT_EQ(office.count("notice.attempted"), outcomes_of_attempts(office));
    EXPECT_EQ(lines_of(file).size(),
              static_cast<std::size_t>(office.count("notice.attempted")) - 1);
}

TEST(WorkerProcess, makes_the_views_anew_when_it_starts) {
    Office office;
    office.county.in_progress();
    office.commit();
    office.start({});
    ASSERT_TRUE(office.worker_process);
    ASSERT_TRUE(office.run_until(office.county.now + days(30)));
    expect_views_of(office);
    office.worker_process->kill_9();
    office.redis({"HSET", keys::view(Office::j, "ledger"), "nonsense", "x"});
    office.start({});
    ASSERT_TRUE(office.run_until(office.county.now + hours(1)));
    expect_views_of(office);
}

TEST(WorkerProcess, without_a_log_says_who_makes_one_and_ends) {
    Office office;
    auto arguments = office.arguments({});
    arguments[2] = "nowhere";
    auto child = Child::start(arguments);
    ASSERT_TRUE(child);
    EXPECT_TRUE(office.until([&] { return !child->running(); }));
    EXPECT_EQ(child->wait(0), 1);
    EXPECT_NE(child->read_all(1000).find("dudao init"), std::string::npos);
}

}  // namespace
}  // namespace dudao::workers::test
