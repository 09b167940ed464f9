// Why a command was refused: said so that the sender can mend it. Rejections are not logged.
#pragma once

#include <string>
#include <vector>

#include "domain/names.h"
#include "said.h"

namespace dudao {

enum class Why {
    BadInput,   // the command itself is wrong
    NotFound,   // no such thing, or not the sender's to see
    Forbidden,  // the sender's role, group or unit may not
    OwnMatter,  // the sender worked on it in another role
    NotNow,     // the lifecycle has no such step from here
    TooEarly,   // a timer before its moment
    Stale,      // a timer that is not pending any more
    TooLate,    // past a limit that cannot be mended
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
    Said said;                          // what was wrong, what would be right
    std::vector<std::string> possible;  // NotNow: the verbs possible from here

    /// In English.
    std::string what() const { return in_english(said).what; }
    std::string mend() const { return in_english(said).mend; }
};

}  // namespace dudao
