// The form of where notices go. What does not have it never reaches a mail server or a gateway: an
// address with a line break in it would write headers of its own.
#pragma once

#include <cstddef>
#include <string_view>

namespace dudao {

inline constexpr std::size_t mail_bytes_max = 254;  // RFC 5321 §4.5.3.1.3, without the brackets
inline constexpr std::size_t phone_bytes_max = 32;
inline constexpr std::size_t phone_digits_min = 3;

/// True for one @ with something before it and the name of a host after it, in letters, digits and
/// signs of ASCII; nothing that quotes, brackets or separates, no blank, no control character.
bool is_mail_address(std::string_view text);

/// True for digits and single blanks, + only at the beginning.
bool is_phone_number(std::string_view text);

}  // namespace dudao
