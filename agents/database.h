// The device's storage: one SQLite file (WAL, synchronous FULL). After commit() returns, its writes
// survive a crash of the process, the kernel or the power.
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
    /// Called after each statement of a transaction; tests use it to kill the process there.
    using AfterStatement = std::function<void()>;

    /// Opens the file, creating missing tables. Corrupt: not a file of this program, or one of a
    /// later version.
    static Result<Database> open(const std::string& file, AfterStatement after = {},
                                 const std::string& vfs = {});

    Result<Stored> load() const;

    /// Writes all or none, synced when it returns. Busy: the disk is full or the file is locked;
    /// nothing was written and the caller may retry. After any other error the process must end: a
    /// second fsync may report success for lost data.
    Result<void> commit(const std::vector<Write>& writes) const;

 private:
    Database(disk::Database database, AfterStatement after)
        : database_(std::move(database)), after_(std::move(after)) {}

    disk::Database database_;
    AfterStatement after_;
};

}  // namespace dudao::agent
