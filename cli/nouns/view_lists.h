// Findings and rectifications read from the views in Redis, for `list` without a speaker.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "cli/nouns/globals.h"
#include "result.h"

namespace dudao {

bool has_view(std::string_view noun);

/// The newest first. Errors: NotFound if nothing was founded here; Unreachable if there is no
/// Redis, or no worker has written the views yet.
Result<nlohmann::ordered_json> rows_from_views(const Globals& globals, std::string_view noun,
                                               bool open_only);

}  // namespace dudao
