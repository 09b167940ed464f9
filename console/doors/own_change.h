// What somebody wants changed about their own account, as read from the body of a request.
//   {password, code?, fresh}               another password
//   {password, code?, secret, shown}       another second factor, with the first code it shows
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao::console {

struct OwnChange {
    std::string password;  // the present one
    std::string code;      // of the present second factor; empty: there is none
    std::string fresh;     // another password; empty: it stays
    std::string secret;    // raw bytes of another second factor; empty: it stays
    std::string shown;     // the code of that one
};

inline constexpr std::size_t password_bytes_max = 256;
inline constexpr std::size_t password_letters_min = 8;
inline constexpr std::size_t totp_secret_bytes_min = 20;  // RFC 4226 §4: 160 bits are recommended
inline constexpr std::size_t totp_secret_bytes_max = 64;

/// True for a password that is too short or too long, blank, the present one, or the account's
/// name.
bool is_weak_password(std::string_view fresh, std::string_view present, std::string_view account);
/// The raw bytes of a second factor's secret, given in base32; std::nullopt if it will not do.
std::optional<std::string> read_totp_secret(std::string_view typed);

/// The error is a key of api/problems.h: "bad_input", "weak_password", "no_code".
tl::expected<OwnChange, std::string_view> own_change(const nlohmann::ordered_json& body,
                                                     std::string_view account);

}  // namespace dudao::console
