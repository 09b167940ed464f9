// Integers and tickets computed from a draw's seed. There is no floating point, so another
// implementation gives the same bytes.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/hash.h"
#include "draw/encoding.h"

namespace dudao::draw {

/// A probability times 2^64; 2^64 is certainty.
using Threshold = unsigned __int128;
inline constexpr Threshold certainty = Threshold{1} << 64U;

class Sampler {
 public:
    explicit Sampler(const Hash& seed) : seed_(seed) {}
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;
    ~Sampler();

    /// The first eight bytes of HM(S, purpose, parts.., U32(counter)).
    std::uint64_t number(std::string_view purpose, Parts parts, std::uint32_t counter = 0) const;
    /// Uniform over 0..m-1, m >= 1, without modulo bias.
    std::uint64_t uniform(std::uint64_t m, std::string_view purpose, Parts parts) const;
    /// True with probability threshold / 2^64.
    bool hit(Threshold threshold, std::string_view purpose, Parts parts) const;
    /// The smallest of `weight` (>= 1) balls. Taking tickets in ascending order is exactly
    /// successive sampling with probability proportional to weight.
    Hash ticket(std::uint32_t weight, std::string_view purpose, Parts parts) const;

 private:
    Hash seed_;
};

}  // namespace dudao::draw
