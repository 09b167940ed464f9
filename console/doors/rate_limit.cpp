#include "console/doors/rate_limit.h"

#include <algorithm>

namespace dudao::console {

// A bucket is the moment at which it will be full again. A try puts it off by one refill; a bucket
// that would be full only after `tries` refills is empty.
bool RateLimit::take(const std::string& key, std::int64_t now_ms) {
    if (buckets_.size() >= options_.kept_max && !buckets_.contains(key)) {
        std::erase_if(buckets_, [&](const auto& each) { return each.second <= now_ms; });
        if (buckets_.size() >= options_.kept_max) return false;
    }
    std::int64_t& full_at = buckets_[key];
    const std::int64_t later = std::max(full_at, now_ms) + options_.refill_ms;
    if (later > now_ms + options_.tries * options_.refill_ms) return false;
    full_at = later;
    return true;
}

std::int64_t RateLimit::wait_ms(const std::string& key, std::int64_t now_ms) const {
    const auto at = buckets_.find(key);
    if (at == buckets_.end()) return 0;
    const std::int64_t latest = now_ms + (options_.tries - 1) * options_.refill_ms;
    return std::max<std::int64_t>(at->second - latest, 0);
}

}  // namespace dudao::console
