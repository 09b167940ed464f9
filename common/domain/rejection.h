// Why a command was refused, so that the sender can correct it. Rejections are not logged.
#pragma once

#include <string>
#include <vector>

#include "domain/names.h"
#include "said.h"

namespace dudao {

enum class Why {
    BadInput,   // the command itself is wrong
    NotFound,   // does not exist, or the sender may not see it
    Forbidden,  // the sender's role, group or unit does not permit it
    OwnMatter,  // the sender worked on it in another role
    NotNow,     // the lifecycle has no such step from this state
    TooEarly,   // a timer before it is due
    Stale,      // a timer that is no longer pending
    TooLate,    // after a limit; cannot be corrected
    Full,       // a bound of the state is reached
};
template <>
struct Names<Why> {
    static constexpr auto table = std::to_array<Named<Why>>({{Why::BadInput, "bad_input"},
                                                             {Why::NotFound, "not_found"},
                                                             {Why::Forbidden, "forbidden"},
                                                             {Why::OwnMatter, "own_matter"},
                                                             {Why::NotNow, "not_now"},
                                                             {Why::TooEarly, "too_early"},
                                                             {Why::Stale, "stale"},
                                                             {Why::TooLate, "too_late"},
                                                             {Why::Full, "full"}});
};

struct Rejection {
    Why why = Why::BadInput;
    Said said;                          // what is wrong and what would be right
    std::vector<std::string> possible;  // for NotNow: the possible verbs

    /// In English.
    std::string what() const { return in_english(said).what; }
    std::string mend() const { return in_english(said).mend; }
};

}  // namespace dudao
