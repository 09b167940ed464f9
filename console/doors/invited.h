// What an invited person brings and chooses, as read from the body of a request:
//   {code, name, password, secret?, shown?}    shown: the first code of the authenticator
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao::console {

struct InvitedAccount {
    std::string letters;  // of the invitation's code
    std::string name;     // to sign in with
    std::string password;
    std::string secret;  // raw bytes of the second factor; empty: none
    std::string shown;   // its code; empty: none
};

/// The error is a key of api/problems.h: "bad_input", "no_invitation", "account_name",
/// "weak_password", "no_code".
tl::expected<InvitedAccount, std::string_view> invited_account(const nlohmann::ordered_json& body);

}  // namespace dudao::console
