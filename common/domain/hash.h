// A SHA-256 value: 32 bytes, shown to people as 64 lower-case hex digits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hex.h"

namespace dudao {

using Hash = std::array<std::uint8_t, 32>;

/// 64 lower-case hex digits.
inline std::string to_hex(const Hash& hash) {
    return to_hex(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
}

/// Exactly 64 lower-case hex digits, or nothing: one hash has one spelling.
inline std::optional<Hash> hash_from_hex(std::string_view text) {
    Hash hash{};
    if (text.size() != 2 * hash.size()) return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const auto high = hex_digits.find(text[2 * i]);
        const auto low = hex_digits.find(text[2 * i + 1]);
        if (high == hex_digits.npos || low == hex_digits.npos) return std::nullopt;
        hash[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return hash;
}

/// The 32 raw bytes, as Redis and the log keep them.
inline std::string to_bytes(const Hash& hash) { return {hash.begin(), hash.end()}; }

/// Exactly 32 raw bytes, or nothing.
inline std::optional<Hash> hash_from_bytes(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() != hash.size()) return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(bytes[i]);
    return hash;
}

}  // namespace dudao
