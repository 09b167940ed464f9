// The file in which the console of 2026-11 stored its commands: records of a 4-byte length, the
// first 8 bytes of the SHA-256 of a row, and the row. Read once, by console/commands/sent.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "console/commands/sent.h"
#include "result.h"

namespace dudao::console {

/// The rows in the order they were written; a later row with the same number replaces an earlier
/// one. Reading ends at an incomplete record, whose command was never sent. std::nullopt if there
/// is no file.
Result<std::optional<std::vector<Sent::Row>>> read_old_journal(const std::filesystem::path& file);

}  // namespace dudao::console
