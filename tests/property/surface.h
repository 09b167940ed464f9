// The command surface under a random crowd: anybody says anything about anything, at any moment,
// and the deadlines fire between. Used by the property tests and by the fuzzer; the same numbers
// give the same story.
#pragma once

#include <functional>
#include <string>

#include "tests/support/docket.h"

namespace dudao::test {

class Surface {
 public:
    /// `next(n)` gives a number below n.
    explicit Surface(std::function<std::uint64_t(std::uint64_t)> next) : next_(std::move(next)) {}

    /// One thing somebody says or the clock does. Returns the name of what was accepted, or empty.
    std::string step();

    Docket county;
    int accepted = 0;
    int refused = 0;

 private:
    Command any_command();
    Command any_field_command();
    Command any_office_command();
    Command any_unit_command();
    std::string a_visit();
    std::string say(const Command& command);
    PersonId anybody();
    template <class Map>
    auto any_key(const Map& map);
    std::uint64_t pick(std::uint64_t n) { return next_(n); }
    bool often() { return pick(4) != 0; }
    Text words() { return often() ? Text{"因故※", "ref", "commitment"} : Text{}; }

    std::function<std::uint64_t(std::uint64_t)> next_;
    int ulids_ = 0;
};

}  // namespace dudao::test
