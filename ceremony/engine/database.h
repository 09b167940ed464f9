// The engine's memory: one SQLite file of its own (WAL, synchronous FULL). What keep() has returned
// for survives a crash. The only place here that knows sqlite3.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ceremony/engine/records.h"
#include "client/uplink.h"
#include "result.h"

struct sqlite3;

namespace dudao::engine {

/// What an outbox row was about.
struct About {
    DrawId draw;
    ReleaseKey release;  // empty: the record of the draw
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
    static Result<Database> open(const std::filesystem::path& file);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) = delete;
    ~Database();

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
    struct Close {
        void operator()(sqlite3* db) const;
    };
    explicit Database(sqlite3* db);
    Result<void> write(const Effects& effects);
    std::unique_ptr<sqlite3, Close> db_;
};

}  // namespace dudao::engine
