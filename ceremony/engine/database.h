// The engine's memory: one SQLite file of its own (WAL, synchronous FULL). What keep() has returned
// for survives a crash.
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

/// What an outbox row was about.
struct About {
    DrawId draw;
    ReleaseKey release;  // empty: the record of the draw
    DUDAO_FIELDS(draw, release)
};

/// The sender's place, and what was not answered.
struct Outbox {
    std::int64_t incarnation = 0;  // 0: nothing was ever sent
    std::int64_t last_n = 0;
    std::vector<OutboxRow> rows;
};

class Database {
 public:
    /// Makes the file (mode 0600) where there is none.
    static Result<Database> open(const std::filesystem::path& file, const std::string& vfs = {});

    Result<Memory> memory() const;
    Result<Outbox> outbox() const;
    Result<About> about(std::int64_t n) const;
    /// Starts counting anew when an officer has granted a later incarnation than the one kept
    /// (this file was restored from a copy); what was sent then and is not in the log goes again.
    Result<void> begin_incarnation(std::int64_t incarnation);

    /// Effects and the rows made of their calls, in one transaction.
    Result<void> keep(const Effects& effects, const std::vector<OutboxRow>& rows);
    /// Row n was answered; with what that came to, in one transaction.
    Result<void> drop(std::int64_t n, const Effects& effects);

    /// What a redraw needs, for the disclosure to come.
    Result<std::vector<Drawn>> drawn() const;

 private:
    explicit Database(disk::Database database) : database_(std::move(database)) {}
    /// Without its rows.
    Result<Outbox> sender() const;
    Result<void> write(const Effects& effects) const;

    disk::Database database_;
};

}  // namespace dudao::engine
