// How often somebody may try: a bucket of tries for each key (an address, a name at an address),
// filled again slowly. Bounded: with no room the bucket nearest to full is forgotten, since it says
// least. Pure: times are given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace dudao::http {

class RateLimit {
 public:
    struct Options {
        int tries = 5;                    // at once
        std::int64_t refill_ms = 30'000;  // for each further one
        std::size_t kept_max = 20'000;
    };
    explicit RateLimit(Options options) : options_(options) {}

    /// Takes a try; false: none is left.
    bool allows(const std::string& key, std::int64_t now_ms);
    /// Whether take would give one.
    bool may(const std::string& key, std::int64_t now_ms) const {
        return wait_ms(key, now_ms) == 0;
    }
    /// The last one taken was none: it is put back, and no other with it.
    void give_back(const std::string& key, std::int64_t now_ms);
    /// It went well: what was tried before under this key is forgiven.
    void forgive(const std::string& key) { buckets_.erase(key); }
    /// Milliseconds until the next try.
    std::int64_t wait_ms(const std::string& key, std::int64_t now_ms) const;
    std::size_t size() const { return buckets_.size(); }

 private:
    void make_room(std::int64_t now_ms);

    /// Full again at this moment, and emptier by one for each refill before it: one number says
    /// all.
    std::map<std::string, std::int64_t> buckets_;
    Options options_;
};

}  // namespace dudao::http
