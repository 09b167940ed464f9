#include "console/doors/accounts.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "console/doors/totp.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t file_bytes_max = 4 * 1024 * 1024;

std::string field(const Json& row, const char* key) {
    const auto at = row.find(key);
    return at != row.end() && at->is_string() ? at->get<std::string>() : std::string();
}

Result<Account> account_of(const Json& row) {
    Account account{field(row, "name"), PersonId{field(row, "person")}, field(row, "password"), {}};
    const std::string place = "account '" + account.name + "'";
    if (account.name.empty() || !is_code(account.person.text)) {
        return bad_input(place + " has no name or person", "a name and the person's id");
    }
    if (!account.password.starts_with("$argon2id$")) {
        return bad_input(place + " has no Argon2id password",
                         "dudao-console --hash-password makes one");
    }
    const std::string totp = field(row, "totp");
    if (!totp.empty()) {
        auto secret = parse_base32(totp);
        if (!secret) return within(place, secret.error());
        account.totp = std::move(*secret);
    }
    return account;
}

}  // namespace

Result<Accounts> load_accounts(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in.is_open()) {
        return fail(Error::Kind::NotFound, "no accounts in " + file.string(),
                    "dudao init writes a demo's; see docs/operations.md for your own");
    }
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const Json json = Json::parse(bytes, nullptr, false);
    if (bytes.size() > file_bytes_max || !json.is_object()) {
        return bad_input(file.string() + " is no JSON object", "{\"accounts\": […]}");
    }
    Accounts accounts;
    for (const Json& row : json.value("accounts", Json::array())) {
        if (!row.is_object()) return bad_input(file.string() + ": an account is no object");
        auto account = account_of(row);
        if (!account) return within(file.string(), account.error());
        accounts.by_name[account->name] = std::move(*account);
    }
    for (const Json& row : json.value("demo", Json::array())) {
        if (!row.is_object()) continue;
        accounts.demo.push_back({field(row, "name"), field(row, "password"), field(row, "role"),
                                 field(row, "person"), field(row, "zh"), field(row, "en")});
    }
    return accounts;
}

}  // namespace dudao::console
