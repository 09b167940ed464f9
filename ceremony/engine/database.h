// The engine's own storage: one SQLite file (WAL, synchronous FULL). After keep() returns, its
// writes survive a crash.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ceremony/engine/records.h"
#include "client/outbox.h"
#include "client/uplink.h"
#include "disk/database.h"
#include "result.h"

namespace dudao::engine {

/// What the command in an outbox row is about.
struct About {
    DrawId draw;
    ReleaseKey release;  // empty: the command records the draw
    DUDAO_FIELDS(draw, release)
};

/// The sender's numbering, and the unanswered rows.
struct Outbox {
    std::int64_t incarnation = 0;  // 0: nothing was ever sent
    std::int64_t last_n = 0;
    std::vector<OutboxRow> rows;
};

class Database {
 public:
    /// Opens the file; creates it with mode 0600 if it does not exist.
    static Result<Database> open(const std::filesystem::path& file, const std::string& vfs = {});

    Result<Memory> memory() const;
    Result<Outbox> outbox() const;
    Result<About> about(std::int64_t n) const;
    /// Starts numbering again if an officer granted a later incarnation than the stored one, i.e.
    /// this file was restored from a copy. What was sent before and is not in the log is sent
    /// again.
    Result<void> begin_incarnation(std::int64_t incarnation);

    /// Stores the effects and the rows made from their calls in one transaction.
    Result<void> keep(const Effects& effects, const std::vector<OutboxRow>& rows);
    /// Deletes the answered row n and stores the effects of its answer in one transaction.
    Result<void> drop(std::int64_t n, const Effects& effects);

    /// The records needed to repeat the draws, for a later disclosure.
    Result<std::vector<Drawn>> drawn() const;

 private:
    explicit Database(disk::Database database) : database_(std::move(database)) {}
    /// The sender's numbering, without its rows.
    Result<Outbox> sender() const;
    Result<void> write(const Effects& effects) const;

    disk::Database database_;
};

}  // namespace dudao::engine
