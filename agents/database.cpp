#include "agents/database.h"

#include <sqlite3.h>

#include <array>
#include <cstdlib>
#include <optional>

#include "agents/limits.h"
#include "ensure.h"
#include "wire/codec.h"

namespace dudao::agent {
namespace {

constexpr int schema_version = 2;

constexpr const char* settings_of_file =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA wal_autocheckpoint=256;";
// A step for each version, from the one before: an older file is brought up, a new one made.
constexpr const char* first_tables =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS outbox (incarnation INTEGER NOT NULL, n INTEGER NOT NULL,"
    " name TEXT NOT NULL, task TEXT NOT NULL, step TEXT NOT NULL, evidence TEXT NOT NULL,"
    " frame BLOB NOT NULL, kept_ms INTEGER NOT NULL, state INTEGER NOT NULL,"
    " answered_ms INTEGER NOT NULL, answer BLOB NOT NULL, PRIMARY KEY (incarnation, n))"
    " WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS inbox (task TEXT PRIMARY KEY, dispatch BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS aside (task TEXT PRIMARY KEY, dispatch BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS visits (task TEXT PRIMARY KEY, visit BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS evidence (hash TEXT PRIMARY KEY, size INTEGER NOT NULL,"
    " mime TEXT NOT NULL, attached INTEGER NOT NULL, uploaded INTEGER NOT NULL,"
    " stored INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS checklists (hash BLOB PRIMARY KEY, checklist BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);"
    "PRAGMA user_version=1; COMMIT;";
constexpr const char* tables_of_phones =
    "BEGIN IMMEDIATE;"
    "ALTER TABLE outbox ADD COLUMN speaker TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN key TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE keys (key TEXT PRIMARY KEY, incarnation INTEGER NOT NULL, n INTEGER NOT NULL,"
    " state INTEGER NOT NULL, made TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE findings (id TEXT PRIMARY KEY, finding BLOB NOT NULL);"
    "CREATE TABLE phones (id TEXT PRIMARY KEY, phone BLOB NOT NULL);"
    "PRAGMA user_version=2; COMMIT;";
constexpr auto steps = std::to_array<const char*>({first_tables, tables_of_phones});
static_assert(steps.size() == schema_version);

Error error_of(sqlite3* db, const std::string& what) {
    const int code = sqlite3_errcode(db) & 0xff;
    const bool again = code == SQLITE_FULL || code == SQLITE_BUSY;
    return Error{again ? Error::Kind::Busy : Error::Kind::Corrupt,
                 "device database: " + what + ": " + sqlite3_errmsg(db),
                 again ? "free some space, then try again" : ""};
}

std::string text_of(TaskId task) { return std::to_string(task.value); }

/// One prepared statement; parameters are bound in order.
class Statement {
 public:
    Statement(sqlite3* db, const char* sql) : db_(db) {
        good_ = sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) == SQLITE_OK;
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& number(std::int64_t value) {
        good_ = good_ && sqlite3_bind_int64(statement_, ++at_, value) == SQLITE_OK;
        return *this;
    }
    Statement& text(const std::string& value) {
        good_ = good_ &&
                sqlite3_bind_text(statement_, ++at_, value.data(), static_cast<int>(value.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK;
        return *this;
    }
    Statement& blob(const std::string& value) {
        good_ = good_ &&
                sqlite3_bind_blob(statement_, ++at_, value.data(), static_cast<int>(value.size()),
                                  SQLITE_TRANSIENT) == SQLITE_OK;
        return *this;
    }
    Result<void> run() {
        if (good_ && sqlite3_step(statement_) == SQLITE_DONE) return {};
        return tl::unexpected<Error>(error_of(db_, "write"));
    }
    /// True while there is a row; false at the end or at an error, which ended() tells apart.
    bool next() {
        if (good_) code_ = sqlite3_step(statement_);
        return good_ && code_ == SQLITE_ROW;
    }
    Result<void> ended() const {
        if (good_ && code_ == SQLITE_DONE) return {};
        return tl::unexpected<Error>(error_of(db_, "read"));
    }
    std::int64_t number_at(int column) { return sqlite3_column_int64(statement_, column); }
    std::string bytes_at(int column) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const int size = sqlite3_column_bytes(statement_, column);
        return bytes == nullptr ? std::string{}
                                : std::string(bytes, static_cast<std::size_t>(size));
    }

 private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    bool good_ = false;
    int at_ = 0;
    int code_ = SQLITE_DONE;
};

Result<void> write(sqlite3* db, const KeepRow& each) {
    const Row& row = each.row;
    return Statement(db, "INSERT INTO outbox VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .number(row.incarnation)
        .number(row.n)
        .text(row.name)
        .text(text_of(row.task))
        .text(row.step)
        .text(row.evidence.text)
        .blob(row.frame)
        .number(row.kept_at.ms)
        .number(static_cast<int>(row.state))
        .number(row.answered_at.ms)
        .blob(encode(row.answer))
        .text(row.by.text)
        .text(row.key)
        .run();
}

Result<void> write(sqlite3* db, const AnswerRow& each) {
    const Row& row = each.row;
    return Statement(db,
                     "UPDATE outbox SET state=?, answered_ms=?, answer=?, frame=x''"
                     " WHERE incarnation=? AND n=?")
        .number(static_cast<int>(row.state))
        .number(row.answered_at.ms)
        .blob(encode(row.answer))
        .number(row.incarnation)
        .number(row.n)
        .run();
}

Result<void> write(sqlite3* db, const DropRow& each) {
    return Statement(db, "DELETE FROM outbox WHERE incarnation=? AND n=?")
        .number(each.incarnation)
        .number(each.n)
        .run();
}

Result<void> write(sqlite3* db, const DropAnswered& each) {
    return Statement(db, "DELETE FROM outbox WHERE state<>0 AND answered_ms<?")
        .number(each.before.ms)
        .run();
}

Result<void> write(sqlite3* db, const KeepVisit& each) {
    return Statement(db, "INSERT OR REPLACE INTO visits VALUES (?,?)")
        .text(text_of(each.visit.task))
        .blob(encode(each.visit))
        .run();
}

Result<void> write(sqlite3* db, const DropVisit& each) {
    const std::string task = text_of(each.task);
    auto gone = Statement(db, "DELETE FROM visits WHERE task=?").text(task).run();
    if (!gone) return gone;
    return Statement(db, "DELETE FROM inbox WHERE task=?").text(task).run();
}

Result<void> write(sqlite3* db, const KeepDispatch& each) {
    const std::string task = text_of(each.dispatch.task);
    auto opened = Statement(db, "DELETE FROM aside WHERE task=?").text(task).run();
    if (!opened) return opened;
    return Statement(db, "INSERT OR REPLACE INTO inbox VALUES (?,?)")
        .text(task)
        .blob(encode(each.dispatch))
        .run();
}

Result<void> write(sqlite3* db, const KeepAside& each) {
    return Statement(db, "INSERT OR REPLACE INTO aside VALUES (?,?)")
        .text(text_of(each.dispatch.task))
        .blob(encode(each.dispatch))
        .run();
}

/// An update keeps the row's place: files are uploaded in the order they came.
Result<void> write(sqlite3* db, const KeepEvidence& each) {
    const EvidenceFile& file = each.file;
    return Statement(db,
                     "INSERT INTO evidence VALUES (?,?,?,?,?,?) ON CONFLICT (hash) DO UPDATE"
                     " SET attached=excluded.attached, uploaded=excluded.uploaded,"
                     " stored=excluded.stored")
        .text(file.hash.text)
        .number(file.size)
        .text(file.mime)
        .number(file.attached ? 1 : 0)
        .number(file.uploaded)
        .number(file.stored ? 1 : 0)
        .run();
}

Result<void> write(sqlite3* db, const KeepChecklist& each) {
    return Statement(db, "INSERT OR REPLACE INTO checklists VALUES (?,?)")
        .blob(each.checklist.hash)
        .blob(encode(each.checklist))
        .run();
}

Result<void> write(sqlite3* db, const KeepSettings& each) {
    return Statement(db, "INSERT OR REPLACE INTO meta VALUES ('settings',?)")
        .blob(encode(each.settings))
        .run();
}

Result<void> write(sqlite3* db, const KeepKey& each) {
    return Statement(db, "INSERT OR REPLACE INTO keys VALUES (?,?,?,?,?)")
        .text(each.keyed.key)
        .number(each.keyed.incarnation)
        .number(each.keyed.n)
        .number(static_cast<int>(each.keyed.state))
        .text(each.keyed.made)
        .run();
}

Result<void> write(sqlite3* db, const DropKey& each) {
    return Statement(db, "DELETE FROM keys WHERE key=?").text(each.key).run();
}

Result<void> write(sqlite3* db, const KeepFinding& each) {
    return Statement(db, "INSERT OR REPLACE INTO findings VALUES (?,?)")
        .text(each.finding.id.text)
        .blob(encode(each.finding))
        .run();
}

Result<void> write(sqlite3* db, const DropFinding& each) {
    return Statement(db, "DELETE FROM findings WHERE id=?").text(each.finding.text).run();
}

Result<void> write(sqlite3* db, const KeepUnits& each) {
    return Statement(db, "INSERT OR REPLACE INTO meta VALUES ('units',?)")
        .blob(encode(each.units))
        .run();
}

Result<void> write(sqlite3* db, const KeepPhone& each) {
    return Statement(db, "INSERT OR REPLACE INTO phones VALUES (?,?)")
        .text(each.phone.id)
        .blob(encode(each.phone))
        .run();
}

Result<void> write(sqlite3* db, const DropPhone& each) {
    return Statement(db, "DELETE FROM phones WHERE id=?").text(each.id).run();
}

Row row_of(Statement& rows) {
    Row row;
    row.incarnation = rows.number_at(0);
    row.n = rows.number_at(1);
    row.name = rows.bytes_at(2);
    row.task.value = std::strtoull(rows.bytes_at(3).c_str(), nullptr, 10);
    row.step = rows.bytes_at(4);
    row.evidence.text = rows.bytes_at(5);
    row.frame = rows.bytes_at(6);
    row.kept_at.ms = rows.number_at(7);
    row.state = static_cast<RowState>(rows.number_at(8));
    row.answered_at.ms = rows.number_at(9);
    row.by.text = rows.bytes_at(11);
    row.key = rows.bytes_at(12);
    return row;
}

Result<std::vector<Row>> load_rows(sqlite3* db, std::int64_t incarnation) {
    std::vector<Row> all;
    Statement rows(db, "SELECT * FROM outbox WHERE incarnation=? ORDER BY n");
    rows.number(incarnation);
    while (rows.next()) {
        Row row = row_of(rows);
        auto answer = decode<wire::Answer>(rows.bytes_at(10));
        if (!answer) return within("outbox row " + std::to_string(row.n), answer.error());
        row.answer = std::move(*answer);
        all.push_back(std::move(row));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

Result<std::vector<EvidenceFile>> load_evidence(sqlite3* db) {
    std::vector<EvidenceFile> all;
    Statement rows(db,
                   "SELECT hash, size, mime, attached, uploaded, stored FROM evidence"
                   " ORDER BY rowid");
    while (rows.next()) {
        all.push_back({EvidenceHash{rows.bytes_at(0)}, rows.number_at(1), rows.bytes_at(2),
                       rows.number_at(3) != 0, rows.number_at(4), rows.number_at(5) != 0});
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

Result<std::vector<Keyed>> load_keys(sqlite3* db) {
    std::vector<Keyed> all;
    Statement rows(db, "SELECT key, incarnation, n, state, made FROM keys");
    while (rows.next()) {
        all.push_back({rows.bytes_at(0), rows.number_at(1), rows.number_at(2),
                       static_cast<RowState>(rows.number_at(3)), rows.bytes_at(4)});
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

/// The records of a table's blob column, in the order of their first column's making.
template <class T>
Result<std::vector<T>> load_records(sqlite3* db, const char* sql) {
    std::vector<T> all;
    Statement rows(db, sql);
    while (rows.next()) {
        auto record = decode<T>(rows.bytes_at(0));
        if (!record) return within(sql, record.error());
        all.push_back(std::move(*record));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

}  // namespace

struct Database::Handle {
    sqlite3* db = nullptr;
    AfterStatement after;

    ~Handle() { sqlite3_close(db); }
    Result<void> run(const char* sql) const {
        if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
        return tl::unexpected<Error>(error_of(db, "run"));
    }
    void tell() const {
        if (after) after();
    }
};

Database::Database(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& file, AfterStatement after) {
    auto handle = std::make_unique<Handle>();
    handle->after = std::move(after);
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    if (sqlite3_open_v2(file.c_str(), &handle->db, flags, nullptr) != SQLITE_OK) {
        return tl::unexpected<Error>(error_of(handle->db, "open " + file));
    }
    sqlite3_extended_result_codes(handle->db, 1);
    sqlite3_busy_timeout(handle->db, database_busy_ms);
    if (auto set = handle->run(settings_of_file); !set) return tl::unexpected<Error>(set.error());
    std::int64_t version = 0;
    {
        Statement asked(handle->db, "PRAGMA user_version");
        if (asked.next()) version = asked.number_at(0);
    }
    if (version > schema_version) {
        return fail(Error::Kind::Corrupt, "the device database is of a later version",
                    "start the program that made it, or a newer one");
    }
    for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
        if (auto made = handle->run(steps[step]); !made) return tl::unexpected<Error>(made.error());
    }
    return Database(std::move(handle));
}

Result<Stored> Database::load() {
    sqlite3* db = handle_->db;
    Stored stored;
    std::optional<Error> wrong;
    const auto take = [&wrong](auto& to, auto&& read) {
        if (!wrong && !read) wrong = read.error();
        if (!wrong) to = std::move(*read);
    };
    std::vector<Settings> settings;
    take(settings, load_records<Settings>(db, "SELECT value FROM meta WHERE key='settings'"));
    if (!settings.empty()) stored.settings = settings.front();
    take(stored.rows, load_rows(db, stored.settings.incarnation));
    take(stored.visits, load_records<Visit>(db, "SELECT visit FROM visits ORDER BY rowid"));
    take(stored.evidence, load_evidence(db));
    take(stored.checklists,
         load_records<ChecklistRow>(db, "SELECT checklist FROM checklists ORDER BY rowid"));
    take(stored.keys, load_keys(db));
    take(stored.findings, load_records<FindingNote>(db, "SELECT finding FROM findings"));
    take(stored.phones, load_records<Phone>(db, "SELECT phone FROM phones ORDER BY rowid"));
    std::vector<std::vector<UnitName>> units;
    take(units,
         load_records<std::vector<UnitName>>(db, "SELECT value FROM meta WHERE key='units'"));
    if (!units.empty()) stored.units = std::move(units.front());
    if (wrong) return tl::unexpected<Error>(*wrong);
    return stored;
}

Result<void> Database::commit(const std::vector<Write>& writes) {
    if (writes.empty()) return {};
    auto done = handle_->run("BEGIN IMMEDIATE");  // a plain BEGIN is BUSY at once
    if (!done) return done;
    handle_->tell();
    for (const Write& each : writes) {
        if (done) done = std::visit([this](const auto& w) { return write(handle_->db, w); }, each);
        handle_->tell();
    }
    if (done) done = handle_->run("COMMIT");
    handle_->tell();
    if (done) return done;
    const Error why = done.error();
    // After an error SQLite may have rolled back by itself.
    if (sqlite3_get_autocommit(handle_->db) == 0) {
        if (auto back = handle_->run("ROLLBACK"); !back) return back;
    }
    return tl::unexpected<Error>(why);
}

}  // namespace dudao::agent
