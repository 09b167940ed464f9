// A process' copy of the state: a snapshot from its folder, or nothing, then the log's tail, commit
// by commit. A copy that the log does not extend is thrown away once; then the log itself is wrong.
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
        std::filesystem::path data{};  // of snapshots; empty: none, the log from its beginning
    };
    using Folded = std::function<void(std::uint64_t seq, FoldedCommit commit)>;

    /// Reads the newest snapshot.
    Follower(Loop& loop, int token, Options options, const Log& log);

    const Replica& replica() const { return replica_; }
    /// Where the owner said the log ends.
    std::uint64_t confirmed() const { return tail_.confirmed(); }
    /// Connected, and nothing read that is not folded.
    bool following() const { return !tail_.closed(); }
    /// All that was there when the log was first asked has been read.
    bool ready() const { return ready_; }
    /// Since Redis last answered.
    std::int64_t silent_ms(std::int64_t now_ms) const { return now_ms - heard_ms_; }

    /// Folds what has come; `folded` is called after each commit, with its events decoded;
    /// `reloaded` when the replica starts anew. An error: the log cannot be followed at all, the
    /// process ends and says why.
    Result<void> turn(std::int64_t now_ms, const Folded& folded,
                      const std::function<void()>& reloaded);
    long wait_ms(std::int64_t now_ms) const;

    /// Keeps the state for the next start; a failure is a log line.
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
    std::optional<std::int64_t> round_;  // the tail's time limit: another one is another round
    bool ready_ = false;
};

}  // namespace dudao
