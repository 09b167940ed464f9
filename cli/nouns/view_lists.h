// Findings and rectifications as the views in Redis have them, for `list` by nobody in particular.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "cli/nouns/globals.h"
#include "result.h"

namespace dudao {

bool has_view(std::string_view noun);

/// The newest first. NotFound: nothing was founded here; Unreachable: no Redis, or no worker has
/// made the views yet.
Result<nlohmann::ordered_json> rows_from_views(const Globals& globals, std::string_view noun,
                                               bool open_only);

}  // namespace dudao
