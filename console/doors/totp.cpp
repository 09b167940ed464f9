#include "console/doors/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "ensure.h"

namespace dudao::console {
namespace {

constexpr Span period = seconds(30);
constexpr std::uint32_t modulus = 1'000'000;
constexpr std::size_t code_digits = 6;
constexpr std::string_view wide_lead = "\xEF\xBC";
// White space that authenticators and keyboards insert between the digits.
constexpr auto blanks =
    std::to_array<std::string_view>({" ", "\t", "\r", "\n", "\u00A0", "\u2002", "\u2003", "\u2009",
                                     "\u200A", "\u200B", "\u202F", "\u2060", "\u3000", "\uFEFF"});

}  // namespace

std::string totp_code(std::string_view secret, Moment now, TotpHash hash) {
    const auto count = static_cast<std::uint64_t>(now.ms / period.ms);
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i) {
        message[i] = static_cast<unsigned char>(count >> (56U - 8U * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    const unsigned char* made =
        HMAC(hash == TotpHash::Sha1 ? EVP_sha1() : EVP_sha256(), secret.data(),
             static_cast<int>(secret.size()), message.data(), message.size(), mac.data(), &size);
    ensure(made != nullptr && size >= 20, "OpenSSL has HMAC of SHA-1 and SHA-256");
    const std::size_t at = mac.at(size - 1) & 15U;  // RFC 4226 §5.3, dynamic truncation
    std::uint32_t number = mac.at(at) & 0x7FU;
    for (std::size_t i = at + 1; i < at + 4; ++i) number = number << 8U | mac.at(i);
    std::string code = std::to_string(number % modulus);
    return std::string(code_digits - code.size(), '0') + code;
}

std::optional<std::int64_t> totp_period(std::string_view secret, std::string_view code, Moment now,
                                        TotpHash hash) {
    std::optional<std::int64_t> found;
    for (const Moment each : {now - period, now, now + period}) {
        const std::string right = totp_code(secret, each, hash);
        const bool same = code.size() == right.size() &&
                          sodium_memcmp(code.data(), right.data(), code.size()) == 0;
        if (same) found = each.ms / period.ms;
    }
    return found;
}

std::optional<TotpHash> totp_hash_of(std::string_view secret, std::string_view code, Moment now) {
    for (const TotpHash each : {TotpHash::Sha256, TotpHash::Sha1}) {
        if (totp_period(secret, code, now, each)) return each;
    }
    return std::nullopt;
}

std::optional<std::string> read_code(std::string_view typed) {
    std::string code;
    while (!typed.empty()) {
        const auto blank = std::find_if(blanks.begin(), blanks.end(), [&](std::string_view each) {
            return typed.starts_with(each);
        });
        if (blank != blanks.end()) {
            typed.remove_prefix(blank->size());
            continue;
        }
        const bool wide = typed.starts_with(wide_lead) && typed.size() > wide_lead.size();
        // U+FF10 to U+FF19 end in 0x90 to 0x99.
        const int digit =
            wide ? static_cast<unsigned char>(typed[wide_lead.size()]) - 0x90 : typed.front() - '0';
        if (digit < 0 || digit > 9 || code.size() == code_digits) return std::nullopt;
        code += static_cast<char>('0' + digit);
        typed.remove_prefix(wide ? wide_lead.size() + 1 : 1);
    }
    return code.size() == code_digits ? std::optional(std::move(code)) : std::nullopt;
}

}  // namespace dudao::console
