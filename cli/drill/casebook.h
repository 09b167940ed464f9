// What the play says of each item of the county's checklists: what was found when its answer is the
// wrong one, what is demanded, what the unit then did, and which picture can show it. So that an
// answer, the finding beside it, its evidence and its rectification speak of one thing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/drill/said.h"

namespace dudao::drill {

struct Lack {
    std::string_view item;      // "F1"
    std::string_view picture;   // of the pictures: "board"; empty: nothing that a picture shows
    Said found;                 // what is wrong, as an inspector writes it
    Said demanded;              // what must be put right
    Said done;                  // what the unit says it has done
    std::string_view mended{};  // picture of what was put right; empty: the same as before
};

/// Null: the item is not of the demo county's checklists, or is no ground for a finding.
const Lack* lack_of(std::string_view item);
std::vector<Lack> all_lacks();

}  // namespace dudao::drill
