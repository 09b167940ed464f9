// UTF-8 validation by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dudao {

/// Length in bytes of a character that begins with `lead`; 0 if none can.
constexpr std::size_t utf8_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

/// True if `text`, which must not be empty, begins with a complete character.
constexpr bool begins_with_utf8(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    const std::size_t length = utf8_length(lead);
    if (length == 0 || text.size() < length) return false;
    // The second byte's range excludes overlong forms, surrogates and values above U+10FFFF.
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (length > 1 && (byte(1) < low || byte(1) > high)) return false;
    for (std::size_t at = 2; at < length; ++at) {
        if (byte(at) < 0x80 || byte(at) > 0xBF) return false;
    }
    return true;
}

/// The position of the first byte that is not valid UTF-8; std::nullopt: all valid.
constexpr std::optional<std::size_t> first_not_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!begins_with_utf8(text.substr(at))) return at;
        at += utf8_length(static_cast<unsigned char>(text[at]));
    }
    return std::nullopt;
}

/// At most `bytes_max` bytes of someone's input, for a message about it: complete characters, with
/// '?' for invalid bytes. A message that is not UTF-8 would be refused by its receiver.
inline std::string excerpt(std::string_view text, std::size_t bytes_max) {
    std::string out;
    while (!text.empty()) {
        const bool whole = begins_with_utf8(text);
        const std::size_t length =
            whole ? utf8_length(static_cast<unsigned char>(text.front())) : 1;
        if (out.size() + length > bytes_max) break;
        out += whole ? text.substr(0, length) : "?";
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace dudao
