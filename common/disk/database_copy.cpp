#include "disk/database_copy.h"

#include <sqlite3.h>

#include <cerrno>

#include "disk/file.h"

namespace dudao::disk {
namespace {

constexpr int source_busy_ms = 5000;

tl::unexpected<Error> copy_failed(const std::filesystem::path& file, int code, sqlite3* db) {
    const int kind = code & 0xff;
    const int cause = db == nullptr ? 0 : sqlite3_system_errno(db);
    const bool full = kind == SQLITE_FULL || cause == ENOSPC || cause == EDQUOT;
    const bool again = full || kind == SQLITE_BUSY || kind == SQLITE_LOCKED;
    return fail(again ? Error::Kind::Busy : Error::Kind::Corrupt,
                file.string() + ": " + (db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db)),
                again ? "free some space, then try again" : "");
}

}  // namespace

void DatabaseSource::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }

Result<DatabaseSource> DatabaseSource::open(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    Handle db(raw);
    if (code != SQLITE_OK) return copy_failed(file, code, raw);
    sqlite3_busy_timeout(raw, source_busy_ms);
    DatabaseSource source(std::move(db), file);
    if (auto good = source.version(); !good) return tl::unexpected<Error>(good.error());
    return source;
}

Result<std::int64_t> DatabaseSource::version() const {
    sqlite3_stmt* asked = nullptr;
    int code = sqlite3_prepare_v2(db_.get(), "PRAGMA data_version", -1, &asked, nullptr);
    if (code == SQLITE_OK) code = sqlite3_step(asked);
    const std::int64_t version = code == SQLITE_ROW ? sqlite3_column_int64(asked, 0) : 0;
    sqlite3_finalize(asked);
    if (code != SQLITE_ROW) return copy_failed(file_, code, db_.get());
    return version;
}

Result<void> DatabaseSource::copy_to(const std::filesystem::path& to) const {
    {
        auto made = File::open(to, O_CREAT | O_TRUNC | O_WRONLY, 0600);
        if (!made) return tl::unexpected<Error>(made.error());
    }
    sqlite3* raw = nullptr;
    int code = sqlite3_open_v2(to.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const Handle out(raw);
    if (code != SQLITE_OK) return copy_failed(to, code, raw);
    // Nobody else opens it, and who made it syncs it: no further files, no syncs of its own.
    code = sqlite3_exec(raw, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF", nullptr,
                        nullptr, nullptr);
    if (code != SQLITE_OK) return copy_failed(to, code, raw);
    sqlite3_backup* copying = sqlite3_backup_init(raw, "main", db_.get(), "main");
    if (copying == nullptr) return copy_failed(to, sqlite3_errcode(raw), raw);
    code = sqlite3_backup_step(copying, -1);  // all pages in one go: of one moment
    const int ended = sqlite3_backup_finish(copying);
    if (code != SQLITE_DONE) return copy_failed(to, code, raw);
    if (ended != SQLITE_OK) return copy_failed(to, ended, raw);
    // One file: what reads it later makes its own WAL.
    code = sqlite3_exec(raw, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return copy_failed(to, code, raw);
    return {};
}

}  // namespace dudao::disk
