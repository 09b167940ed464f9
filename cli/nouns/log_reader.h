// Where to read the log directly from Redis: from the state folder, or from --redis.
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

/// Errors: NotFound if nothing was founded, or nothing runs here.
Result<LogPlace> find_log(const Globals& globals);

}  // namespace dudao
