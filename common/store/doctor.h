// Is this Redis one that keeps its word? Asked before the first write, and by `dudao doctor`.
#pragma once

#include <string>
#include <vector>

#include "result.h"
#include "store/connection.h"

namespace dudao {

/// Checks the settings on which "answered means kept" rests. BadInput lists every fault at once,
/// each with the line for redis.conf that mends it. On success: warnings, in the same form, often
/// none. After a start of Redis it has the append-only file written anew, once, and waits for it
/// (at most 10 s, then Busy): a torn end that Redis cut off wrongly must not be written after.
Result<std::vector<std::string>> check_server(Connection& connection);

/// Loads the function library if it is missing. Refused if other code stands under its name: rules
/// never change under a running owner. In a cluster this serves one node: call it for each master.
Result<void> ensure_functions(Connection& connection);

}  // namespace dudao
