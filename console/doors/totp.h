// The second factor: RFC 6238 codes of six digits, 30 seconds each, of HMAC-SHA-256 or HMAC-SHA-1.
// The account's otpauth address asks for SHA-256; many authenticators pass that over and use SHA-1,
// so the first code that a new one shows tells which it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/moment.h"

namespace dudao::console {

enum class TotpHash { Sha256, Sha1 };

/// The code of the period that contains `now`.
std::string totp_code(std::string_view secret, Moment now, TotpHash hash = TotpHash::Sha256);
/// The period to which the code belongs: the current one or one of its neighbours. Compared in
/// constant time. std::nullopt if it belongs to none.
std::optional<std::int64_t> totp_period(std::string_view secret, std::string_view code, Moment now,
                                        TotpHash hash = TotpHash::Sha256);
/// By which of the two a new authenticator made this code; std::nullopt if by neither.
std::optional<TotpHash> totp_hash_of(std::string_view secret, std::string_view code, Moment now);
/// Reads six digits as people type and paste them: ignores white space and accepts full-width
/// digits. std::nullopt if it is not a code.
std::optional<std::string> read_code(std::string_view typed);

}  // namespace dudao::console
