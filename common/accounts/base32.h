// Base32 (RFC 4648), the form in which authenticators take the secret of a second factor.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dudao {

/// Decodes A to Z and 2 to 7, also small letters; spaces and padding are ignored. std::nullopt if
/// it has another sign.
std::optional<std::string> parse_base32(std::string_view text);
/// Without padding, as authenticators take it.
std::string to_base32(std::string_view bytes);

}  // namespace dudao
