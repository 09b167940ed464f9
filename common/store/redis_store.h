// The store for tools: `dudao init`, inspection, workers' claims, tests. Synchronous, each call
// bounded.
//
// Errors: Busy (nothing was done, try again), Refused (another owner, not the next place, held),
// NotFound (no log, no such entry), Unreachable (nothing was sent, or no master here),
// Unknown (done or not done), Corrupt (any other error).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "result.h"
#include "store/connection.h"
#include "store/store.h"

namespace dudao {

/// Where a jurisdiction's log stands, and who writes it.
struct Place {
    std::uint64_t epoch = 0;
    std::string holder;  // empty: nobody
    std::uint64_t seq = 0;
    Hash head{};
    std::uint64_t confirmed = 0;
    std::uint64_t leaves = 0;
    std::uint64_t archived = 0;  // commits up to here are in archive segments only
    std::string clock;           // "system" or "demo"
};

struct Claimed {
    std::string timer;
    std::int64_t at_ms = 0;  // its score before the claim: due, or the end of a claim that ran out
};

class Store {
 public:
    /// Uses, does not own, the connection.
    explicit Store(Connection& connection, int timeout_ms = 5000)
        : connection_(connection), timeout_ms_(timeout_ms) {}

    /// Makes an empty log, once. `clock`: "system" or "demo", marked so for ever.
    /// Refused if anything of the jurisdiction exists already.
    Result<void> genesis(const std::string& j, const std::string& clock);
    Result<Place> place(const std::string& j);

    /// One commit; NotFound if it is not there (not yet, or trimmed).
    Result<Entry> read_entry(const std::string& j, std::uint64_t seq);
    /// At most `count` commits from `from` on, as stored: the caller checks places and chain.
    Result<std::vector<Entry>> read_range(const std::string& j, std::uint64_t from, int count);
    /// Personal values in the order of the refs; nothing where none is kept.
    Result<std::vector<std::optional<std::string>>> values(const std::string& j,
                                                           const std::vector<std::string>& refs);
    /// A page of all personal values, with the cursor of the next; "0" begins and ends. Each that
    /// is there all the while is told at least once.
    struct ValuesPage {
        std::string cursor = "0";
        std::vector<std::pair<std::string, std::string>> values;  // ref, personal value
    };
    Result<ValuesPage> scan_values(const std::string& j, const std::string& cursor);
    /// Takes at most n <= 100 timers due by `now_ms` and moves them to now + lease: who claims
    /// later does not get them until then. A claim saves work; only the owner's commit removes a
    /// timer.
    Result<std::vector<Claimed>> claim(const std::string& j, std::int64_t now_ms,
                                       std::int64_t lease_ms, int n);

    // The owner's calls, for tools that write while no broker runs.
    Result<Tenure> acquire(const std::string& j, const std::string& me, const std::string& token,
                           int lease_ms);
    Result<void> commit(const std::string& j, const Tenure& tenure, const Batch& batch,
                        int lease_ms);
    Result<void> release(const std::string& j, const std::string& token);

 private:
    Result<Reply> ask(const std::vector<std::string>& args);

    Connection& connection_;
    int timeout_ms_;
};

/// An outcome that is not Done, as an error.
Error to_error(const Verdict& verdict);

}  // namespace dudao
