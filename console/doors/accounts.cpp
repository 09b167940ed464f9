#include "console/doors/accounts.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "console/doors/totp.h"
#include "console/limits.h"
#include "disk/file.h"
#include "utf8.h"
#include "visible.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t file_bytes_max = 4 * 1024 * 1024;
constexpr std::size_t faults_shown = 20;

/// Collects all faults of the file, so that they can be corrected at once.
class Wrongs {
 public:
    void add(const std::string& place, const std::string& what) {
        if (++count_ > faults_shown) return;
        text_ += (text_.empty() ? "" : "\n") + place + ": " + what;
    }
    bool none() const { return count_ == 0; }
    Error report() const {
        const std::size_t more = count_ - std::min(count_, faults_shown);
        return {Error::Kind::BadInput,
                text_ + (more > 0 ? "\nand " + std::to_string(more) + " more" : std::string()),
                "docs/operations.md says what stands in it"};
    }

 private:
    std::string text_;
    std::size_t count_ = 0;
};

/// Reads the fields of one object; an unknown field is a fault.
class Row {
 public:
    Row(const Json& row, std::string place, Wrongs& faults)
        : row_(row), place_(std::move(place)), faults_(faults) {}

    std::string text(const char* key, bool needed = true) {
        known_.insert(key);
        const auto at = row_.find(key);
        if (at == row_.end()) {
            if (needed) fault(std::string(key) + " is missing");
            return {};
        }
        if (!at->is_string()) {
            fault(std::string(key) + " is no text in quotes");
            return {};
        }
        auto value = at->get<std::string>();
        if (value.empty() && needed) fault(std::string(key) + " is empty");
        return value;
    }
    void fault(const std::string& what) { faults_.add(place_, what); }
    void end() {
        for (auto at = row_.begin(); at != row_.end(); ++at) {
            if (!known_.contains(at.key()))
                fault("a field '" + excerpt(at.key(), 40) + "' is not known");
        }
    }

 private:
    const Json& row_;
    std::string place_;
    Wrongs& faults_;
    std::set<std::string> known_;
};

bool is_argon2id(const std::string& hash) {
    return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_needs_rehash(hash.c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != -1;
}

bool is_name(const std::string& name) {
    return name.size() <= account_name_bytes_max && !is_blank(name) && !hides_something(name);
}

Account account_of(Row row) {
    Account account{row.text("name"), PersonId{row.text("person")}, row.text("password"), {}};
    if (!account.name.empty() && !is_name(account.name)) {
        row.fault("name: at most " + std::to_string(account_name_bytes_max) +
                  " bytes, none that cannot be seen");
    }
    if (!account.person.text.empty() && !is_code(account.person.text)) {
        row.fault("person is no id, such as p-1hdvpjfm");
    }
    if (!account.password.empty() && !is_argon2id(account.password)) {
        row.fault("password is none that dudao-console --hash-password printed");
    }
    if (const std::string totp = row.text("totp", false); !totp.empty()) {
        auto secret = parse_base32(totp);
        if (secret) account.totp = std::move(*secret);
        if (!secret) row.fault(secret.error().text());
    }
    row.end();
    return account;
}

DemoLine demo_line_of(Row row) {
    DemoLine line{row.text("name"),   row.text("password"), row.text("role"),
                  row.text("person"), row.text("zh"),       row.text("en")};
    row.end();
    return line;
}

/// The file must belong to this user with mode 0600 or less, so that others can neither read the
/// hashes and secrets nor change them.
Result<std::string> read_accounts(const std::filesystem::path& file) {
    auto bytes = disk::read_private(file, file_bytes_max);
    if (bytes || bytes.error().kind != Error::Kind::NotFound) return bytes;
    return fail(Error::Kind::NotFound, "no accounts in " + file.string(),
                "dudao init writes a demo's; see docs/operations.md for your own");
}

/// Refuses a key that occurs twice in an object; the JSON library would silently keep the last.
Result<Json> parse_strictly(const std::string& bytes, Wrongs& faults) {
    std::vector<std::set<std::string>> open;
    const auto watch = [&](int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        if (event == Json::parse_event_t::object_end) open.pop_back();
        if (event == Json::parse_event_t::key && !open.back().insert(value).second) {
            faults.add("the file", "'" + excerpt(value.get<std::string>(), 40) +
                                       "' stands twice in one object");
        }
        return true;
    };
    try {
        return Json::parse(bytes, watch);
    } catch (const Json::exception& wrong) {
        return bad_input(std::string("is no JSON: ") + wrong.what());
    }
}

template <class Add>
void each_of(const Json& json, const char* list, Wrongs& faults, const Add& add) {
    const auto at = json.find(list);
    if (at == json.end()) return;
    if (!at->is_array()) return faults.add(list, "is no list");
    std::size_t n = 0;
    for (const Json& row : *at) {
        std::string place = std::string(list) + ", entry " + std::to_string(++n);
        if (!row.is_object()) {
            faults.add(place, "is no object");
            continue;
        }
        const auto name = row.find("name");
        if (name != row.end() && name->is_string()) {
            place += " ('" + excerpt(name->get<std::string>(), 40) + "')";
        }
        add(row, std::move(place));
    }
}

}  // namespace

Result<Accounts> load_accounts(const std::filesystem::path& file) {
    const auto bytes = read_accounts(file);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    Wrongs faults;
    const auto json = parse_strictly(*bytes, faults);
    if (!json) return within(file.string(), json.error());
    if (!json->is_object())
        return bad_input(file.string() + " is no object", "{\"accounts\": […]}");
    for (auto at = json->begin(); at != json->end(); ++at) {
        if (at.key() == "accounts" || at.key() == "demo") continue;
        faults.add("the file", "a field '" + excerpt(at.key(), 40) + "' is not known");
    }
    Accounts accounts;
    each_of(*json, "accounts", faults, [&](const Json& row, const std::string& place) {
        Account account = account_of(Row(row, place, faults));
        const std::string name = account.name;
        const bool fresh = accounts.by_name.emplace(name, std::move(account)).second;
        if (!fresh && !name.empty()) faults.add(place, "another account has this name");
    });
    each_of(*json, "demo", faults, [&](const Json& row, const std::string& place) {
        accounts.demo.push_back(demo_line_of(Row(row, place, faults)));
    });
    if (!faults.none()) return within(file.string(), faults.report());
    return accounts;
}

Result<void> save_account(const std::filesystem::path& file, const Account& account) {
    const auto lock = disk::File::open(file.string() + ".lock", O_RDWR | O_CREAT);
    if (!lock) return tl::unexpected<Error>(lock.error());
    if (::flock(lock->fd(), LOCK_EX | LOCK_NB) != 0) {  // whoever edits it may take minutes
        return fail(Error::Kind::Busy, file.string() + " is being changed by another process",
                    "try again when it is done");
    }
    if (auto sound = load_accounts(file); !sound) return tl::unexpected<Error>(sound.error());
    const auto bytes = read_accounts(file);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    Json json = Json::parse(*bytes);
    for (Json& row : json["accounts"]) {
        if (row["name"] != account.name || row["person"] != account.person.text) continue;
        row["password"] = account.password;
        if (!account.totp.empty()) row["totp"] = to_base32(account.totp);
        return disk::replace(file, json.dump(2) + "\n");
    }
    return fail(Error::Kind::NotFound, "no account '" + account.name + "' in " + file.string());
}

}  // namespace dudao::console
