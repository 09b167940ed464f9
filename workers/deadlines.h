// Which deadlines are due, and whom they were given to: claims timers in Redis so that several
// workers do not all say the same to the broker. A claim only saves work: it is the broker that
// decides, once.
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
    void load(const State& state);
    void set(const Timer& timer);
    void ended(TimerId id);

    /// Something is due that nobody was asked about yet, or a claim of it has run out.
    bool wants_claim(Moment now) const;
    void claim_sent() { claiming_ = true; }
    void claim_lost() { claiming_ = false; }
    /// The timers to fire now; keys that are no timers are put into `unknown`.
    std::vector<TimerId> claimed(Moment asked, const std::vector<Claimed>& timers,
                                 std::vector<std::string>& unknown);
    /// The broker has answered, or will not: whatever is still pending is claimed again.
    void answered(TimerId id) { fires_.erase(id); }

    /// When wants_claim will be true, if nothing happens before.
    std::optional<Moment> next() const;
    bool busy() const { return claiming_ || !fires_.empty(); }
    bool fires_under_way() const { return !fires_.empty(); }
    std::size_t pending() const { return due_.size(); }

 private:
    bool fire(TimerId id, std::vector<TimerId>& fires);

    std::map<TimerId, Moment> due_;
    std::set<std::pair<Moment, TimerId>> order_;
    std::set<TimerId> fires_;  // the broker was told and has not answered
    bool claiming_ = false;
    std::optional<Moment> taken_;  // everything due by then is claimed, by us or by others …
    Moment again_;                 // … until then
};

}  // namespace dudao::workers
