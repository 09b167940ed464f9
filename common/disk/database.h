// A process's own SQLite file (WAL, synchronous FULL): what a transaction has returned for survives
// a crash of process, kernel and power. The only place that knows sqlite3. For one thread.
//
// An error is Busy (disk full or file locked: nothing was kept, it may be tried again) or Corrupt
// (nobody knows what is on disk: the process must not go on as if it did).
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
    /// True while there is a row; false at the end or at an error, which ended() tells apart.
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
    /// Brings the tables from the version before to the next, within a transaction.
    using Step = std::function<Result<void>(const Database&)>;
    struct Options {
        std::string name;         // in errors: "device database"
        std::vector<Step> steps;  // to version 1, to version 2, …
        std::string vfs = {};     // of tests: SQLite's name of another disk
    };

    /// Makes the file (mode 0600), brings an older one up. ":memory:" is no file at all. Corrupt:
    /// not ours, or of a later version.
    static Result<Database> open(const std::filesystem::path& file, const Options& options);

    Statement prepare(const char* sql) const { return {*this, sql}; }
    /// Statements without parameters.
    Result<void> run(const char* sql) const;
    /// All of `work` or nothing, on disk when it returns.
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

/// A step that is SQL alone.
inline Database::Step sql_step(const char* sql) {
    return [sql](const Database& database) { return database.run(sql); };
}

}  // namespace dudao::disk
