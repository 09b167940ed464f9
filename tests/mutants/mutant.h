// Which mutant is on: read once from the environment. `tests/mutants/run` puts this header into its
// mutated copy of the sources; the product never includes it.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

// A mutant may stand behind an `if` on a line of its own.
#pragma GCC diagnostic ignored "-Wmisleading-indentation"

namespace dudao::mutants {

inline bool is_on(std::string_view name) {
    static const char* const chosen = std::getenv("DUDAO_MUTANT");
    return chosen != nullptr && name == chosen;
}

/// For texts that are not C++, such as the function library: one part of it in place of another.
inline std::string changed(bool is_on, std::string_view from, std::string_view to,
                           std::string text) {
    if (!is_on) return text;
    const auto at = text.find(from);
    if (at == text.npos) throw std::runtime_error("mutants: no such text: " + std::string(from));
    return text.replace(at, from.size(), to);
}

}  // namespace dudao::mutants
