// Limits tries by key (an address, or a name at an address): each key has a bucket that refills
// slowly. Bounded: when there is no room, the bucket nearest to full is dropped, because it matters
// least. Pure: times are passed in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace dudao::http {

class RateLimit {
 public:
    struct Options {
        int tries = 5;                    // available at once
        std::int64_t refill_ms = 30'000;  // time for each further try
        std::size_t kept_max = 20'000;
    };
    explicit RateLimit(Options options) : options_(options) {}

    /// Uses a try. Returns false if none is left.
    bool spend(const std::string& key, std::int64_t now_ms);
    /// True if spend() would succeed.
    bool may(const std::string& key, std::int64_t now_ms) const {
        return wait_ms(key, now_ms) == 0;
    }
    /// Returns the try last taken, because it should not count.
    void give_back(const std::string& key, std::int64_t now_ms);
    /// Resets the key after a success.
    void forgive(const std::string& key) { buckets_.erase(key); }
    /// Milliseconds until the next try; 0: now.
    std::int64_t wait_ms(const std::string& key, std::int64_t now_ms) const;
    std::size_t size() const { return buckets_.size(); }

 private:
    void make_room(std::int64_t now_ms);

    /// By key, when the bucket will be full again. It lacks one try for each refill before that
    /// time, so one number is enough.
    std::map<std::string, std::int64_t> buckets_;
    Options options_;
};

}  // namespace dudao::http
