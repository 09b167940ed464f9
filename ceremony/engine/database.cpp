#include "ceremony/engine/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "ceremony/engine/statement.h"
#include "wire/codec.h"

namespace dudao::engine {
namespace {

constexpr const char* settings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "PRAGMA wal_autocheckpoint=256;";
constexpr const char* tables =
    "CREATE TABLE IF NOT EXISTS draws (id TEXT PRIMARY KEY, plan INTEGER NOT NULL,"
    " tick_ms INTEGER NOT NULL, drawn BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS releases (draw TEXT NOT NULL, target TEXT NOT NULL,"
    " turn INTEGER NOT NULL, moment_ms INTEGER NOT NULL, phase INTEGER NOT NULL,"
    " task INTEGER NOT NULL, commit_leaf BLOB NOT NULL, before BLOB NOT NULL,"
    " command BLOB NOT NULL, PRIMARY KEY (draw, target, turn)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS outbox (n INTEGER PRIMARY KEY, frame BLOB NOT NULL,"
    " draw TEXT NOT NULL, release BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS sender (one INTEGER PRIMARY KEY CHECK (one = 1),"
    " incarnation INTEGER NOT NULL, last_n INTEGER NOT NULL);";

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Result<void> put(sqlite3* db, const Drawn& drawn) {
    return Statement(db, "INSERT INTO draws VALUES (?,?,?,?)")
        .text(drawn.id)
        .number(number(drawn.plan.value))
        .number(drawn.tick.ms)
        .blob(encode(drawn))
        .run();
}

Result<void> put(sqlite3* db, const Release& release) {
    return Statement(db, "INSERT OR REPLACE INTO releases VALUES (?,?,?,?,?,?,?,?,?)")
        .text(release.key.draw)
        .text(release.key.target.text)
        .number(release.key.turn)
        .number(release.moment.ms)
        .number(static_cast<int>(release.phase))
        .number(number(release.task.value))
        .blob(release.commit_leaf)
        .blob(encode(release.before))
        .blob(encode(release.command))
        .run();
}

Result<void> put(sqlite3* db, const OutboxRow& row, const Call& call) {
    auto kept = Statement(db, "INSERT INTO outbox VALUES (?,?,?,?)")
                    .number(row.n)
                    .blob(row.frame)
                    .text(call.draw)
                    .blob(encode(call.release))
                    .run();
    if (!kept) return kept;
    return Statement(db, "UPDATE sender SET last_n=?").number(row.n).run();
}

Result<Release> release_at(Statement& row) {
    Release release;
    release.key = {row.bytes_at(0), {row.bytes_at(1)}, static_cast<std::int32_t>(row.number_at(2))};
    release.moment.ms = row.number_at(3);
    release.phase = static_cast<Phase>(row.number_at(4));
    release.task.value = static_cast<std::uint64_t>(row.number_at(5));
    release.commit_leaf = row.bytes_at(6);
    auto before = decode<std::vector<GroupId>>(row.bytes_at(7));
    if (!before) return tl::unexpected<Error>(before.error());
    auto command = decode<ReleaseTask>(row.bytes_at(8));
    if (!command) return tl::unexpected<Error>(command.error());
    release.before = std::move(*before);
    release.command = std::move(*command);
    return release;
}

Result<void> run(sqlite3* db, const char* sql) {
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return tl::unexpected<Error>(database_error(db));
}

/// All of `work` or nothing.
template <class Work>
Result<void> transaction(sqlite3* db, Work work) {
    if (auto begun = run(db, "BEGIN IMMEDIATE"); !begun) return begun;
    auto done = work();
    if (done) done = run(db, "COMMIT");
    if (!done) {
        const auto undone = run(db, "ROLLBACK");
        if (!undone) done.error().what += "; " + undone.error().what;
    }
    return done;
}

}  // namespace

void Database::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
Database::Database(sqlite3* db) : db_(db) {}
Database::Database(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& file) {
    if (file != ":memory:") {  // SQLite's name for no file at all
        // Made by us first, so that it is never readable to others, not even for a moment.
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0) return fail(Error::Kind::Unreachable, "cannot open " + file.string());
        ::close(fd);
    }
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    Database database(raw);
    if (code != SQLITE_OK) return tl::unexpected<Error>(database_error(raw));
    if (auto good = run(raw, settings); !good) return tl::unexpected<Error>(good.error());
    if (auto good = run(raw, tables); !good) return tl::unexpected<Error>(good.error());
    return database;
}

Result<Memory> Database::memory() const {
    Memory out;
    Statement ticks(db_.get(), "SELECT plan, max(tick_ms) FROM draws GROUP BY plan");
    while (ticks.next()) {
        out.last_tick[PlanId{static_cast<std::uint64_t>(ticks.number_at(0))}] =
            Moment{ticks.number_at(1)};
    }
    if (auto good = ticks.ended(); !good) return tl::unexpected<Error>(good.error());
    Statement rows(db_.get(),
                   "SELECT draw, target, turn, moment_ms, phase, task, commit_leaf, before, command"
                   " FROM releases WHERE phase<=? ORDER BY moment_ms, draw, target, turn");
    rows.number(static_cast<int>(Phase::OnWay));
    while (rows.next()) {
        auto release = release_at(rows);
        if (!release) return within("a release kept", release.error());
        out.releases.push_back(std::move(*release));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

Result<Outbox> Database::outbox() const {
    Outbox out;
    Statement sender(db_.get(), "SELECT incarnation, last_n FROM sender");
    if (sender.next()) {
        out.incarnation = sender.number_at(0);
        out.last_n = sender.number_at(1);
    }
    Statement rows(db_.get(), "SELECT n, frame FROM outbox ORDER BY n");
    while (rows.next()) out.rows.push_back({rows.number_at(0), rows.bytes_at(1)});
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

Result<About> Database::about(std::int64_t n) const {
    Statement row(db_.get(), "SELECT draw, release FROM outbox WHERE n=?");
    row.number(n);
    if (!row.next()) return fail(Error::Kind::NotFound, "no outbox row " + std::to_string(n));
    auto release = decode<ReleaseKey>(row.bytes_at(1));
    if (!release) return tl::unexpected<Error>(release.error());
    return About{row.bytes_at(0), std::move(*release)};
}

Result<void> Database::begin_incarnation(std::int64_t incarnation) {
    const auto kept = outbox();
    if (!kept) return tl::unexpected<Error>(kept.error());
    if (kept->incarnation >= incarnation) return {};
    return transaction(db_.get(), [&] {
        auto done = run(db_.get(), "DELETE FROM outbox");
        if (done) {
            done = Statement(db_.get(), "UPDATE releases SET phase=? WHERE phase=?")
                       .number(static_cast<int>(Phase::Pending))
                       .number(static_cast<int>(Phase::Sent))
                       .run();
        }
        if (!done) return done;
        return Statement(db_.get(), "INSERT OR REPLACE INTO sender VALUES (1,?,0)")
            .number(incarnation)
            .run();
    });
}

Result<void> Database::write(const Effects& effects) {
    Result<void> done;
    for (const Drawn& drawn : effects.drawn) {
        if (done) done = put(db_.get(), drawn);
    }
    for (const Release& release : effects.releases) {
        if (done) done = put(db_.get(), release);
    }
    return done;
}

Result<void> Database::keep(const Effects& effects, const std::vector<OutboxRow>& rows) {
    return transaction(db_.get(), [&] {
        auto done = write(effects);
        for (std::size_t i = 0; done && i < rows.size(); ++i) {
            done = put(db_.get(), rows[i], effects.calls[i]);
        }
        return done;
    });
}

Result<void> Database::drop(std::int64_t n, const Effects& effects) {
    return transaction(db_.get(), [&] {
        auto done = write(effects);
        if (done) done = Statement(db_.get(), "DELETE FROM outbox WHERE n=?").number(n).run();
        return done;
    });
}

Result<std::vector<Drawn>> Database::drawn() const {
    std::vector<Drawn> out;
    Statement rows(db_.get(), "SELECT drawn FROM draws ORDER BY tick_ms, id");
    while (rows.next()) {
        auto each = decode<Drawn>(rows.bytes_at(0));
        if (!each) return within("a draw kept", each.error());
        out.push_back(std::move(*each));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

}  // namespace dudao::engine
