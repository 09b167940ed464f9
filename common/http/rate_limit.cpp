#include "http/rate_limit.h"

#include <algorithm>

namespace dudao::http {

// A bucket is stored as the time at which it will be full. A try adds one refill to it; a bucket
// that is full only after `tries` refills is empty.
bool RateLimit::spend(const std::string& key, std::int64_t now_ms) {
    if (buckets_.size() >= options_.kept_max && !buckets_.contains(key)) make_room(now_ms);
    std::int64_t& full_at = buckets_[key];
    const std::int64_t later = std::max(full_at, now_ms) + options_.refill_ms;
    if (later > now_ms + options_.tries * options_.refill_ms) return false;
    full_at = later;
    return true;
}

void RateLimit::give_back(const std::string& key, std::int64_t now_ms) {
    const auto at = buckets_.find(key);
    if (at == buckets_.end()) return;
    at->second -= options_.refill_ms;
    if (at->second <= now_ms) buckets_.erase(at);
}

std::int64_t RateLimit::wait_ms(const std::string& key, std::int64_t now_ms) const {
    const auto at = buckets_.find(key);
    if (at == buckets_.end()) return 0;
    const std::int64_t latest = now_ms + (options_.tries - 1) * options_.refill_ms;
    return std::max<std::int64_t>(at->second - latest, 0);
}

/// Never refuses for lack of room: otherwise someone could fill the map with names and lock
/// everyone out.
void RateLimit::make_room(std::int64_t now_ms) {
    std::erase_if(buckets_, [&](const auto& each) { return each.second <= now_ms; });
    if (buckets_.size() < options_.kept_max) return;
    buckets_.erase(
        std::min_element(buckets_.begin(), buckets_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; }));
}

}  // namespace dudao::http
