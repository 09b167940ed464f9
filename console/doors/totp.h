// The second factor: RFC 6238 codes of six digits, thirty seconds each. The RFC allows HMAC-SHA-1,
// SHA-256 and SHA-512; ours is SHA-256, which libsodium has. The account's otpauth address says
// `algorithm=SHA256`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/moment.h"
#include "result.h"

namespace dudao::console {

/// The code of the period in which `now` lies.
std::string totp_code(std::string_view secret, Moment now);
/// The period of which it is the code, this one or a neighbouring one, compared in constant time;
/// nothing: it is none of theirs.
std::optional<std::int64_t> totp_period(std::string_view secret, std::string_view code, Moment now);
/// Six digits as people type and paste them: white space is left out, digits of full width are
/// read. Nothing: it is no code at all.
std::optional<std::string> read_code(std::string_view typed);
/// A to Z and 2 to 7, blanks and padding left out.
Result<std::string> parse_base32(std::string_view text);

}  // namespace dudao::console
