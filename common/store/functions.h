// The Redis function library `dudao1` (functions.lua), embedded in the binary.
#pragma once

#include <string_view>

namespace dudao {

/// The library's name in Redis. Functions are `dudao1_<name>`; an incompatible version is called
/// `dudao2` and can exist beside it.
inline constexpr std::string_view function_library_name = "dudao1";

/// The exact code passed to FUNCTION LOAD and returned by FUNCTION LIST … WITHCODE.
std::string_view function_library();

}  // namespace dudao
