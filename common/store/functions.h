// The Redis function library `dudao1` (functions.lua), carried inside the binary.
#pragma once

#include <string_view>

namespace dudao {

/// Its name in Redis. Functions are `dudao1_<name>`; a changed protocol becomes `dudao2` beside it.
inline constexpr std::string_view function_library_name = "dudao1";

/// The library's exact code, as FUNCTION LOAD takes it and FUNCTION LIST … WITHCODE gives it.
std::string_view function_library();

}  // namespace dudao
