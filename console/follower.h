// The console's copy of the state and of the record: the log from its beginning, commit by commit.
// There is no snapshot to start from: the timelines need every event. A log that does not extend
// what was read is read anew, once; then the log itself is wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "console/api/record.h"
#include "console/watched.h"
#include "log.h"
#include "replica/replica.h"
#include "store/tail.h"

namespace dudao::console {

class Follower {
 public:
    Follower(Loop& loop, int token, Address redis, std::string j, const Log& log)
        : watched_(loop, token), redis_(std::move(redis)), j_(std::move(j)), log_(log) {}

    const Replica& replica() const { return replica_; }
    const Record& record() const { return record_; }
    /// Where the owner said the log ends.
    std::uint64_t log_seq() const { return tail_.confirmed(); }
    bool following() const { return !tail_.closed(); }
    /// All that was there when the log was first asked has been read.
    bool ready() const { return ready_; }
    /// Since Redis last answered.
    std::int64_t silent_ms(std::int64_t now_ms) const { return now_ms - heard_ms_; }

    /// Folds what has come. An error: the log cannot be followed at all.
    Result<void> turn(std::int64_t now_ms, const std::function<void(const Commit&)>& folded,
                      const std::function<void()>& reloaded);
    long wait_ms(std::int64_t now_ms) const;

 private:
    Result<void> start_anew(const std::string& why, const std::function<void()>& reloaded);

    Watched watched_;
    Address redis_;
    std::string j_;
    const Log& log_;
    Replica replica_;
    Record record_;
    Tail tail_;
    std::optional<std::uint64_t> forked_at_;
    std::int64_t open_at_ms_ = 0;
    std::int64_t heard_ms_ = 0;
    std::optional<std::int64_t> round_;  // the tail's time limit: another one is another round
    bool ready_ = false;
};

}  // namespace dudao::console
