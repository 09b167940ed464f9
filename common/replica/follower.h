// Keeps a process's copy of the state: loads a snapshot from its folder, if there is one, then
// follows the log commit by commit. If the log does not extend the copy, the copy is discarded once
// and the log read from the beginning; if that fails too, the log is wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "log.h"
#include "net/watched.h"
#include "replica/replica.h"
#include "store/tail.h"

namespace dudao {

class Follower {
 public:
    struct Options {
        Address redis;
        std::string j;
        /// Folder of snapshots; empty: read the log from its beginning.
        std::filesystem::path data{};
    };
    using Folded = std::function<void(std::uint64_t seq, FoldedCommit commit)>;

    /// Loads the newest snapshot.
    Follower(Loop& loop, int token, Options options, const Log& log);

    const Replica& replica() const { return replica_; }
    /// The end of the log reported by the owner.
    std::uint64_t confirmed() const { return tail_.confirmed(); }
    /// True while connected; everything read is folded.
    bool following() const { return !tail_.closed(); }
    /// True once everything in the log at the first read was folded.
    bool ready() const { return ready_; }
    /// Milliseconds since Redis last answered.
    std::int64_t silent_ms(std::int64_t now_ms) const { return now_ms - heard_ms_; }

    /// Folds the commits received. Calls `folded` after each commit with its decoded events, and
    /// `reloaded` when the replica is rebuilt. After an error the log cannot be followed; the
    /// process must report it and exit.
    Result<void> turn(std::int64_t now_ms, const Folded& folded,
                      const std::function<void()>& reloaded);
    /// Milliseconds until turn() must be called at the latest.
    long wait_ms(std::int64_t now_ms) const;

    /// Saves a snapshot for the next start; a failure is only logged.
    void save();

 private:
    Result<void> start_anew(const std::string& why, const std::function<void()>& reloaded);
    Result<void> answer_fault(const TailFault& fault, std::int64_t now_ms,
                              const std::function<void()>& reloaded);

    Watched watched_;
    Options options_;
    const Log& log_;
    Replica replica_;
    Tail tail_;
    std::uint64_t saved_seq_ = 0;
    std::optional<std::uint64_t> forked_at_;
    std::int64_t open_at_ms_ = 0;
    std::int64_t heard_ms_ = 0;
    std::optional<std::int64_t> round_;  // the tail's timeout; a new value means a new round
    bool ready_ = false;
};

}  // namespace dudao
