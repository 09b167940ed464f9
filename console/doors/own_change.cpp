#include "console/doors/own_change.h"

#include <nlohmann/json.hpp>

#include "accounts/base32.h"
#include "console/doors/totp.h"
#include "json_depth.h"
#include "visible.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

std::size_t letters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_letter(text, at);
    return count;
}

}  // namespace

bool is_weak_password(std::string_view fresh, std::string_view present, std::string_view account) {
    return fresh.size() > password_bytes_max || letters(fresh) < password_letters_min ||
           is_blank(fresh) || fresh == present || fresh == account;
}

std::optional<std::string> read_totp_secret(std::string_view typed) {
    auto secret = parse_base32(typed);
    if (!secret || secret->size() < totp_secret_bytes_min ||
        secret->size() > totp_secret_bytes_max) {
        return std::nullopt;
    }
    return secret;
}

tl::expected<OwnChange, std::string_view> own_change(const Json& body, std::string_view account) {
    const auto no = [](std::string_view key) { return tl::unexpected<std::string_view>(key); };
    if (!body.is_object()) return no("bad_input");
    OwnChange change{text_in(body, "password"), text_in(body, "code"), text_in(body, "fresh"),
                     text_in(body, "secret"), text_in(body, "shown")};
    if (change.password.empty() || change.password.size() > password_bytes_max) {
        return no("wrong_current");
    }
    if (change.fresh.empty() == change.secret.empty()) return no("bad_input");
    if (!change.fresh.empty() && is_weak_password(change.fresh, change.password, account)) {
        return no("weak_password");
    }
    for (std::string* typed : {&change.code, &change.shown}) {
        if (typed->empty()) continue;
        auto code = read_code(*typed);
        if (!code) return no("no_code");
        *typed = std::move(*code);
    }
    if (change.secret.empty()) return change;
    auto secret = read_totp_secret(change.secret);
    if (!secret) return no("bad_input");
    if (change.shown.empty()) return no("no_code");
    change.secret = std::move(*secret);
    return change;
}

}  // namespace dudao::console
