// An assignment issued from a page: the words go into the seal in this process, and no further.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "client/issue.h"
#include "result.h"

namespace dudao::console {

/// Takes `whom` and `text` out of the args of assignment.issue and leaves what the decoder wants,
/// with an empty seal. std::nullopt for every other command. BadInput: they are no texts.
Result<std::optional<AssignmentWords>> take_words(std::string_view command,
                                                  nlohmann::ordered_json& args);

}  // namespace dudao::console
