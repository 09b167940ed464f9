// The CSV files of a county folder: rows of the registry, with every cell and every reference
// checked.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/init/county.h"
#include "files/faults.h"

namespace dudao::init {

/// The bytes of a file of the folder; nothing when it cannot be read, which is a fault.
std::optional<std::string> read_bytes(const std::filesystem::path& folder, const std::string& name,
                                      files::Faults& faults);

/// Fills units, people, posts, grants, groups, devices and conflicts. Needs id, root, calendar.
void read_tables(const std::filesystem::path& folder, const FoundingOptions& options,
                 County& county, files::Faults& faults);

}  // namespace dudao::init
