// The synchronous store for tools: `dudao init`, inspection, workers' claims, tests. Every call has
// a timeout.
//
// Errors: Busy (nothing was done; retry), Refused (another owner, not the next position, or lease
// held), NotFound (no log, or no such entry), Unreachable (nothing was sent, or no master here),
// Unknown (may or may not have been done), Corrupt (any other error).
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

/// The end of a jurisdiction's log, and its owner.
struct Place {
    std::uint64_t epoch = 0;
    std::string holder;  // empty: no owner
    std::uint64_t seq = 0;
    Hash head{};
    std::uint64_t confirmed = 0;
    std::uint64_t leaves = 0;
    std::uint64_t archived = 0;  // commits up to this one exist only in the archive
    std::string clock;           // "system" or "demo"
};

struct Claimed {
    std::string timer;
    /// Its score before the claim: the due time, or the end of an expired claim.
    std::int64_t at_ms = 0;
};

class Store {
 public:
    /// Uses the connection, which must outlive the store.
    explicit Store(Connection& connection, int timeout_ms = 5000)
        : connection_(connection), timeout_ms_(timeout_ms) {}

    /// Creates an empty log, once. `clock` is "system" or "demo" and can never be changed. Refused
    /// if any key of the jurisdiction exists.
    Result<void> genesis(const std::string& j, const std::string& clock);
    /// Reads the end of the log and the owner. NotFound if there is no log.
    Result<Place> place(const std::string& j);

    /// Reads one commit. NotFound if it does not exist yet or was trimmed.
    Result<Entry> read_entry(const std::string& j, std::uint64_t seq);
    /// Reads at most `count` commits from `from`, unverified: the caller checks numbers and chain.
    Result<std::vector<Entry>> read_range(const std::string& j, std::uint64_t from, int count);
    /// The personal values of `refs`, in that order; std::nullopt where none is stored.
    Result<std::vector<std::optional<std::string>>> values(const std::string& j,
                                                           const std::vector<std::string>& refs);
    /// A page of all personal values and the cursor of the next page; "0" starts and ends the scan.
    /// A value that exists during the whole scan is returned at least once.
    struct ValuesPage {
        std::string cursor = "0";
        std::vector<std::pair<std::string, std::string>> values;  // ref, personal value
    };
    Result<ValuesPage> scan_values(const std::string& j, const std::string& cursor);
    /// Claims at most n <= 100 timers due by `now_ms` and moves their score to now_ms + lease_ms,
    /// so that no other worker gets them before then. A claim only saves work; only a commit of the
    /// owner removes a timer.
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

/// Converts an outcome other than Done to an error.
Error to_error(const Verdict& verdict);

}  // namespace dudao
