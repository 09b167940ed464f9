#include "domain/contact.h"

#include <algorithm>

namespace dudao {
namespace {

constexpr std::size_t local_bytes_max = 64;  // RFC 5321 §4.5.3.1.1

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Dot-atoms (RFC 5322 §3.2.3): what needs no quotes.
bool is_local(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    if (text.empty() || text.size() > local_bytes_max) return false;
    if (text.front() == '.' || text.back() == '.' || text.find("..") != text.npos) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || signs.find(c) != signs.npos;
    });
}

bool is_host(std::string_view text) {
    while (!text.empty()) {
        const auto dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (label.empty() || label.front() == '-' || label.back() == '-') return false;
        const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
            return is_letter(c) || is_digit(c) || c == '-';
        });
        if (!plain) return false;
        if (dot == text.npos) return true;
        text.remove_prefix(dot + 1);
    }
    return false;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    if (text.size() > mail_bytes_max) return false;
    const auto at = text.find('@');
    if (at == text.npos) return false;
    return is_local(text.substr(0, at)) && is_host(text.substr(at + 1));
}

bool is_phone_number(std::string_view text) {
    if (text.size() > phone_bytes_max) return false;
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
    if (text.find("  ") != text.npos) return false;
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ' '; });
    return plain && static_cast<std::size_t>(digits) >= phone_digits_min;
}

}  // namespace dudao
