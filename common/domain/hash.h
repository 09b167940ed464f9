// A SHA-256 value: 32 bytes, shown as 64 lower-case hex digits.
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

/// Parses exactly 64 lower-case hex digits, otherwise returns std::nullopt: a hash has only one
/// spelling.
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

/// The 32 raw bytes, as stored in Redis and the log.
inline std::string to_bytes(const Hash& hash) { return {hash.begin(), hash.end()}; }

/// Reads exactly 32 raw bytes, otherwise returns std::nullopt.
inline std::optional<Hash> hash_from_bytes(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() != hash.size()) return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(bytes[i]);
    return hash;
}

}  // namespace dudao
