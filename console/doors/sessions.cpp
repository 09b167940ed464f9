#include "console/doors/sessions.h"

#include <algorithm>

#include "console/limits.h"
#include "ledger/hash.h"

namespace dudao::console {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t csrf_bytes = 16;

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

}  // namespace

bool Sessions::is_over(const Kept& kept, std::int64_t now_ms) const {
    return now_ms - kept.used_ms > session_idle_ms || now_ms - kept.began_ms > session_ms_max;
}

Sessions::Fresh Sessions::begin(const PersonId& person, std::int64_t now_ms) {
    std::erase_if(all_, [&](const auto& each) { return is_over(each.second, now_ms); });
    if (all_.size() >= sessions_max) {
        all_.erase(std::min_element(all_.begin(), all_.end(), [](const auto& a, const auto& b) {
            return a.second.used_ms < b.second.used_ms;
        }));
    }
    Fresh fresh{hex_of(random_(token_bytes)), {}};
    fresh.session = {to_hex(sha256(fresh.token)), person, hex_of(random_(csrf_bytes))};
    all_[fresh.session.id] = {fresh.session, now_ms, now_ms};
    return fresh;
}

std::optional<SignedIn> Sessions::find(const std::string& token, std::int64_t now_ms) {
    if (token.size() != 2 * token_bytes) return std::nullopt;
    const std::string id = to_hex(sha256(token));
    if (!touch(id, now_ms)) return std::nullopt;
    return all_.at(id).session;
}

bool Sessions::touch(const std::string& id, std::int64_t now_ms) {
    const auto at = all_.find(id);
    if (at == all_.end()) return false;
    if (is_over(at->second, now_ms)) {
        all_.erase(at);
        return false;
    }
    at->second.used_ms = now_ms;
    return true;
}

std::string cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = header.find(';');
        std::string_view pair = header.substr(0, end);
        header.remove_prefix(end == header.npos ? header.size() : end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals != pair.npos && pair.substr(0, equals) == name) {
            return std::string(pair.substr(equals + 1));
        }
    }
    return {};
}

}  // namespace dudao::console
