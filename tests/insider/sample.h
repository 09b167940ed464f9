// Commands made of their own fields: what is there, what is the speaker's own, what is another's,
// and the ends of each type. A new command or field is sampled without a word here.
#pragma once

#include <functional>

#include "tests/insider/cast.h"

namespace dudao::test {

class Sampler {
 public:
    /// `next(n)` gives a number below n.
    Sampler(const Cast& cast, std::function<std::uint64_t(std::uint64_t)> next)
        : cast_(cast), next_(std::move(next)) {}

    /// The command at this place of command_names, as this insider might say it.
    Command command(std::size_t index, const Insider& who);

    // For the walk over fields.
    std::uint64_t pick(std::uint64_t n) { return next_(n); }
    bool seldom() { return pick(12) == 0; }
    const Cast& cast() const { return cast_; }

 private:
    const Cast& cast_;
    std::function<std::uint64_t(std::uint64_t)> next_;
};

}  // namespace dudao::test
