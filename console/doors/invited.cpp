#include "console/doors/invited.h"

#include <nlohmann/json.hpp>

#include "accounts/accounts.h"
#include "accounts/invitation_code.h"
#include "console/doors/own_change.h"
#include "console/doors/totp.h"
#include "json_depth.h"

namespace dudao::console {

tl::expected<InvitedAccount, std::string_view> invited_account(const nlohmann::ordered_json& body) {
    const auto no = [](std::string_view key) { return tl::unexpected<std::string_view>(key); };
    const auto text = [&](const char* key) { return text_in(body, key); };
    if (!body.is_object()) return no("bad_input");
    auto letters = read_invitation(text("code"));
    if (!letters) return no("no_invitation");
    InvitedAccount account{std::move(*letters), text("name"), text("password"), {}, {}};
    if (!is_account_name(account.name)) return no("account_name");
    if (is_weak_password(account.password, {}, account.name)) return no("weak_password");
    if (text("secret").empty()) return account;
    auto secret = read_totp_secret(text("secret"));
    if (!secret) return no("bad_input");
    auto shown = read_code(text("shown"));
    if (!shown) return no("no_code");
    account.secret = std::move(*secret);
    account.shown = std::move(*shown);
    return account;
}

}  // namespace dudao::console
