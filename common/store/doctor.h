// Checks that a Redis server is configured to keep what it acknowledges. Called before the first
// write and by `dudao doctor`.
#pragma once

#include <string>
#include <vector>

#include "result.h"
#include "store/connection.h"

namespace dudao {

/// Checks the settings that durability depends on. BadInput lists every fault, each with the line
/// for redis.conf that corrects it. On success returns warnings in the same form. After a restart
/// of Redis it has the append-only file rewritten once and waits for that, at most 10 s (then
/// Busy), because appending after a wrongly truncated end can lose commits.
Result<std::vector<std::string>> check_server(Connection& connection);

/// Loads the function library if it is missing. Refused if different code has its name: the
/// functions must never change while an owner uses them. In a cluster this covers one node; call it
/// for each master.
Result<void> ensure_functions(Connection& connection);

}  // namespace dudao
