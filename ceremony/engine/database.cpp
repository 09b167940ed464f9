#include "ceremony/engine/database.h"

#include "wire/codec.h"

namespace dudao::engine {
namespace {

using Db = disk::Database;

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

Result<void> put(const Db& db, const Drawn& drawn) {
    return db.prepare("INSERT INTO draws VALUES (?,?,?,?)")
        .text(drawn.id)
        .number(number(drawn.plan.value))
        .number(drawn.tick.ms)
        .blob(encode(drawn))
        .run();
}

Result<void> put(const Db& db, const Release& release) {
    return db.prepare("INSERT OR REPLACE INTO releases VALUES (?,?,?,?,?,?,?,?,?)")
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

Result<void> put(const Db& db, std::int64_t incarnation, const OutboxRow& row, const Call& call) {
    const std::string about = encode(About{call.draw, call.release});
    auto kept =
        OutboxTable(db).keep({incarnation, row.n, row.frame, RowState::Saved, {}, {}, about});
    if (!kept) return kept;
    return db.prepare("UPDATE sender SET last_n=?").number(row.n).run();
}

/// The former outbox held one incarnation and had columns of its own.
Result<void> to_one_outbox(const Db& db) {
    auto done = db.run("ALTER TABLE outbox RENAME TO outbox_1");
    if (done) done = OutboxTable::make(db);
    {
        auto rows = db.prepare("SELECT incarnation, n, frame, draw, release FROM outbox_1, sender");
        while (done && rows.next()) {
            auto release = decode<ReleaseKey>(rows.bytes_at(4));
            if (!release) return within("an outbox row", release.error());
            const std::string about = encode(About{rows.bytes_at(3), std::move(*release)});
            done = OutboxTable(db).keep({rows.number_at(0),
                                         rows.number_at(1),
                                         rows.bytes_at(2),
                                         RowState::Saved,
                                         {},
                                         {},
                                         about});
        }
        if (done) done = rows.ended();
    }
    return done ? db.run("DROP TABLE outbox_1") : done;
}

/// A task was forgotten at its check-in. The engine settles those that are over by the log.
constexpr const char* keep_on_site = "UPDATE releases SET phase=5 WHERE phase=3 AND task<>0";

Result<Release> release_at(const disk::Statement& row) {
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

}  // namespace

Result<Database> Database::open(const std::filesystem::path& file, const std::string& vfs) {
    auto opened =
        Db::open(file, {"engine database",
                        {disk::sql_step(tables), to_one_outbox, disk::sql_step(keep_on_site)},
                        vfs});
    if (!opened) return tl::unexpected<Error>(opened.error());
    return Database(std::move(*opened));
}

Result<Memory> Database::memory() const {
    Memory out;
    auto ticks = database_.prepare("SELECT plan, max(tick_ms) FROM draws GROUP BY plan");
    while (ticks.next()) {
        out.last_tick[PlanId{static_cast<std::uint64_t>(ticks.number_at(0))}] =
            Moment{ticks.number_at(1)};
    }
    if (auto good = ticks.ended(); !good) return tl::unexpected<Error>(good.error());
    auto rows = database_.prepare(
        "SELECT draw, target, turn, moment_ms, phase, task, commit_leaf, before, command"
        " FROM releases WHERE phase<=? OR phase=? ORDER BY moment_ms, draw, target, turn");
    rows.number(static_cast<int>(Phase::OnWay)).number(static_cast<int>(Phase::OnSite));
    while (rows.next()) {
        auto release = release_at(rows);
        if (!release) return within("a release kept", release.error());
        out.releases.push_back(std::move(*release));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

Result<Outbox> Database::sender() const {
    Outbox out;
    auto row = database_.prepare("SELECT incarnation, last_n FROM sender");
    if (row.next()) {
        out.incarnation = row.number_at(0);
        out.last_n = row.number_at(1);
        return out;
    }
    if (auto good = row.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

Result<Outbox> Database::outbox() const {
    auto out = sender();
    if (!out) return out;
    auto rows = OutboxTable(database_).rows(out->incarnation);
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (OutboxTable::Row& row : *rows) out->rows.push_back({row.n, std::move(row.frame)});
    return out;
}

Result<About> Database::about(std::int64_t n) const {
    const auto rows = OutboxTable(database_).rows();
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (const OutboxTable::Row& row : *rows) {
        if (row.n == n) return decode<About>(row.about);
    }
    return fail(Error::Kind::NotFound, "no outbox row " + std::to_string(n));
}

Result<void> Database::begin_incarnation(std::int64_t incarnation) {
    const auto kept = sender();
    if (!kept) return tl::unexpected<Error>(kept.error());
    if (kept->incarnation >= incarnation) return {};
    return database_.transaction([&] {
        auto done = database_.run("DELETE FROM outbox");
        if (done) {
            done = database_.prepare("UPDATE releases SET phase=? WHERE phase=?")
                       .number(static_cast<int>(Phase::Pending))
                       .number(static_cast<int>(Phase::Sent))
                       .run();
        }
        if (!done) return done;
        return database_.prepare("INSERT OR REPLACE INTO sender VALUES (1,?,0)")
            .number(incarnation)
            .run();
    });
}

Result<void> Database::write(const Effects& effects) const {
    Result<void> done;
    for (const Drawn& drawn : effects.drawn) {
        if (done) done = put(database_, drawn);
    }
    for (const Release& release : effects.releases) {
        if (done) done = put(database_, release);
    }
    return done;
}

Result<void> Database::keep(const Effects& effects, const std::vector<OutboxRow>& rows) {
    const auto place = sender();
    if (!place) return tl::unexpected<Error>(place.error());
    return database_.transaction([&] {
        auto done = write(effects);
        for (std::size_t i = 0; done && i < rows.size(); ++i) {
            done = put(database_, place->incarnation, rows[i], effects.calls[i]);
        }
        return done;
    });
}

Result<void> Database::drop(std::int64_t n, const Effects& effects) {
    const auto place = sender();
    if (!place) return tl::unexpected<Error>(place.error());
    return database_.transaction([&] {
        auto done = write(effects);
        if (done) done = OutboxTable(database_).drop(place->incarnation, n);
        return done;
    });
}

Result<std::vector<Drawn>> Database::drawn() const {
    std::vector<Drawn> out;
    auto rows = database_.prepare("SELECT drawn FROM draws ORDER BY tick_ms, id");
    while (rows.next()) {
        auto each = decode<Drawn>(rows.bytes_at(0));
        if (!each) return within("a draw kept", each.error());
        out.push_back(std::move(*each));
    }
    if (auto good = rows.ended(); !good) return tl::unexpected<Error>(good.error());
    return out;
}

}  // namespace dudao::engine
