// The code by which an invited person makes the own account: 24 letters and digits of base32, 120
// bits, in groups of four so that it can be read from paper: ABCD-EFGH-….
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dudao {

inline constexpr std::size_t invitation_code_bytes = 15;

/// The letters of the code that these bytes make; what is hashed.
std::string invitation_letters(std::string_view bytes);
/// In groups of four.
std::string invitation_shown(std::string_view letters);
/// The letters of a code as people type it: small letters, blanks and dashes do not matter, and the
/// digits 0, 1 and 8, which no code has, are read as O, I and B. std::nullopt if it is no code.
std::optional<std::string> read_invitation(std::string_view typed);
/// The same for a code of so many letters.
std::optional<std::string> read_letters(std::string_view typed, std::size_t letters);

}  // namespace dudao
