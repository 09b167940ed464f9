// An invariant that is also checked in release builds. Not for input: wrong input returns a Result.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dudao {

/// A broken invariant. The jurisdiction's writer stops and reloads; a simulation fails.
struct BrokenInvariant : std::logic_error {
    using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* what,
                   std::source_location at = std::source_location::current()) {
    if (!holds) {
        const std::string_view file = at.file_name();
        throw BrokenInvariant(std::string(file.substr(file.rfind('/') + 1)) + ":" +
                              std::to_string(at.line()) + ": " + what);
    }
}

}  // namespace dudao
