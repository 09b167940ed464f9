#include "console/doors/sessions.h"

#include <algorithm>

#include "console/limits.h"
#include "hex.h"
#include "ledger/hash.h"

namespace dudao::console {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t csrf_bytes = 16;

}  // namespace

bool Sessions::is_over(const Kept& kept, std::int64_t now_ms) const {
    return now_ms - kept.used_ms > session_idle_ms || now_ms - kept.began_ms > session_ms_max;
}

void Sessions::make_room(const PersonId* person) {
    auto oldest = all_.end();
    for (auto at = all_.begin(); at != all_.end(); ++at) {
        if (person && at->second.session.person != *person) continue;
        if (oldest == all_.end() || at->second.used_ms < oldest->second.used_ms) oldest = at;
    }
    if (oldest != all_.end()) all_.erase(oldest);
}

Sessions::Fresh Sessions::begin(const PersonId& person, Browser from, std::int64_t now_ms,
                                std::string account) {
    std::erase_if(all_, [&](const auto& each) { return is_over(each.second, now_ms); });
    if (of(person, now_ms).size() >= sessions_a_person_max) make_room(&person);
    if (all_.size() >= sessions_max) make_room(nullptr);
    Fresh fresh{to_hex(random_(token_bytes)), {}};
    fresh.session = {to_hex(sha256(fresh.token)), person, to_hex(random_(csrf_bytes)),
                     std::move(account)};
    all_[fresh.session.id] = {fresh.session, std::move(from), now_ms, now_ms};
    return fresh;
}

std::optional<SignedIn> Sessions::find(const std::string& token, std::int64_t now_ms, Use use) {
    if (token.size() != 2 * token_bytes) return std::nullopt;
    const auto at = all_.find(to_hex(sha256(token)));
    if (at == all_.end()) return std::nullopt;
    if (is_over(at->second, now_ms)) {
        all_.erase(at);
        return std::nullopt;
    }
    if (use == Use::Asked) at->second.used_ms = now_ms;
    return at->second.session;
}

bool Sessions::lives(const std::string& id, std::int64_t now_ms) const {
    return whose(id, now_ms).has_value();
}

std::optional<PersonId> Sessions::whose(const std::string& id, std::int64_t now_ms) const {
    const auto at = all_.find(id);
    if (at == all_.end() || is_over(at->second, now_ms)) return std::nullopt;
    return at->second.session.person;
}

std::vector<Sessions::Row> Sessions::of(const PersonId& person, std::int64_t now_ms) const {
    std::vector<Row> rows;
    for (const auto& [id, kept] : all_) {
        if (kept.session.person != person || is_over(kept, now_ms)) continue;
        rows.push_back({id, kept.from, kept.began_ms, kept.used_ms});
    }
    std::sort(rows.begin(), rows.end(),
              [](const Row& a, const Row& b) { return a.used_ms > b.used_ms; });
    return rows;
}

std::vector<SignedIn> Sessions::of_accounts(const std::set<std::string>& names,
                                            std::int64_t now_ms) const {
    std::vector<SignedIn> sessions;
    for (const auto& [id, kept] : all_) {
        if (!names.contains(kept.session.account) || is_over(kept, now_ms)) continue;
        sessions.push_back(kept.session);
    }
    return sessions;
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
