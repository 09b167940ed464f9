// The file that the console of 2026-11 kept its commands in: each line a length of 4 bytes, the
// first 8 bytes of the SHA-256 of a row, the row. Read once, by console/commands/sent.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "console/commands/sent.h"
#include "result.h"

namespace dudao::console {

/// In the order they were written: a later row of a number replaces an earlier one. Up to a torn
/// end, which is a command that was never sent. Nothing: there is no such file.
Result<std::optional<std::vector<Sent::Row>>> read_old_journal(const std::filesystem::path& file);

}  // namespace dudao::console
