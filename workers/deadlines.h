// Tracks pending deadlines and claims due timers in Redis, so that several workers do not send the
// same timer to the broker. A claim only saves work: the broker fires each timer at most once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "domain/state.h"
#include "store/redis_store.h"

namespace dudao::workers {

class Deadlines {
 public:
    /// Replaces everything by the pending timers of `state`.
    void load(const State& state);
    void set(const Timer& timer);
    void ended(TimerId id);

    /// True if a timer is due that was not yet claimed, or whose claim has expired.
    bool wants_claim(Moment now) const;
    void claim_sent() { claiming_ = true; }
    void claim_lost() { claiming_ = false; }
    /// Returns the timers to fire now. Keys that are not timers are added to `unknown`.
    std::vector<TimerId> claimed(Moment asked, const std::vector<Claimed>& timers,
                                 std::vector<std::string>& unknown);
    /// The command was answered or will not be. If the timer is still pending it is claimed again.
    void answered(TimerId id) { fires_.erase(id); }

    /// When wants_claim becomes true if nothing else happens; std::nullopt: never.
    std::optional<Moment> next() const;
    bool busy() const { return claiming_ || !fires_.empty(); }
    bool fires_under_way() const { return !fires_.empty(); }
    std::size_t pending() const { return due_.size(); }

 private:
    bool fire(TimerId id, std::vector<TimerId>& fires);

    std::map<TimerId, Moment> due_;
    std::set<std::pair<Moment, TimerId>> order_;
    std::set<TimerId> fires_;  // sent to the broker and not answered
    bool claiming_ = false;
    /// All timers due by this moment are claimed, by this or another worker …
    std::optional<Moment> taken_;
    Moment again_;  // … until this moment
};

}  // namespace dudao::workers
