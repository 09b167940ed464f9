// Findings and rectifications read from the views in Redis, for `list` without a speaker.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "cli/nouns/globals.h"
#include "cli/nouns/rows.h"
#include "result.h"

namespace dudao {

bool has_view(std::string_view noun);

/// The newest first; `directory` gets what the ids in them stand for. NotFound: nothing was founded
/// here; Unreachable: no Redis, or no worker has made the views yet.
Result<nlohmann::ordered_json> rows_from_views(const Globals& globals, std::string_view noun,
                                               bool open_only, Directory& directory);

}  // namespace dudao
