// The code that a new device shows, and by which it is let in: 12 letters and digits of base32, 60
// bits of the SHA-256 of its jurisdiction and its two public keys. Whoever enrols it types what its
// screen shows; keys that somebody put in their place on the way have another code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dudao {

/// Both keys have 32 bytes. In groups of four: "ABCD-EFGH-IJKL".
std::string device_code(std::string_view jurisdiction, std::string_view public_key,
                        std::string_view sealing_key);
/// A code as people type it, in the form above; as invitation codes are read. std::nullopt: it is
/// none.
std::optional<std::string> read_device_code(std::string_view typed);

}  // namespace dudao
