// Commands made of their own fields: what is there, what is the speaker's own, what is another's,
// and the ends of each type. A new command or field is sampled without a word here.
#pragma once

#include <functional>

#include "domain/command.h"
#include "domain/draft.h"
#include "domain/state.h"

namespace dudao::test {

/// Where it happens: what random fields alone would hardly ever make right.
struct Scene {
    const State& state;
    Moment now;
    UnitId unit;                    // that most matters are about
    PersonId responsible;           // of that unit
    std::vector<PersonId> members;  // of the group that is on site
    Bytes salt;                     // opens its task's commitment
    std::function<KeyRow(KeyKind)> new_key;
};

class Sampler {
 public:
    /// `next(n)` gives a number below n; the same numbers give the same commands.
    explicit Sampler(std::function<std::uint64_t(std::uint64_t)> next) : next_(std::move(next)) {}

    /// The command at this place of command_names, as this person (or process) might say it.
    Command command(std::size_t index, const PersonId& who, const Scene& scene);

    // For the walk over fields.
    std::uint64_t pick(std::uint64_t n) { return next_(n); }
    bool seldom() { return pick(12) == 0; }

 private:
    std::function<std::uint64_t(std::uint64_t)> next_;
};

}  // namespace dudao::test
