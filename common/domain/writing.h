// What counts as words that people have written. Asked where words come in, of commands alone: what
// is on record or on a device already is read, whatever it holds.
#pragma once

#include <algorithm>
#include <string_view>

namespace dudao {

/// Of the control characters only tab and the ends of lines: NUL and ESC hide words or command a
/// terminal, and so do U+0080 to U+009F, in UTF-8 C2 80 to C2 9F.
constexpr bool is_writing(std::string_view text) {
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 ? c != '\t' && c != '\n' && c != '\r' : byte == 0x7f;
    };
    if (std::any_of(text.begin(), text.end(), is_control)) return false;
    for (auto at = text.find('\xc2'); at != text.npos; at = text.find('\xc2', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0) return false;
    }
    return true;
}

}  // namespace dudao
