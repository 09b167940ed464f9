// The log as whoever may read its Redis sees it: from the state folder, or wherever --redis says.
#pragma once

#include <optional>
#include <string>

#include "cli/nouns/globals.h"
#include "result.h"
#include "store/connection.h"

namespace dudao {

struct LogPlace {
    std::string j;
    Address redis;
    bool demo = false;
};

/// NotFound: nothing was founded or nothing runs here.
Result<LogPlace> find_log(const Globals& globals);

}  // namespace dudao
