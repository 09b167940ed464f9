// Texts with holes: {name}, of small letters, digits and _; other braces are braces.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "messages/messages.h"

namespace dudao::messages {

/// The pattern with its holes filled; BrokenInvariant unless exactly those it has are given.
std::string fill(std::string_view pattern, const std::vector<Filling>& fillings);

/// What stands in the holes of `pattern` so that it reads `sentence`, in order; nothing when it
/// cannot. Each hole ends where the text after it first stands, the last one at the end.
std::optional<std::vector<Filling>> holes_in(std::string_view pattern, std::string_view sentence);

}  // namespace dudao::messages
