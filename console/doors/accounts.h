// Who may sign in: `accounts.json` in the console's folder, mode 0600, written by `dudao init` and
// by the administrator. A password is there only as Argon2id made it.
//   {"accounts": [{"name", "person", "password": "$argon2id$…", "totp": "base32, optional"}],
//    "demo": [{"name", "password", "role", "person", "zh", "en"}]}
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "result.h"

namespace dudao::console {

struct Account {
    std::string name;
    PersonId person;
    std::string password;  // a crypto_pwhash_str
    std::string totp;      // raw bytes of the secret; empty: no second factor
};

/// Shown to everybody of a demo county, and of no other.
struct DemoLine {
    std::string name;
    std::string password;
    std::string role;
    std::string person;
    std::string says_zh;
    std::string says_en;
};

struct Accounts {
    std::map<std::string, Account> by_name;
    std::vector<DemoLine> demo;
};

/// Refused: others than its owner may open it. BadInput: all that is wrong, a line each, with its
/// entry. NotFound: nobody may sign in, which is said.
Result<Accounts> load_accounts(const std::filesystem::path& file);

}  // namespace dudao::console
