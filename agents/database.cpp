#include "agents/database.h"

#include <cstdlib>
#include <optional>

#include "wire/codec.h"

namespace dudao::agent {
namespace {

using Db = disk::Database;

// Migrations, one per version: an older file is upgraded, a new one created.
constexpr const char* first_tables =
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
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL);";
constexpr const char* tables_of_phones =
    "ALTER TABLE outbox ADD COLUMN speaker TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE outbox ADD COLUMN key TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE keys (key TEXT PRIMARY KEY, incarnation INTEGER NOT NULL, n INTEGER NOT NULL,"
    " state INTEGER NOT NULL, made TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE findings (id TEXT PRIMARY KEY, finding BLOB NOT NULL);"
    "CREATE TABLE phones (id TEXT PRIMARY KEY, phone BLOB NOT NULL);";
constexpr const char* table_of_teams =
    "CREATE TABLE team_works (assignment TEXT PRIMARY KEY, work BLOB NOT NULL);";

template <class Id>
std::string text_of(Id id) {
    return std::to_string(id.value);
}

OutboxTable::Row row_of(const Row& row) {
    return {row.incarnation,
            row.n,
            row.frame,
            row.state,
            row.answered_at,
            row.answer,
            encode(static_cast<const Spoken&>(row))};
}

/// The former outbox had a column for each value stored with a command.
Result<void> to_one_outbox(const Db& db) {
    auto done = db.run("ALTER TABLE outbox RENAME TO outbox_2");
    if (done) done = OutboxTable::make(db);
    if (done) {
        done = db.run(
            "INSERT INTO outbox SELECT incarnation, n, frame, state, answered_ms, answer, x''"
            " FROM outbox_2");
    }
    {
        auto rows = db.prepare(
            "SELECT incarnation, n, name, task, step, evidence, kept_ms, speaker, key"
            " FROM outbox_2");
        while (done && rows.next()) {
            Spoken said;
            said.name = rows.bytes_at(2);
            said.task.value = std::strtoull(rows.bytes_at(3).c_str(), nullptr, 10);
            said.step = rows.bytes_at(4);
            said.evidence.text = rows.bytes_at(5);
            said.kept_at.ms = rows.number_at(6);
            said.by.text = rows.bytes_at(7);
            said.key = rows.bytes_at(8);
            done = db.prepare("UPDATE outbox SET about=? WHERE incarnation=? AND n=?")
                       .blob(encode(said))
                       .number(rows.number_at(0))
                       .number(rows.number_at(1))
                       .run();
        }
        if (done) done = rows.ended();
    }
    return done ? db.run("DROP TABLE outbox_2") : done;
}

Result<void> write(const Db& db, const KeepRow& each) {
    return OutboxTable(db).keep(row_of(each.row));
}

Result<void> write(const Db& db, const AnswerRow& each) {
    return OutboxTable(db).answer(row_of(each.row));
}

Result<void> write(const Db& db, const DropRow& each) {
    return OutboxTable(db).drop(each.incarnation, each.n);
}

Result<void> write(const Db& db, const DropAnswered& each) {
    return OutboxTable(db).drop_answered(each.before);
}

Result<void> write(const Db& db, const KeepVisit& each) {
    return db.prepare("INSERT OR REPLACE INTO visits VALUES (?,?)")
        .text(text_of(each.visit.task))
        .blob(encode(each.visit))
        .run();
}

/// Tables `inbox` and `aside` hold tasks and assignments, whose ids are never the same.
Result<void> drop_dispatch(const Db& db, const std::string& id) {
    return db.prepare("DELETE FROM inbox WHERE task=?").text(id).run();
}

Result<void> write(const Db& db, const DropVisit& each) {
    const std::string id = text_of(each.task);
    auto gone = db.prepare("DELETE FROM visits WHERE task=?").text(id).run();
    return gone ? drop_dispatch(db, id) : gone;
}

Result<void> write(const Db& db, const KeepTeamWork& each) {
    return db.prepare("INSERT OR REPLACE INTO team_works VALUES (?,?)")
        .text(text_of(each.work.assignment))
        .blob(encode(each.work))
        .run();
}

Result<void> write(const Db& db, const DropTeamWork& each) {
    const std::string id = text_of(each.assignment);
    auto gone = db.prepare("DELETE FROM team_works WHERE assignment=?").text(id).run();
    return gone ? drop_dispatch(db, id) : gone;
}

Result<void> write(const Db& db, const KeepDispatch& each) {
    const std::string id = std::to_string(each.id);
    auto opened = db.prepare("DELETE FROM aside WHERE task=?").text(id).run();
    if (!opened) return opened;
    return db.prepare("INSERT OR REPLACE INTO inbox VALUES (?,?)")
        .text(id)
        .blob(each.dispatch)
        .run();
}

Result<void> write(const Db& db, const KeepAside& each) {
    return db.prepare("INSERT OR REPLACE INTO aside VALUES (?,?)")
        .text(std::to_string(each.id))
        .blob(each.dispatch)
        .run();
}

/// An update keeps the row's position, because files are uploaded in the order they were added.
Result<void> write(const Db& db, const KeepEvidence& each) {
    const EvidenceFile& file = each.file;
    return db
        .prepare(
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

Result<void> write(const Db& db, const KeepChecklist& each) {
    return db.prepare("INSERT OR REPLACE INTO checklists VALUES (?,?)")
        .blob(each.checklist.hash)
        .blob(encode(each.checklist))
        .run();
}

Result<void> write(const Db& db, const KeepSettings& each) {
    return db.prepare("INSERT OR REPLACE INTO meta VALUES ('settings',?)")
        .blob(encode(each.settings))
        .run();
}

Result<void> write(const Db& db, const KeepKey& each) {
    return db.prepare("INSERT OR REPLACE INTO keys VALUES (?,?,?,?,?)")
        .text(each.keyed.key)
        .number(each.keyed.incarnation)
        .number(each.keyed.n)
        .number(static_cast<int>(each.keyed.state))
        .text(each.keyed.made)
        .run();
}

Result<void> write(const Db& db, const DropKey& each) {
    return db.prepare("DELETE FROM keys WHERE key=?").text(each.key).run();
}

Result<void> write(const Db& db, const KeepFinding& each) {
    return db.prepare("INSERT OR REPLACE INTO findings VALUES (?,?)")
        .text(each.finding.id.text)
        .blob(encode(each.finding))
        .run();
}

Result<void> write(const Db& db, const DropFinding& each) {
    return db.prepare("DELETE FROM findings WHERE id=?").text(each.finding.text).run();
}

Result<void> write(const Db& db, const KeepUnits& each) {
    return db.prepare("INSERT OR REPLACE INTO meta VALUES ('units',?)")
        .blob(encode(each.units))
        .run();
}

Result<void> write(const Db& db, const KeepPhone& each) {
    return db.prepare("INSERT OR REPLACE INTO phones VALUES (?,?)")
        .text(each.phone.id)
        .blob(encode(each.phone))
        .run();
}

Result<void> write(const Db& db, const DropPhone& each) {
    return db.prepare("DELETE FROM phones WHERE id=?").text(each.id).run();
}

Result<std::vector<Row>> load_rows(const Db& db, std::int64_t incarnation) {
    auto rows = OutboxTable(db).rows(incarnation);
    if (!rows) return tl::unexpected<Error>(rows.error());
    std::vector<Row> all;
    for (OutboxTable::Row& each : *rows) {
        auto said = decode<Spoken>(each.about);
        if (!said) return within("outbox row " + std::to_string(each.n), said.error());
        all.push_back({std::move(*said), each.incarnation, each.n, std::move(each.frame),
                       each.state, each.answered_at, std::move(each.answer)});
    }
    return all;
}

Result<std::vector<EvidenceFile>> load_evidence(const Db& db) {
    std::vector<EvidenceFile> all;
    auto rows = db.prepare(
        "SELECT hash, size, mime, attached, uploaded, stored FROM evidence"
        " ORDER BY rowid");
    while (rows.next()) {
        all.push_back({EvidenceHash{rows.bytes_at(0)}, rows.number_at(1), rows.bytes_at(2),
                       rows.number_at(3) != 0, rows.number_at(4), rows.number_at(5) != 0});
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

Result<std::vector<Keyed>> load_keys(const Db& db) {
    std::vector<Keyed> all;
    auto rows = db.prepare("SELECT key, incarnation, n, state, made FROM keys");
    while (rows.next()) {
        all.push_back({rows.bytes_at(0), rows.number_at(1), rows.number_at(2),
                       static_cast<RowState>(rows.number_at(3)), rows.bytes_at(4)});
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

/// Loads the records in a table's blob column, in the order the rows were inserted.
template <class T>
Result<std::vector<T>> load_records(const Db& db, const char* sql) {
    std::vector<T> all;
    auto rows = db.prepare(sql);
    while (rows.next()) {
        auto record = decode<T>(rows.bytes_at(0));
        if (!record) return within(sql, record.error());
        all.push_back(std::move(*record));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return all;
}

}  // namespace

Result<Database> Database::open(const std::string& file, AfterStatement after,
                                const std::string& vfs) {
    auto opened = Db::open(file, {"device database",
                                  {disk::sql_step(first_tables), disk::sql_step(tables_of_phones),
                                   to_one_outbox, disk::sql_step(table_of_teams)},
                                  vfs});
    if (!opened) return tl::unexpected<Error>(opened.error());
    return Database(std::move(*opened), std::move(after));
}

Result<Stored> Database::load() const {
    const Db& db = database_;
    Stored stored;
    std::optional<Error> wrong;
    const auto load_into = [&wrong](auto& to, auto&& read) {
        if (!wrong && !read) wrong = read.error();
        if (!wrong) to = std::move(*read);
    };
    std::vector<Settings> settings;
    load_into(settings, load_records<Settings>(db, "SELECT value FROM meta WHERE key='settings'"));
    if (!settings.empty()) stored.settings = settings.front();
    load_into(stored.rows, load_rows(db, stored.settings.incarnation));
    load_into(stored.visits, load_records<Visit>(db, "SELECT visit FROM visits ORDER BY rowid"));
    load_into(stored.team_works,
              load_records<TeamWork>(db, "SELECT work FROM team_works ORDER BY rowid"));
    load_into(stored.evidence, load_evidence(db));
    load_into(stored.checklists,
              load_records<ChecklistRow>(db, "SELECT checklist FROM checklists ORDER BY rowid"));
    load_into(stored.keys, load_keys(db));
    load_into(stored.findings, load_records<FindingNote>(db, "SELECT finding FROM findings"));
    load_into(stored.phones, load_records<Phone>(db, "SELECT phone FROM phones ORDER BY rowid"));
    std::vector<std::vector<UnitName>> units;
    load_into(units,
              load_records<std::vector<UnitName>>(db, "SELECT value FROM meta WHERE key='units'"));
    if (!units.empty()) stored.units = std::move(units.front());
    if (wrong) return tl::unexpected<Error>(*wrong);
    return stored;
}

Result<void> Database::commit(const std::vector<Write>& writes) const {
    if (writes.empty()) return {};
    const auto tell = [this] {
        if (after_) after_();
    };
    auto kept = database_.transaction([&] {
        Result<void> done;
        tell();
        for (const Write& each : writes) {
            if (done)
                done = std::visit([this](const auto& w) { return write(database_, w); }, each);
            tell();
        }
        return done;
    });
    tell();
    return kept;
}

}  // namespace dudao::agent
