#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "ceremony/engine/database.h"
#include "ceremony/engine/engine.h"
#include "ceremony/engine/master_key.h"
#include "hex.h"
#include "tests/support/disk.h"
#include "tests/unit/engine/county.h"
#include "wire/codec.h"
#include "wire/command_codec.h"

namespace dudao::engine {
namespace {

using test::County;
using test::monday;

struct Restart : testing::Test {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("dudao-engine-" + std::to_string(::getpid()));
    County county;

    Restart() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        county.plan().draft.expected_visits = 5000;
    }
    ~Restart() override { std::filesystem::remove_all(folder); }

    Database open() const {
        auto database = Database::open(folder / "engine.sqlite");
        EXPECT_TRUE(database) << database.error().text();
        return std::move(*database);
    }
    Engine engine(const Database& database) const {
        return Engine(test::settings(county, "a"), database.memory().value());
    }
    static std::vector<OutboxRow> frames(Uplink& uplink, const Effects& effects) {
        std::vector<OutboxRow> rows;
        for (const Call& call : effects.calls) rows.push_back(uplink.make(call.command, {}, "t"));
        return rows;
    }
    /// Plays until something is drawn and waits; its effects are kept and performed.
    void play_to_a_draw(Engine& engine, Database& database, Uplink& uplink) {
        while (county.releases.empty()) {
            const Effects effects = engine.step(county.state, county.now);
            ASSERT_TRUE(database.keep(effects, frames(uplink, effects)));
            county.perform(effects);
            if (county.releases.empty()) county.now = *engine.next_due();
        }
        ASSERT_TRUE(county.state.tasks.empty());
    }
};

TEST_F(Restart, a_draw_is_on_disk_before_anything_of_it_leaves) {
    Uplink uplink({"gqc", "test", 1, 0});
    Database database = open();
    ASSERT_TRUE(database.begin_incarnation(1));
    Engine engine = this->engine(database);
    dudao::test::disk_calls();
    play_to_a_draw(engine, database, uplink);
    const auto calls = dudao::test::disk_calls();
    const std::string log = "sync " + (folder / "engine.sqlite-wal").string();
    EXPECT_GT(std::count(calls.begin(), calls.end(), log), 0) << calls.size();
}

TEST_F(Restart, between_draw_and_release_changes_no_byte_and_releases_once) {
    Uplink uplink({"gqc", "test", 1, 0});
    Moment due;
    Effects undisturbed;
    {
        Database database = open();
        ASSERT_TRUE(database.begin_incarnation(1));
        Engine first = engine(database);
        play_to_a_draw(first, database, uplink);
        due = *first.next_due();
        undisturbed = first.step(county.state, due);  // and dies before anything is kept
    }
    Database database = open();
    Engine second = engine(database);
    EXPECT_TRUE(second.step(county.state, county.now).empty()) << "the tick is drawn already";
    EXPECT_EQ(second.next_due(), due);
    county.now = due;
    const Effects again = second.step(county.state, due);
    ASSERT_EQ(again.calls.size(), undisturbed.calls.size());
    for (std::size_t i = 0; i < again.calls.size(); ++i) {
        EXPECT_EQ(encode_args(again.calls[i].command), encode_args(undisturbed.calls[i].command));
    }
    EXPECT_TRUE(second.step(county.state, due).calls.empty());
}

TEST_F(Restart, after_sending_resends_the_kept_frame_and_makes_no_other) {
    Uplink uplink({"gqc", "test", 1, 0});
    std::vector<OutboxRow> sent;
    {
        Database database = open();
        ASSERT_TRUE(database.begin_incarnation(1));
        Engine first = engine(database);
        play_to_a_draw(first, database, uplink);
        county.now = *first.next_due();
        const Effects effects = first.step(county.state, county.now);
        sent = frames(uplink, effects);
        ASSERT_TRUE(database.keep(effects, sent));
    }
    Database database = open();
    const auto outbox = database.outbox().value();
    ASSERT_FALSE(outbox.rows.empty());
    EXPECT_EQ(outbox.last_n, sent.back().n);
    EXPECT_EQ(outbox.rows.back().n, sent.back().n);
    EXPECT_EQ(outbox.rows.back().frame, sent.back().frame);
    Engine second = engine(database);
    EXPECT_TRUE(second.step(county.state, county.now).calls.empty());
}

TEST_F(Restart, knows_its_task_in_the_log_though_no_answer_came) {
    Uplink uplink({"gqc", "test", 1, 0});
    Database database = open();
    ASSERT_TRUE(database.begin_incarnation(1));
    {
        Engine first = engine(database);
        play_to_a_draw(first, database, uplink);
        county.now = *first.next_due();
        const Effects effects = first.step(county.state, county.now);
        ASSERT_TRUE(database.keep(effects, frames(uplink, effects)));
        county.perform(effects);
    }
    const TaskId task = county.last_task();
    county.recuse(task);
    Engine second = engine(database);
    county.perform(second.step(county.state, county.now));
    EXPECT_EQ(county.state.tasks.at(county.last_task()).replaces, task);
    EXPECT_TRUE(county.refusals.empty());
}

TEST_F(Restart, an_answered_row_goes_and_the_count_stays) {
    Uplink uplink({"gqc", "test", 1, 0});
    Database database = open();
    ASSERT_TRUE(database.begin_incarnation(1));
    Engine first = engine(database);
    play_to_a_draw(first, database, uplink);
    const auto before = database.outbox().value();
    EXPECT_EQ(database.about(1)->draw, "gqc:10000017");
    for (const OutboxRow& row : before.rows) ASSERT_TRUE(database.drop(row.n, {}));
    const auto after = database.outbox().value();
    EXPECT_TRUE(after.rows.empty());
    EXPECT_EQ(after.last_n, before.last_n);
    EXPECT_EQ(database.drawn()->size(), county.state.draws.size());
}

TEST_F(Restart, a_granted_incarnation_begins_at_one_and_sends_again_what_is_not_in_the_log) {
    Uplink uplink({"gqc", "test", 1, 0});
    Database database = open();
    ASSERT_TRUE(database.begin_incarnation(1));
    Engine first = engine(database);
    play_to_a_draw(first, database, uplink);
    county.now = *first.next_due();
    const Effects effects = first.step(county.state, county.now);
    ASSERT_TRUE(database.keep(effects, frames(uplink, effects)));
    ASSERT_TRUE(database.begin_incarnation(2));
    EXPECT_EQ(database.outbox()->incarnation, 2);
    EXPECT_EQ(database.outbox()->last_n, 0);
    Engine second = engine(database);
    EXPECT_FALSE(second.step(county.state, county.now).calls.empty());
}

/// A release before forgot a task at its check-in.
TEST_F(
    Restart,
    a_task_on_site_of_the_release_before_is_sealed_for_a_new_device_and_no_recusal_passed_on_again) {
    Uplink uplink({"gqc", "test", 1, 0});
    std::string group;
    {
        Database database = open();
        ASSERT_TRUE(database.begin_incarnation(1));
        Engine first = engine(database);
        play_to_a_draw(first, database, uplink);
        const auto turn = [&] {
            const Effects effects = first.step(county.state, county.now);
            ASSERT_TRUE(database.keep(effects, frames(uplink, effects)));
            county.perform(effects);
        };
        while (county.state.tasks.empty()) {
            county.now = *first.next_due();
            turn();
        }
        turn();
        const TaskId recused = county.last_task();
        county.recuse(recused);
        turn();
        ASSERT_NE(county.last_task(), recused) << "it is passed on";
        turn();
        group = county.state.tasks.at(county.last_task()).group.text;
        county.happens(TaskAccepted{county.last_task()});
        const UnitId target = county.release_of(county.last_task()).key.target;
        county.happens(TaskCheckedIn{county.last_task(), {}, target, {{"p-head"}}, {}, true});
        turn();
    }
    sqlite3* old = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "engine.sqlite").c_str(), &old), SQLITE_OK);
    const char* as_before = "UPDATE releases SET phase=3 WHERE phase=5; PRAGMA user_version=2";
    ASSERT_EQ(sqlite3_exec(old, as_before, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(old);
    county.enrol_device(group, "new-1");
    Database database = open();
    Engine second = engine(database);
    const Effects effects = second.step(county.state, county.now);
    const auto resealed = std::count_if(
        effects.calls.begin(), effects.calls.end(),
        [](const Call& call) { return std::holds_alternative<ResealTask>(call.command); });
    EXPECT_EQ(resealed, 1);
    EXPECT_EQ(effects.calls.size(), 1U) << "what was recused is not passed on again";
}

TEST_F(Restart, an_outbox_of_the_release_before_goes_on) {
    sqlite3* old = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "engine.sqlite").c_str(), &old), SQLITE_OK);
    const std::string made =
        "CREATE TABLE outbox (n INTEGER PRIMARY KEY, frame BLOB NOT NULL, draw TEXT NOT NULL,"
        " release BLOB NOT NULL);"
        "CREATE TABLE sender (one INTEGER PRIMARY KEY CHECK (one = 1),"
        " incarnation INTEGER NOT NULL, last_n INTEGER NOT NULL);"
        "INSERT INTO sender VALUES (1, 3, 9);"
        "INSERT INTO outbox VALUES (8, x'0102', 'gqc:1', x'" +
        to_hex(encode(ReleaseKey{"gqc:1", {"v-1"}, 2})) + "');";
    ASSERT_EQ(sqlite3_exec(old, made.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(old);
    Database database = open();
    const auto outbox = database.outbox().value();
    EXPECT_EQ(outbox.incarnation, 3);
    EXPECT_EQ(outbox.last_n, 9);
    ASSERT_EQ(outbox.rows.size(), 1U);
    EXPECT_EQ(outbox.rows[0].n, 8);
    EXPECT_EQ(outbox.rows[0].frame, "\x01\x02");
    EXPECT_EQ(database.about(8)->release, (ReleaseKey{"gqc:1", {"v-1"}, 2}));
    ASSERT_TRUE(database.drop(8, {}));
    EXPECT_TRUE(database.outbox()->rows.empty());
}

class FaultyEngine : public Restart, public testing::WithParamInterface<dudao::test::DiskFault> {};

TEST_P(FaultyEngine, keeps_a_draw_with_its_row_or_neither) {
    Uplink uplink({"gqc", "test", 1, 0});
    Database first = open();
    ASSERT_TRUE(first.begin_incarnation(1));
    Engine drawing = engine(first);
    Effects effects = drawing.step(county.state, county.now);
    while (effects.drawn.empty()) {
        county.perform(effects);
        county.now = *drawing.next_due();
        effects = drawing.step(county.state, county.now);
    }
    const auto rows = frames(uplink, effects);
    const auto file = folder / "data" / "engine.sqlite";
    bool kept = false;
    const auto begin = [&] {
        std::filesystem::remove_all(folder / "data");
        std::filesystem::create_directory(folder / "data");
        ASSERT_TRUE(Database::open(file)->begin_incarnation(1));
        kept = false;
    };
    const auto work = [&] {
        auto database = Database::open(file);
        kept = database && database->keep(effects, rows);
    };
    const auto check = [&] {
        const auto database = Database::open(file);
        ASSERT_TRUE(database) << database.error().text();
        const auto outbox = database->outbox().value();
        const bool there = !outbox.rows.empty();
        EXPECT_TRUE(there || !kept);
        EXPECT_EQ(outbox.rows.size(), there ? rows.size() : 0U);
        EXPECT_EQ(database->drawn()->size(), there ? effects.drawn.size() : 0U);
        EXPECT_EQ(outbox.last_n, there ? rows.back().n : 0);
    };
    EXPECT_GE(dudao::test::with_each_fault(folder / "data", GetParam(), begin, work, check), 3);
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultyEngine,
                         testing::Values(dudao::test::DiskFault::ShortWrite,
                                         dudao::test::DiskFault::Full,
                                         dudao::test::DiskFault::Error,
                                         dudao::test::DiskFault::PowerLoss));

TEST_F(Restart, a_master_key_that_was_not_kept_is_not_used) {
    for (const auto fault : {dudao::test::DiskFault::ShortWrite, dudao::test::DiskFault::Full,
                             dudao::test::DiskFault::Error, dudao::test::DiskFault::PowerLoss}) {
        const auto data = folder / "data";
        std::optional<Hash> told;
        const auto begin = [&] {
            std::filesystem::remove_all(data);
            std::filesystem::create_directory(data);
            told.reset();
        };
        const auto work = [&] {
            if (const auto key = master_key(data / "engine.secret")) told = *key;
        };
        const auto check = [&] {
            const auto key = master_key(data / "engine.secret");
            ASSERT_TRUE(key) << key.error().text();
            if (told) {
                EXPECT_EQ(Hash(*key), *told);
            }
        };
        EXPECT_GE(dudao::test::with_each_fault(data, fault, begin, work, check), 1);
    }
}

TEST_F(Restart, the_master_key_is_made_once_and_for_its_owner_only) {
    const auto file = folder / "engine.secret";
    const auto key = master_key(file);
    ASSERT_TRUE(key);
    EXPECT_EQ(master_key(file).value(), *key);
    struct stat info {};
    ASSERT_EQ(::stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const auto open_to_others = master_key(file);
    ASSERT_FALSE(open_to_others);
    EXPECT_EQ(open_to_others.error().mend, "chmod 0600 " + file.string());
    EXPECT_NE(demo_master_key(7), demo_master_key(8));
    EXPECT_EQ(demo_master_key(7), demo_master_key(7));
}

}  // namespace
}  // namespace dudao::engine
