// A reader's copy of a jurisdiction: the state folded from the log, and the commit it has reached.
// Worker, engine and console each keep one; the broker loads through it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/state.h"
#include "result.h"
#include "store/store.h"
#include "wire/event_codec.h"

namespace dudao {

/// A folded commit: as stored in the log, and its decoded events.
struct FoldedCommit {
    Commit commit;
    std::vector<Event> events;  // in the order of commit.events, which has their exact bytes
};

struct Replica {
    State state;
    std::uint64_t seq = 0;  // the last commit folded
    Hash head{};            // its hash

    /// Folds the next entry. Corrupt for a gap, a broken chain, or an event that cannot be decoded
    /// or is impossible. The replica is then unchanged, or, if `state` changed, must be discarded.
    Result<void> apply(const Entry& entry);

    /// Same as apply(), and returns the commit with its events.
    Result<FoldedCommit> take_commit(const Entry& entry);
};

/// Snapshots are a cache: one file each, verified on loading by its own hash and by the log's head.
namespace snapshot {

/// Number of commits between the snapshots of a running process.
inline constexpr std::uint64_t every = 10'000;

/// Writes `folder/<j>-<seq>.snapshot` (temporary file, fsync, rename, fsync of the folder) and
/// keeps the newest two.
Result<void> save(const std::filesystem::path& folder, const std::string& j,
                  const Replica& replica);

/// Loads the newest intact snapshot, skipping damaged ones; an empty replica if there is none.
Replica load(const std::filesystem::path& folder, const std::string& j);

/// The bytes of a snapshot: format, jurisdiction, seq, head, state, and the SHA-256 of all these.
std::string to_bytes(const std::string& j, const Replica& replica);
Result<Replica> from_bytes(const std::string& j, std::string_view bytes);

}  // namespace snapshot

}  // namespace dudao
