// The accounts that may sign in: `accounts.json` in the console's folder, mode 0600, written by
// `dudao init` and by the administrator. Passwords are stored only as Argon2id hashes.
//
//     {"accounts": [{"name", "person", "password": "$argon2id$…", "totp": "base32, optional"}],
//      "demo": [{"name", "password", "role", "person", "zh", "en"}]}
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
    std::string password;  // a crypto_pwhash_str hash
    std::string totp;      // raw bytes of the secret; empty: no second factor
};

/// An account shown to everybody, only in a demo county.
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

/// Errors: Refused if users other than its owner may open the file; BadInput with all faults, one
/// per line, each with its entry; NotFound if there is no file.
Result<Accounts> load_accounts(const std::filesystem::path& file);

/// Writes what one account's own person changed, password and second factor, into the file: whole
/// or not at all, on disk when it returns, under a lock that others who change the file take too
/// (`accounts.json.lock`). What else stands in it by now is kept. NotFound: the account is no
/// longer there, or is another person's. Else as load_accounts, or Refused: it cannot be written.
Result<void> save_account(const std::filesystem::path& file, const Account& account);

}  // namespace dudao::console
