#include "disk/database.h"

#include <sqlite3.h>

#include "disk/file.h"

namespace dudao::disk {
namespace {

constexpr int busy_ms = 5000;

constexpr const char* settings_of_file =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=256;";

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(const Database& database, const char* sql) : database_(database) {
    sqlite3_stmt* made = nullptr;
    good_ = sqlite3_prepare_v2(database.db_.get(), sql, -1, &made, nullptr) == SQLITE_OK;
    code_ = SQLITE_DONE;
    statement_.reset(made);
}

Statement& Statement::number(std::int64_t value) {
    good_ = good_ && sqlite3_bind_int64(statement_.get(), ++at_, value) == SQLITE_OK;
    return *this;
}

Statement& Statement::text(const std::string& value) {
    good_ =
        good_ && sqlite3_bind_text(statement_.get(), ++at_, value.data(),
                                   static_cast<int>(value.size()), SQLITE_TRANSIENT) == SQLITE_OK;
    return *this;
}

Statement& Statement::blob(const std::string& value) {
    good_ =
        good_ && sqlite3_bind_blob(statement_.get(), ++at_, value.data(),
                                   static_cast<int>(value.size()), SQLITE_TRANSIENT) == SQLITE_OK;
    return *this;
}

Result<void> Statement::run() {
    if (good_ && sqlite3_step(statement_.get()) == SQLITE_DONE) return {};
    return tl::unexpected<Error>(database_.error("write"));
}

bool Statement::next() {
    if (good_) code_ = sqlite3_step(statement_.get());
    return good_ && code_ == SQLITE_ROW;
}

Result<void> Statement::ended() const {
    if (good_ && code_ == SQLITE_DONE) return {};
    return tl::unexpected<Error>(database_.error("read"));
}

std::int64_t Statement::number_at(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::bytes_at(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

void Database::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }

Error Database::error(const char* doing) const {
    const int code = sqlite3_errcode(db_.get()) & 0xff;
    const bool again = code == SQLITE_FULL || code == SQLITE_BUSY;
    return {again ? Error::Kind::Busy : Error::Kind::Corrupt,
            name_ + ": " + doing + ": " + sqlite3_errmsg(db_.get()),
            again ? "free some space, then try again" : ""};
}

Result<Database> Database::open(const std::filesystem::path& file, const Options& options) {
    if (file != ":memory:" && options.vfs.empty()) {
        // Created here first, so that the file is never readable to others.
        const auto made = File::open(file, O_RDWR | O_CREAT | O_NOFOLLOW);
        if (!made) return within(options.name, made.error());
    }
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                     options.vfs.empty() ? nullptr : options.vfs.c_str());
    Database database(raw, options.name);
    if (code != SQLITE_OK) return tl::unexpected<Error>(database.error("open"));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, busy_ms);
    auto ready = database.run(settings_of_file);
    if (ready) ready = database.bring_up(options);
    if (!ready) return tl::unexpected<Error>(ready.error());
    return database;
}

Result<void> Database::bring_up(const Options& options) const {
    Statement asked = prepare("PRAGMA user_version");
    if (!asked.next()) return tl::unexpected<Error>(error("read"));
    const auto version = static_cast<std::size_t>(asked.number_at(0));
    if (version > options.steps.size()) {
        return fail(Error::Kind::Corrupt, "the " + name_ + " is of a later version",
                    "start the program that made it, or a newer one");
    }
    asked.statement_.reset();
    for (std::size_t step = version; step < options.steps.size(); ++step) {
        auto done = transaction([&]() -> Result<void> {
            if (auto made = options.steps[step](*this); !made) return made;
            return run(("PRAGMA user_version=" + std::to_string(step + 1)).c_str());
        });
        if (!done) return done;
    }
    return {};
}

Result<void> Database::run(const char* sql) const {
    if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return tl::unexpected<Error>(error("run"));
}

Result<void> Database::transaction(const std::function<Result<void>()>& work) const {
    // A deferred BEGIN would fail with BUSY at once.
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) return begun;
    auto done = work();
    if (done) done = run("COMMIT");
    if (done) return done;
    // SQLite may already have rolled back after an error.
    if (sqlite3_get_autocommit(db_.get()) == 0) {
        if (auto back = run("ROLLBACK"); !back) done.error().what += "; " + back.error().what;
    }
    // A failed commit may be left after the end of the WAL, where the next start would find it.
    // Truncate the WAL, if the disk allows it.
    if (auto cut = run("PRAGMA wal_checkpoint(TRUNCATE)"); !cut) {
        done.error().what += "; " + cut.error().what;
    }
    return done;
}

}  // namespace dudao::disk
