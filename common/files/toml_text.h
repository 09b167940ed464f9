// What is written into a TOML file.
#pragma once

#include <string>

namespace dudao::files {

/// A basic string, in quotes. Bytes that are not UTF-8 become the sign for that.
std::string quoted(const std::string& text);

}  // namespace dudao::files
