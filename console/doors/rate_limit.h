// How often somebody may try: a bucket of tries for each name and each peer, filled again slowly.
// Bounded: full buckets are forgotten, they say nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace dudao::console {

class RateLimit {
 public:
    struct Options {
        int tries = 5;                    // at once
        std::int64_t refill_ms = 30'000;  // for each further one
        std::size_t kept_max = 20'000;
    };
    explicit RateLimit(Options options) : options_(options) {}

    /// Takes a try; false: none is left. With no room for another bucket nobody new may try.
    bool take(const std::string& key, std::int64_t now_ms);
    /// It went well: what was tried before is forgiven.
    void forgive(const std::string& key) { buckets_.erase(key); }
    /// Milliseconds until the next try.
    std::int64_t wait_ms(const std::string& key, std::int64_t now_ms) const;
    std::size_t size() const { return buckets_.size(); }

 private:
    /// Empty at this moment, and fuller by one each refill before it: one number says all.
    std::map<std::string, std::int64_t> buckets_;
    Options options_;
};

}  // namespace dudao::console
