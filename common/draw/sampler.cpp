#include "draw/sampler.h"

#include <sodium/utils.h>

#include <algorithm>

#include "ensure.h"

namespace dudao::draw {
namespace {

std::uint64_t first_eight(const Hash& hash) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8U | hash[i];
    return value;
}

Hash counted(Mac mac, std::uint32_t counter) {
    mac.add(u32(counter));
    return mac.done();
}

}  // namespace

Sampler::~Sampler() { sodium_memzero(seed_.data(), seed_.size()); }

std::uint64_t Sampler::number(std::string_view purpose, Parts parts, std::uint32_t counter) const {
    return first_eight(counted(Mac(seed_, purpose, parts), counter));
}

std::uint64_t Sampler::uniform(std::uint64_t m, std::string_view purpose, Parts parts) const {
    ensure(m >= 1, "a number is drawn from at least one");
    const Mac prefix(seed_, purpose, parts);
    // 2^64 mod m: the highest numbers, which would cause bias.
    const std::uint64_t excess = (0 - m) % m;
    for (std::uint32_t counter = 0;; ++counter) {
        const std::uint64_t value = first_eight(counted(prefix, counter));
        if (Threshold{value} < certainty - excess) return value % m;
        ensure(counter < 10'000, "each try fails less often than a coin");
    }
}

bool Sampler::hit(Threshold threshold, std::string_view purpose, Parts parts) const {
    return Threshold{number(purpose, parts)} < threshold;
}

Hash Sampler::ticket(std::uint32_t weight, std::string_view purpose, Parts parts) const {
    ensure(weight >= 1, "a ticket needs a ball");
    const Mac prefix(seed_, purpose, parts);
    Hash least = counted(prefix, 0);
    for (std::uint32_t ball = 1; ball < weight; ++ball) {
        least = std::min(least, counted(prefix, ball));
    }
    return least;
}

}  // namespace dudao::draw
