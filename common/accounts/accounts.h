// The accounts that may sign in to the pages: `accounts.json` in the console's folder, mode 0600,
// written by `dudao init` and by the administrator. Passwords are stored only as Argon2id hashes.
//
//     {"accounts": [{"name", "person", "password": "$argon2id$…", "totp": "base32, optional",
//                    "totp_hash": "sha1" or "sha256"; without it sha256}],
//      "demo": [{"name", "password", "role", "person", "zh", "en"}]}
//
// The file is used whole or not at all. All its faults are found in one go, each with its place, so
// that they can be told in the reader's language and mended at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao {

inline constexpr std::size_t account_name_bytes_max = 64;
inline constexpr std::size_t totp_bytes_min = 16;  // RFC 4226 §4: 128 bits at least
inline constexpr std::size_t accounts_file_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t account_faults_shown_max = 20;  // the rest is counted

struct Account {
    std::string name;
    PersonId person;
    std::string password;    // a crypto_pwhash_str hash
    std::string totp;        // raw bytes of the secret; empty: no second factor
    bool totp_sha1 = false;  // the authenticator knows SHA-1 alone, as many do
    friend bool operator==(const Account&, const Account&) = default;
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

/// Why the file cannot be used.
struct AccountsFault {
    /// NotFound: there is no file. Refused: others than its owner may open it, or it cannot be
    /// read. BadInput: what stands in it is wrong.
    Error::Kind kind = Error::Kind::BadInput;
    std::vector<Said> faults;  // the first of them
    std::size_t count = 0;     // of all

    /// A line each.
    std::vector<std::string> lines(Lang lang) const;
};

tl::expected<Accounts, AccountsFault> load_accounts(const std::filesystem::path& file);

/// True for a name that an account may have: not blank, nothing hidden in it, within its bound.
bool is_account_name(const std::string& name);

/// The names that stood there before and are gone now, or are of another person, password or second
/// factor: whoever signed in as one of them is signed in no longer.
std::set<std::string> ended_accounts(const Accounts& before, const Accounts& now);

/// Writes what one account's own person changed, password and second factor, into the file: whole
/// or not at all, on disk when it returns, under a lock that others who change the file take too
/// (`accounts.json.lock`). What else stands in it by now is kept. NotFound: the account is no
/// longer there, or is another person's. BadInput: the file has faults. Busy: another writes it.
/// Refused: it cannot be written.
Result<void> save_account(const std::filesystem::path& file, const Account& account);

/// Writes the account that its person just made, in the same way. It takes the place of whatever
/// account the person had, but for a demo's. Refused: the name is another's, or a demo's.
Result<void> put_account(const std::filesystem::path& file, const Account& account);
/// Takes the account of this name away again, or puts back what stood there before `put_account`.
Result<void> take_account_back(const std::filesystem::path& file, const Account& account,
                               const std::vector<Account>& before);

}  // namespace dudao
