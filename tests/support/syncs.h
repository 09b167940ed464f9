// What this process has synced and renamed, in order: for tests of what is on disk, and when.
// Whoever links it has its own fsync, fdatasync and rename.
#pragma once

#include <string>
#include <vector>

namespace dudao::test {

/// "sync <path>" and "rename <new path>" since the last call.
std::vector<std::string> disk_calls();

}  // namespace dudao::test
