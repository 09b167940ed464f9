// Which processes `dudao up` left down, as its run.json says: for the system page.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "said.h"

namespace dudao::console {

inline constexpr std::size_t run_file_bytes_max = 1024 * 1024;

/// A sentence for each; empty if none is down, or the text is no such file's.
std::vector<Said> parts_down(std::string_view run_file);

}  // namespace dudao::console
