// A reader's copy of a jurisdiction: the state folded from the log, commit by commit, with its
// place. The worker, the engine and the console each keep one; the broker loads its own through it.
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

/// A commit after it was folded: as the log has it, and its events, decoded once.
struct FoldedCommit {
    Commit commit;
    std::vector<Event> events;  // in the order of commit.events, which are their exact bytes
};

struct Replica {
    State state;
    std::uint64_t seq = 0;  // the last commit folded
    Hash head{};            // its hash

    /// Folds the next entry. Corrupt: a gap, a broken chain, an event that cannot be read or cannot
    /// have happened; the replica is then as it was, or to be thrown away when `state` has moved.
    Result<void> apply(const Entry& entry);

    /// As above; what was read is handed out too, for those who act on its events.
    Result<FoldedCommit> take_commit(const Entry& entry);
};

/// Snapshots are a cache: a file each, checked by its own hash and by the log's head when loaded.
namespace snapshot {

/// Commits from one snapshot of a running process to the next.
inline constexpr std::uint64_t every = 10'000;

/// Writes `folder/<j>-<seq>.snapshot` (tmp, fsync, rename, fsync of the folder); keeps the newest
/// two.
Result<void> save(const std::filesystem::path& folder, const std::string& j,
                  const Replica& replica);

/// The newest that is whole; an empty replica when there is none. A damaged one is passed over.
Replica load(const std::filesystem::path& folder, const std::string& j);

/// The bytes of a snapshot and back: format, jurisdiction, seq, head, state, SHA-256 of all that.
std::string to_bytes(const std::string& j, const Replica& replica);
Result<Replica> from_bytes(const std::string& j, std::string_view bytes);

}  // namespace snapshot

}  // namespace dudao
