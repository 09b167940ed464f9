// What happens by chance in a play, drawn from the seed and from what the matter is called, never
// from the order in which things come: the same seed plays the same county, whatever crashes
// meanwhile.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/moment.h"

namespace dudao::drill {

class Chance {
 public:
    explicit Chance(std::uint64_t seed) : seed_(seed) {}

    /// A number for a question ("accept") about a matter ("task/12").
    std::uint64_t draw(std::string_view question, std::string_view matter) const;
    /// least..most, both possible.
    std::int64_t between(std::int64_t least, std::int64_t most, std::string_view question,
                         std::string_view matter) const;
    /// True for about so many in a hundred.
    bool in_hundred(int percent, std::string_view question, std::string_view matter) const;

    /// The moment, up to a minute later, at an odd millisecond: people act between the limits,
    /// which lie on whole minutes, never upon them.
    Moment around(Moment moment, std::string_view question, std::string_view matter) const;

 private:
    std::uint64_t seed_;
};

}  // namespace dudao::drill
