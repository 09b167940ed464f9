#include "agents/field/phones.h"

#include <algorithm>

#include "agents/limits.h"
#include "ledger/hash.h"
#include "refusals/says.h"

namespace dudao::agent {
namespace {

// 32 characters that are not easily confused with each other.
constexpr std::string_view code_signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::size_t code_length = 8;
constexpr std::size_t token_bytes = 32;
constexpr std::size_t id_digits = 12;
static_assert(code_signs.size() == 32);

std::string token_text(const std::string& bytes) {
    Hash raw{};
    std::copy_n(bytes.begin(), std::min(raw.size(), bytes.size()), raw.begin());
    return to_hex(raw);
}

/// A typed code in its stored form.
std::string plain_code(std::string_view typed) {
    std::string code;
    for (char sign : typed.substr(0, 2 * code_length)) {
        if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
        if (sign != '-' && sign != ' ') code += sign;
    }
    return code;
}

}  // namespace

Phones::Phones(std::vector<Phone> phones, Random random)
    : phones_(std::move(phones)),
      wrong_({.tries = wrong_tries_max, .refill_ms = wrong_try_ms, .kept_max = pairing_peers_max}),
      random_(std::move(random)) {}

Phones::Offer Phones::offer(const PersonId& person, Now now) {
    std::erase_if(open_, [&](const Open& each) {
        return each.person == person || each.until_ms <= now.steady_ms;
    });
    if (open_.size() >= codes_max) open_.erase(open_.begin());
    std::string code;
    for (const char byte : random_(code_length)) {
        code += code_signs[static_cast<unsigned char>(byte) % code_signs.size()];
    }
    open_.push_back({code, person, now.steady_ms + code_valid_ms});
    return {code.substr(0, code_length / 2) + "-" + code.substr(code_length / 2),
            now.moment + Span{code_valid_ms}};
}

Result<Phones::Paired> Phones::pair(std::string_view typed, Asking asking, Now now,
                                    Effects& effects) {
    if (!wrong_.may(asking.peer, now.steady_ms)) {
        return fail(Error::Kind::Busy, says("too_many_wrong_codes"));
    }
    std::erase_if(open_, [&](const Open& each) { return each.until_ms <= now.steady_ms; });
    const std::string code = plain_code(typed);
    const auto at = std::find_if(open_.begin(), open_.end(),
                                 [&](const Open& each) { return each.code == code; });
    if (at == open_.end()) {
        wrong_.spend(asking.peer, now.steady_ms);
        effects.lines.push_back({LogLevel::Warning, "pairing.refused", {{"peer", asking.peer}}});
        return bad_input(says("no_such_pairing_code"));
    }
    if (phones_.size() >= phones_max) {
        return fail(Error::Kind::Busy, says("too_many_phones"));
    }
    const PersonId person = at->person;
    open_.erase(at);
    std::string token = token_text(random_(token_bytes));
    Phone phone;
    phone.token_hash = to_hex(sha256(token));
    phone.id = phone.token_hash.substr(0, id_digits);
    phone.person = person;
    phone.device = std::move(asking.device);
    phone.paired_at = now.moment;
    effects.writes.emplace_back(KeepPhone{phone});
    effects.lines.push_back(
        {LogLevel::Info, "phone.paired", {{"phone", phone.id}, {"person", person.text}}});
    phones_.push_back(std::move(phone));
    return Paired{person, std::move(token)};
}

const Phone* Phones::find(std::string_view token, Now now) const {
    if (token.empty()) return nullptr;
    const std::string hash = to_hex(sha256(token));
    const auto at = std::find_if(phones_.begin(), phones_.end(),
                                 [&](const Phone& each) { return each.token_hash == hash; });
    const bool valid = at != phones_.end() && now.moment < at->paired_at + pairing_valid;
    return valid ? &*at : nullptr;
}

Result<void> Phones::unpair(const std::string& id, Effects& effects) {
    const auto at = std::find_if(phones_.begin(), phones_.end(),
                                 [&](const Phone& each) { return each.id == id; });
    if (at == phones_.end()) {
        return fail(Error::Kind::NotFound, says("no_such_phone"));
    }
    effects.writes.emplace_back(DropPhone{id});
    effects.lines.push_back({LogLevel::Info, "phone.unpaired", {{"phone", id}}});
    phones_.erase(at);
    return {};
}

}  // namespace dudao::agent
