// What is valid as text written by people. Checked only for incoming commands: text already in the
// log or on a device must stay readable, whatever it contains.
#pragma once

#include <algorithm>
#include <string_view>

namespace dudao {

/// Of the control characters only tab, CR and LF are allowed. NUL and ESC can hide text or control
/// a terminal, and so can U+0080 to U+009F, in UTF-8 C2 80 to C2 9F.
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
