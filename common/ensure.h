// An invariant that stays on in release builds. Never for input: input gets a Result.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace dudao {

/// A broken invariant: the jurisdiction's writer stops and reloads; a simulation fails.
struct BrokenInvariant : std::logic_error {
    using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* what,
                   std::source_location at = std::source_location::current()) {
    if (!holds) {
        throw BrokenInvariant(std::string(std::string_view(at.file_name()).substr(std::string_view(at.file_name()).rfind('/') + 1)) + ":" + std::to_string(at.line()) +
                              ": " + what);
    }
}

}  // namespace dudao
