// The device's memory: one SQLite file (WAL, synchronous FULL). What commit() has returned for
// survives a crash of process, kernel and power.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "agents/records.h"
#include "disk/database.h"
#include "result.h"

namespace dudao::agent {

class Database {
 public:
    /// For tests of what a kill leaves behind: called after each statement of a transaction.
    using AfterStatement = std::function<void()>;

    /// Creates what is missing. Corrupt: not ours, or of a later version.
    static Result<Database> open(const std::string& file, AfterStatement after = {},
                                 const std::string& vfs = {});

    Result<Stored> load() const;

    /// All of it or nothing, on disk when it returns. Busy: disk full or file locked, nothing was
    /// kept and it may be tried again. Any other error: the device must not go on (a repeated fsync
    /// lies).
    Result<void> commit(const std::vector<Write>& writes) const;

 private:
    Database(disk::Database database, AfterStatement after)
        : database_(std::move(database)), after_(std::move(after)) {}

    disk::Database database_;
    AfterStatement after_;
};

}  // namespace dudao::agent
