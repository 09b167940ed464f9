// Chance of one component, seeded: another component's draws never change it. No std distribution,
// whose results differ between libraries.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace dudao::sim {

class Rng {
 public:
    explicit Rng(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t next() { return engine_(); }
    /// 0 <= x < n; n > 0. The bias of the remainder does not matter here.
    std::uint64_t below(std::uint64_t n) { return engine_() % n; }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least) + 1));
    }
    bool in_thousand(std::uint64_t n) { return below(1000) < n; }
    std::string bytes(std::size_t n) {
        std::string out(n, '\0');
        for (char& c : out) c = static_cast<char>(next() & 0xFFU);
        return out;
    }
    Rng fork() { return Rng(next()); }

 private:
    std::mt19937_64 engine_;
};

}  // namespace dudao::sim
