// The worker's copy of the state: a snapshot from its folder, then the log's tail, commit by
// commit. A snapshot that the log does not extend is thrown away once; then the log itself is
// wrong.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "log.h"
#include "replica/replica.h"
#include "store/tail.h"
#include "workers/watched.h"

namespace dudao::workers {

class Follower {
 public:
    struct Options {
        Address redis;
        std::string j;
        std::filesystem::path data;  // of snapshots; empty: none
    };

    /// Reads the newest snapshot.
    Follower(Loop& loop, int token, Options options, const Log& log);

    const Replica& replica() const { return replica_; }
    std::uint64_t confirmed() const { return tail_.confirmed(); }
    /// Connected, and nothing read that is not folded.
    bool following() const { return !tail_.closed(); }

    /// Folds what has come; `folded` is called after each commit, `reloaded` when the replica
    /// starts anew. An error: the log cannot be followed at all, the process ends and says why.
    Result<void> turn(std::int64_t now_ms, const std::function<void(const Commit&)>& folded,
                      const std::function<void()>& reloaded);
    long wait_ms(std::int64_t now_ms) const;

    /// Keeps the state for the next start; a failure is a log line.
    void save();

 private:
    Result<void> start_anew(const std::string& why, const std::function<void()>& reloaded);

    Watched watched_;
    Options options_;
    const Log& log_;
    Replica replica_;
    Tail tail_;
    std::uint64_t saved_seq_ = 0;
    std::optional<std::uint64_t> forked_at_;
    std::int64_t open_at_ms_ = 0;
};

}  // namespace dudao::workers
