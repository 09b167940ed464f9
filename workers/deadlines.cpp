#include "workers/deadlines.h"

#include "workers/limits.h"

namespace dudao::workers {

void Deadlines::load(const State& state) {
    due_.clear();
    order_.clear();
    taken_.reset();
    for (const auto& [id, timer] : state.timers) set(timer);
}

void Deadlines::set(const Timer& timer) {
    due_[timer.id] = timer.due;
    order_.insert({timer.due, timer.id});
    // This timer is due at or before a moment already claimed, but was set later, so nobody has
    // claimed it.
    if (taken_ && timer.due <= *taken_) taken_ = timer.due - Span{1};
}

void Deadlines::ended(TimerId id) {
    const auto at = due_.find(id);
    if (at == due_.end()) return;
    order_.erase({at->second, id});
    due_.erase(at);
}

std::optional<Moment> Deadlines::next() const {
    if (claiming_ || fires_.size() + claim_max > fires_max || order_.empty()) return std::nullopt;
    const Moment earliest = order_.begin()->first;
    if (!taken_ || earliest > *taken_) return earliest;
    const auto later = order_.upper_bound({*taken_, TimerId{UINT64_MAX}});
    return later == order_.end() ? again_ : std::min(again_, later->first);
}

bool Deadlines::wants_claim(Moment now) const {
    const auto moment = next();
    return moment && *moment <= now;
}

bool Deadlines::fire(TimerId id, std::vector<TimerId>& fires) {
    if (fires_.size() >= fires_max || !fires_.insert(id).second) return false;
    fires.push_back(id);
    return true;
}

std::vector<TimerId> Deadlines::claimed(Moment asked, const std::vector<Claimed>& timers,
                                        std::vector<std::string>& unknown) {
    claiming_ = false;
    std::vector<TimerId> fires;
    for (const Claimed& each : timers) {
        if (each.timer == "~") continue;
        const TimerId id = timer_of(each.timer);
        if (id) {
            fire(id, fires);
        } else {
            unknown.push_back(each.timer);
        }
    }
    if (timers.size() >= static_cast<std::size_t>(claim_max)) return fires;  // there may be more
    taken_ = asked;
    again_ = asked + claim_lease;
    // Due for long and never claimed, so the index has lost it. Firing it without a claim is safe:
    // the broker decides.
    for (const auto& [due, id] : order_) {
        if (due + overlooked_after > asked || fires_.size() >= fires_max) break;
        fire(id, fires);
    }
    return fires;
}

}  // namespace dudao::workers
