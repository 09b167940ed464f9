// A process's own SQLite file (WAL, synchronous FULL). A completed transaction survives a crash of
// the process, the kernel or the power. Only this module uses sqlite3. One thread.
//
// Errors: Busy: the disk is full or the file is locked; nothing was written, the caller may retry.
// Corrupt: it is unknown what is on disk; the process must not continue as if the write had
// succeeded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dudao::disk {

/// One prepared statement; parameters are bound in order.
class Statement {
 public:
    Statement& number(std::int64_t value);
    Statement& text(const std::string& value);
    Statement& blob(const std::string& value);
    Result<void> run();
    /// Moves to the next row. Returns false at the end and after an error; ended() tells which.
    bool next();
    Result<void> ended() const;
    std::int64_t number_at(int column) const;
    std::string bytes_at(int column) const;

 private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(const class Database& database, const char* sql);

    const class Database& database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    bool good_ = false;
    int at_ = 0;
    int code_ = 0;
};

class Database {
 public:
    /// Migrates the tables from the previous version to this one, within a transaction.
    using Step = std::function<Result<void>(const Database&)>;
    struct Options {
        std::string name;         // used in error texts: "device database"
        std::vector<Step> steps;  // to version 1, to version 2, …
        std::string vfs = {};     // name of another SQLite VFS, for tests
    };

    /// Opens the file; creates it with mode 0600 or migrates an older version. ":memory:" uses no
    /// file. Corrupt: not a file of this program, or of a later version.
    static Result<Database> open(const std::filesystem::path& file, const Options& options);

    Statement prepare(const char* sql) const { return {*this, sql}; }
    /// Runs statements without parameters.
    Result<void> run(const char* sql) const;
    /// Runs `work` in a transaction: all or nothing, synced when it returns.
    Result<void> transaction(const std::function<Result<void>()>& work) const;

 private:
    friend class Statement;
    struct Close {
        void operator()(sqlite3* db) const;
    };
    Database(sqlite3* db, std::string name) : db_(db), name_(std::move(name)) {}
    Error error(const char* doing) const;
    Result<void> bring_up(const Options& options) const;

    std::unique_ptr<sqlite3, Close> db_;
    std::string name_;
};

/// A migration step that is only SQL.
inline Database::Step sql_step(const char* sql) {
    return [sql](const Database& database) { return database.run(sql); };
}

}  // namespace dudao::disk
