// dudao draw select: run a disclosed draw again.
#pragma once

#include <iosfwd>
#include <string>

namespace dudao {

struct DrawSelectOptions {
    std::string params_file;
    std::string manifest_file;
    std::string seed;  // S, 64 lower-case hex digits
};

/// Prints the DDS-1 result text and nothing else. Returns 0, or 2 with the reason on `err`; then
/// nothing is printed.
int draw_select(const DrawSelectOptions& options, std::ostream& out, std::ostream& err);

}  // namespace dudao
