#include "workers/audit.h"

#include <algorithm>
#include <iterator>

#include "workers/limits.h"

namespace dudao::workers {

std::set<std::string> differences(const State& state, const Due& due, Moment now) {
    std::set<std::string> found;
    std::set<TimerId> seen;
    for (const auto& [key, score] : due) {
        if (key == "~") continue;
        const auto timer = state.timers.find(timer_of(key));
        if (timer == state.timers.end()) {
            found.insert(key + " is not pending");
            continue;
        }
        seen.insert(timer->first);
        const std::int64_t want = timer->second.due.ms;
        const bool claimed = score > want && score <= (now + claim_lease).ms;
        if (score != want && !claimed) found.insert(key + " stands at another moment");
    }
    for (const auto& [id, timer] : state.timers) {
        if (!seen.contains(id)) found.insert(due_key(id) + " is not in the index");
    }
    return found;
}

std::vector<std::string> Audit::round(std::set<std::string> now) {
    std::vector<std::string> twice;
    std::set_intersection(now.begin(), now.end(), before_.begin(), before_.end(),
                          std::back_inserter(twice));
    before_ = std::move(now);
    return twice;
}

}  // namespace dudao::workers
