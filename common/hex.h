// Bytes as lower-case hex digits.
#pragma once

#include <string>
#include <string_view>

namespace dudao {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Two digits per byte.
inline std::string to_hex(std::string_view bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 15U];
    }
    return text;
}

/// One digit per random byte, so that traces and tokens are sized in digits.
inline std::string random_hex(std::string_view random_bytes) {
    std::string text;
    for (const char c : random_bytes) text += hex_digits[static_cast<unsigned char>(c) & 15U];
    return text;
}

}  // namespace dudao
