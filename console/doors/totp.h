// The second factor: RFC 6238 codes of six digits, 30 seconds each. The RFC allows HMAC-SHA-1,
// SHA-256 and SHA-512; SHA-256 is used, which libsodium has. The account's otpauth address contains
// `algorithm=SHA256`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/moment.h"

namespace dudao::console {

/// The code of the period that contains `now`.
std::string totp_code(std::string_view secret, Moment now);
/// The period to which the code belongs: the current one or one of its neighbours. Compared in
/// constant time. std::nullopt if it belongs to none.
std::optional<std::int64_t> totp_period(std::string_view secret, std::string_view code, Moment now);
/// Reads six digits as people type and paste them: ignores white space and accepts full-width
/// digits. std::nullopt if it is not a code.
std::optional<std::string> read_code(std::string_view typed);

}  // namespace dudao::console
