// The device's memory: what a kill between any two statements leaves behind.
#include "agents/database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <optional>

#include "hex.h"
#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"
#include "wire/codec.h"

namespace dudao::agent {
namespace {

class DeviceDatabase : public testing::Test {
 protected:
    std::string file() const { return (folder_ / "agent.sqlite").string(); }
    Stored stored() const {
        auto database = Database::open(file());
        EXPECT_TRUE(database) << database.error().text();
        auto loaded = database->load();
        EXPECT_TRUE(loaded) << loaded.error().text();
        return loaded.value_or(Stored{});
    }
    test::TempDir folder_;
};

Row a_row(std::int64_t n) {
    Row row;
    row.n = n;
    row.name = "task.accept";
    row.task = TaskId{7};
    row.step = "accept";
    row.frame = std::string("bytes\0of", 8) + std::to_string(n);
    row.kept_at = Moment{1000 + n};
    return row;
}

Settings numbered(std::int64_t n) {
    Settings settings;
    settings.last_n = n;
    return settings;
}

/// A command and what it changes here: never one without the other.
std::vector<Write> a_turn(std::int64_t n) {
    Visit visit;
    visit.task = TaskId{7};
    visit.number = static_cast<std::int32_t>(n);
    return {KeepRow{a_row(n)}, KeepVisit{visit}, KeepSettings{numbered(n)}};
}

TEST_F(DeviceDatabase, gives_back_what_was_kept) {
    {
        auto database = Database::open(file());
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->commit(a_turn(1)));
        EvidenceFile photo{EvidenceHash{std::string(64, 'a')}, 9, "image/jpeg", false, 0, false};
        EvidenceFile other{EvidenceHash{std::string(64, 'b')}, 8, "image/png", false, 0, false};
        ASSERT_TRUE(database->commit({KeepEvidence{photo}, KeepEvidence{other}}));
        photo.attached = true;
        photo.uploaded = 4;
        ASSERT_TRUE(database->commit({KeepEvidence{photo}}));
        Row answered = a_row(1);
        answered.state = RowState::Refused;
        answered.answered_at = Moment{9};
        answered.answer = {1, 1, false, {}, "forbidden", "w", "m", {"recuse"}};
        ASSERT_TRUE(database->commit({AnswerRow{answered}}));
    }
    const Stored all = stored();
    ASSERT_EQ(all.rows.size(), 1U);
    EXPECT_EQ(all.rows[0].state, RowState::Refused);
    EXPECT_EQ(all.rows[0].answer.why, "forbidden");
    EXPECT_EQ(all.rows[0].answer.possible, std::vector<std::string>{"recuse"});
    EXPECT_EQ(all.rows[0].frame, "");
    EXPECT_EQ(all.rows[0].step, "accept");
    ASSERT_EQ(all.evidence.size(), 2U);
    EXPECT_EQ(all.evidence[0].uploaded, 4) << "in the order they came";
    EXPECT_EQ(all.visits.at(0).number, 1);
    EXPECT_EQ(all.settings.last_n, 1);
}

TEST_F(DeviceDatabase, a_number_given_twice_is_refused_and_changes_nothing) {
    auto database = Database::open(file());
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->commit(a_turn(1)));
    EXPECT_FALSE(database->commit({KeepSettings{numbered(5)}, KeepRow{a_row(1)}}));
    ASSERT_TRUE(database->commit({KeepRow{a_row(2)}})) << "and the next turn goes on";
    EXPECT_EQ(database->load()->settings.last_n, 1);
}

TEST_F(DeviceDatabase, has_a_turn_on_disk_when_it_says_so) {
    auto database = Database::open(file());
    ASSERT_TRUE(database);
    for (std::int64_t n = 1; n <= 3; ++n) {
        test::disk_calls();
        ASSERT_TRUE(database->commit(a_turn(n)));
        const auto calls = test::disk_calls();
        EXPECT_EQ(std::count(calls.begin(), calls.end(), "sync " + file() + "-wal"), 1) << n;
    }
}

TEST_F(DeviceDatabase, is_written_through_to_the_disk) {
    ASSERT_TRUE(Database::open(file()));
    auto database = Database::open(file());
    ASSERT_TRUE(database->commit(a_turn(1)));
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
    std::string mode;
    const auto take = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) = values[0];
        return 0;
    };
    sqlite3_exec(other, "PRAGMA journal_mode", take, &mode, nullptr);
    sqlite3_close(other);
    EXPECT_EQ(mode, "wal");
}

TEST_F(DeviceDatabase, of_a_later_version_is_left_alone) {
    ASSERT_TRUE(Database::open(file()));
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "PRAGMA user_version=99", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    const auto opened = Database::open(file());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Error::Kind::Corrupt);
}

TEST_F(DeviceDatabase, of_the_first_version_is_brought_up_with_all_that_it_held) {
    sqlite3* old = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &old), SQLITE_OK);
    const std::string hex = to_hex(encode(wire::Answer{}));
    const std::string made =
        "CREATE TABLE outbox (incarnation INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL,"
        " task TEXT NOT NULL, step TEXT NOT NULL, evidence TEXT NOT NULL, frame BLOB NOT NULL,"
        " kept_ms INTEGER NOT NULL, state INTEGER NOT NULL, answered_ms INTEGER NOT NULL,"
        " answer BLOB NOT NULL, PRIMARY KEY (incarnation, n)) WITHOUT ROWID;"
        "CREATE TABLE inbox (task TEXT PRIMARY KEY, dispatch BLOB NOT NULL);"
        "CREATE TABLE aside (task TEXT PRIMARY KEY, dispatch BLOB NOT NULL);"
        "CREATE TABLE visits (task TEXT PRIMARY KEY, visit BLOB NOT NULL);"
        "CREATE TABLE evidence (hash TEXT PRIMARY KEY, size INTEGER NOT NULL, mime TEXT NOT NULL,"
        " attached INTEGER NOT NULL, uploaded INTEGER NOT NULL, stored INTEGER NOT NULL);"
        "CREATE TABLE checklists (hash BLOB PRIMARY KEY, checklist BLOB NOT NULL);"
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);"
        "INSERT INTO outbox VALUES (1, 1, 'task.accept', '7', 'accept', '', x'0102', 5, 0, 0, x'" +
        hex + "'); PRAGMA user_version=1;";
    ASSERT_EQ(sqlite3_exec(old, made.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(old);
    const Stored all = stored();
    ASSERT_EQ(all.rows.size(), 1U);
    EXPECT_EQ(all.rows[0].frame, std::string("\x01\x02"));
    EXPECT_EQ(all.rows[0].name, "task.accept");
    EXPECT_EQ(all.rows[0].task, TaskId{7});
    EXPECT_EQ(all.rows[0].step, "accept");
    EXPECT_EQ(all.rows[0].kept_at, Moment{5});
    EXPECT_EQ(all.rows[0].key, "");
    EXPECT_TRUE(all.rows[0].by.text.empty());
    EXPECT_TRUE(all.keys.empty());
    EXPECT_EQ(stored().rows.size(), 1U) << "and once only";
}

/// An assignment as the release before kept it: nothing of a return.
struct FormerWork {
    AssignmentId assignment;
    assignment::State confirmed = assignment::State::UnderWay;
    std::vector<PersonId> hands;
    DUDAO_FIELDS(assignment, confirmed, hands)
};

TEST_F(DeviceDatabase, of_the_release_before_gives_its_assignments_without_a_reason) {
    ASSERT_TRUE(Database::open(file()));
    const FormerWork before{
        AssignmentId{9}, assignment::State::UnderWay, {PersonId{"p1"}, PersonId{"p2"}}};
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
    const std::string row =
        "INSERT INTO team_works VALUES ('9', x'" + to_hex(encode(before)) + "')";
    ASSERT_EQ(sqlite3_exec(other, row.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    const Stored all = stored();
    ASSERT_EQ(all.team_works.size(), 1U);
    EXPECT_EQ(all.team_works[0].hands, before.hands);
    EXPECT_TRUE(all.team_works[0].returned.empty());
    EXPECT_TRUE(all.team_works[0].reason.empty());
}

TEST_F(DeviceDatabase, keeps_keys_words_and_phones) {
    const Keyed keyed{"01BX5ZZKBKACTAV9WEVGEMMVRZ", 1, 1, RowState::Saved, "made"};
    Phone phone{"f1", "hash", PersonId{"p1"}, "her phone", Moment{5}};
    FindingNote note{FindingId{"f"}, TaskId{7}, {}, PersonId{"p1"}};
    note.facts.text.value = "空岗";
    Row row = a_row(1);
    row.by = PersonId{"p1"};
    row.key = keyed.key;
    {
        auto database = Database::open(file());
        ASSERT_TRUE(
            database->commit({KeepRow{row}, KeepKey{keyed}, KeepPhone{phone}, KeepFinding{note},
                              KeepUnits{{{UnitId{"v"}, "村", "V"}}}, KeepSettings{numbered(1)}}));
        ASSERT_TRUE(database->commit({KeepPhone{Phone{"f2", "", {}, "", {}}}, DropPhone{"f2"}}));
    }
    const Stored all = stored();
    EXPECT_EQ(all.rows.at(0).by.text, "p1");
    EXPECT_EQ(all.rows.at(0).key, keyed.key);
    EXPECT_EQ(all.keys.at(0).made, "made");
    EXPECT_EQ(all.findings.at(0).facts.text.value, "空岗");
    EXPECT_EQ(all.units.at(0).zh, "村");
    ASSERT_EQ(all.phones.size(), 1U);
    EXPECT_EQ(all.phones[0].device, "her phone");
}

/// A child keeps turn after turn, says each number it was told is kept, and is killed after the
/// given statement.
std::int64_t kept_before_kill(const std::string& file, int statement) {
    int line[2];
    EXPECT_EQ(::pipe(line), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        int count = 0;
        auto database = Database::open(file, [&count, statement] {
            if (++count == statement) ::raise(SIGKILL);
        });
        if (!database) ::_exit(3);
        for (std::int64_t n = database->load()->settings.last_n + 1;; ++n) {
            if (!database->commit(a_turn(n))) ::_exit(4);
            if (::write(line[1], &n, sizeof n) != sizeof n) ::_exit(5);
        }
    }
    ::close(line[1]);
    std::int64_t last = 0;
    std::int64_t n = 0;
    while (::read(line[0], &n, sizeof n) == sizeof n) last = n;
    ::close(line[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    return last;
}

TEST_F(DeviceDatabase,
       killed_between_any_two_statements_keeps_what_it_promised_and_nothing_by_half) {
    std::int64_t promised = 0;
    for (int statement = 1; statement <= 15; ++statement) {  // of three turns of five
        promised = std::max(promised, kept_before_kill(file(), statement));
        const Stored all = stored();
        ASSERT_GE(all.settings.last_n, promised) << "after statement " << statement;
        ASSERT_LE(all.settings.last_n, promised + 1);
        ASSERT_EQ(static_cast<std::int64_t>(all.rows.size()), all.settings.last_n);
        for (std::size_t i = 0; i < all.rows.size(); ++i) {
            ASSERT_EQ(all.rows[i].n, static_cast<std::int64_t>(i) + 1);
        }
        ASSERT_EQ(all.visits.empty() ? 0 : all.visits[0].number, all.settings.last_n);
        promised = all.settings.last_n;
    }
    EXPECT_GT(promised, 10);
}

class FaultyDevice : public DeviceDatabase, public testing::WithParamInterface<test::DiskFault> {};

TEST_P(FaultyDevice, keeps_each_turn_that_was_promised_and_no_turn_by_half) {
    const auto data = folder_ / "data";
    const std::string name = (data / "agent.sqlite").string();
    std::int64_t promised = 0;
    std::optional<Error> why;
    const auto begin = [&] {
        std::filesystem::remove_all(data);
        std::filesystem::create_directory(data);
        ASSERT_TRUE(Database::open(name)->commit(a_turn(1)));
        promised = 1;
        why.reset();
    };
    const auto work = [&] {
        const auto database = Database::open(name);
        if (!database) return;
        for (std::int64_t n = 2; n <= 4; ++n) {
            const auto kept = database->commit(a_turn(n));
            if (!kept) why = kept.error();
            if (!kept) return;
            promised = n;
        }
    };
    const auto check = [&] {
        const auto all = Database::open(name)->load();
        ASSERT_TRUE(all) << all.error().text();
        const bool all_told = GetParam() != test::DiskFault::PowerLoss;
        EXPECT_GE(all->settings.last_n, promised);
        EXPECT_LE(all->settings.last_n, promised + (all_told ? 0 : 1));
        EXPECT_EQ(static_cast<std::int64_t>(all->rows.size()), all->settings.last_n);
        EXPECT_EQ(all->visits.at(0).number, all->settings.last_n);
        if (GetParam() == test::DiskFault::Full && why) {
            EXPECT_EQ(why->kind, Error::Kind::Busy) << "it may be tried again";
        }
    };
    EXPECT_GE(test::with_each_fault(data, GetParam(), begin, work, check), 5);
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultyDevice,
                         testing::Values(test::DiskFault::ShortWrite, test::DiskFault::Full,
                                         test::DiskFault::Error, test::DiskFault::PowerLoss));

}  // namespace
}  // namespace dudao::agent
