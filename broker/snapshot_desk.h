// Writes snapshots beside the loop, on a thread of its own. It shares nothing with the loop: it
// loads the newest snapshot of the folder, reads the log from there to the asked commit over a
// connection of its own, checks that it stands at the asked hash, and saves. So the loop neither
// copies nor encodes a state, however large, and snapshots are taken also while commits never
// pause.
//
// Cost: the memory of a second state while it works, and the time of folding the commits since the
// last snapshot. The thread runs at the lowest priority.
#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

#include "broker/io.h"
#include "log.h"
#include "queue.h"
#include "store/connection.h"

namespace dudao::broker {

/// Makes one snapshot in the caller's thread. Unreachable, also when `stopping` becomes true;
/// NotFound: the log ends before the commit; Corrupt: it is not the one that was served.
Result<void> make_snapshot(const std::filesystem::path& folder, const Address& redis,
                           const SaveSnapshot& wanted, const std::atomic<bool>& stopping);

class SnapshotDesk {
 public:
    /// Starts the thread. Block signals before, because the thread inherits the signal mask. `log`
    /// must outlive the desk: a snapshot that could not be made is a warning there.
    SnapshotDesk(std::filesystem::path folder, Address redis, const Log& log);
    /// Gives up the snapshot being made and waits for the thread: at most for one read of the log,
    /// or for the loading or saving of a state that has begun.
    ~SnapshotDesk();
    SnapshotDesk(const SnapshotDesk&) = delete;
    SnapshotDesk& operator=(const SnapshotDesk&) = delete;

    /// Asks for a snapshot at a commit that is in the log. Does nothing while as many wait as there
    /// is room for: a later commit will be asked for again.
    void ask(SaveSnapshot wanted);

 private:
    void run();
    std::string why_not_made(const SaveSnapshot& wanted) const;

    const std::filesystem::path folder_;
    const Address redis_;
    const Log& log_;
    std::atomic<bool> stopping_ = false;
    Queue<SaveSnapshot> asked_;
    std::thread thread_;
};

}  // namespace dudao::broker
