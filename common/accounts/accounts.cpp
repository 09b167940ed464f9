#include "accounts/accounts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "accounts/base32.h"
#include "disk/file.h"
#include "messages/refusals.h"
#include "refusals/says.h"
#include "seal/password.h"
#include "utf8.h"
#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shown_bytes_max = 40;  // of a name or value that a fault repeats

class Faults {
 public:
    void add(const Said& said) {
        if (++count_ <= account_faults_shown_max) first_.push_back(said);
    }
    bool none() const { return count_ == 0; }
    AccountsFault report() const { return {Error::Kind::BadInput, first_, count_}; }

 private:
    std::vector<Said> first_;
    std::size_t count_ = 0;
};

tl::unexpected<AccountsFault> one_fault(Error::Kind kind, const Said& said) {
    return tl::unexpected<AccountsFault>(AccountsFault{kind, {said}, 1});
}

/// An object of one of the two lists.
struct Entry {
    const Json& row;
    const char* list;
    std::size_t number;  // counted from 1
    std::string label;   // " (officer)", where it has a name
};

/// Reads the fields of an entry; a field that it was not asked for is a fault.
class Fields {
 public:
    Fields(const Entry& entry, Faults& faults) : entry_(entry), faults_(faults) {}

    /// The text of a field; empty, and a fault, if it is missing, empty or no text.
    std::string text(const char* key) {
        if (!entry_.row.contains(key)) {
            known_.emplace_back(key);
            fault(key, says("account_field_missing"));
            return {};
        }
        auto value = text_if_any(key);
        if (value.empty() && entry_.row[key].is_string()) fault(key, says("cell_empty"));
        return value;
    }
    std::string text_if_any(const char* key) {
        known_.emplace_back(key);
        const auto at = entry_.row.find(key);
        if (at == entry_.row.end()) return {};
        if (at->is_string()) return at->get<std::string>();
        fault(key, says("toml_no_text"));
        return {};
    }
    void fault(const std::string& key, const Said& said) {
        faults_.add(says("fault_in_account", entry_.list, entry_.number, entry_.label, key, said));
    }
    void end() {
        std::string keys;
        for (const std::string& each : known_) keys += (keys.empty() ? "" : ", ") + each;
        for (auto at = entry_.row.begin(); at != entry_.row.end(); ++at) {
            if (std::find(known_.begin(), known_.end(), at.key()) != known_.end()) continue;
            fault(excerpt(at.key(), shown_bytes_max), says("toml_unknown", keys));
        }
    }

 private:
    const Entry& entry_;
    Faults& faults_;
    std::vector<std::string> known_;
};

Account account_of(const Entry& entry, Faults& faults) {
    Fields row(entry, faults);
    Account account{row.text("name"), PersonId{row.text("person")}, row.text("password"), {}};
    if (!account.name.empty() && !is_account_name(account.name)) {
        row.fault("name", says("no_account_name", account_name_bytes_max));
    }
    if (!account.person.text.empty() && !is_code(account.person.text)) {
        row.fault("person", says("no_person_code", excerpt(account.person.text, shown_bytes_max)));
    }
    if (!account.password.empty() && !seal::is_password_hash(account.password)) {
        row.fault("password", says("no_password_hash"));
    }
    if (const std::string totp = row.text_if_any("totp"); !totp.empty()) {
        account.totp = parse_base32(totp).value_or(std::string());
        if (account.totp.size() < totp_bytes_min) {
            row.fault("totp", says("no_totp_secret", totp_bytes_min));
        }
    }
    if (const std::string hash = row.text_if_any("totp_hash"); !hash.empty()) {
        account.totp_sha1 = hash == "sha1";
        if (hash != "sha1" && hash != "sha256") row.fault("totp_hash", says("no_totp_hash"));
    }
    row.end();
    return account;
}

DemoLine demo_line_of(const Entry& entry, Faults& faults) {
    Fields row(entry, faults);
    DemoLine line{row.text("name"),   row.text("password"), row.text("role"),
                  row.text("person"), row.text("zh"),       row.text("en")};
    row.end();
    return line;
}

/// Others than the owner can neither read the hashes and secrets nor change them.
tl::expected<std::string, AccountsFault> read_accounts(const std::filesystem::path& file) {
    auto bytes = disk::read_private(file, accounts_file_bytes_max);
    if (bytes) return *bytes;
    const std::string path = file.string();
    if (bytes.error().kind == Error::Kind::NotFound) {
        return one_fault(Error::Kind::NotFound, says("no_accounts_file", path));
    }
    struct stat info {};
    if (::stat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
        if ((info.st_mode & 077U) != 0) {
            return one_fault(Error::Kind::Refused, says("file_open_to_others", path));
        }
        if (static_cast<std::size_t>(info.st_size) > accounts_file_bytes_max) {
            return one_fault(
                Error::Kind::BadInput,
                says("fault_in_file", path, says("csv_too_large", accounts_file_bytes_max)));
        }
    }
    return one_fault(Error::Kind::Refused, says("as_told", bytes.error().what, bytes.error().mend));
}

Said broken_json(const std::string& file, const std::string& bytes, std::size_t at) {
    const std::string_view before = std::string_view(bytes).substr(0, at == 0 ? 0 : at - 1);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto end = before.rfind('\n');
    const std::size_t column = before.size() - (end == before.npos ? 0 : end + 1) + 1;
    return says("fault_at", file, line, column, says("json_broken"));
}

/// Refuses a key that occurs twice in an object; the JSON library would silently keep the last.
tl::expected<Json, AccountsFault> parse_strictly(const std::string& file, const std::string& bytes,
                                                 Faults& faults) {
    std::vector<std::set<std::string>> open;
    const auto watch = [&](int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        if (event == Json::parse_event_t::object_end) open.pop_back();
        if (event == Json::parse_event_t::key && !open.back().insert(value).second) {
            faults.add(says("json_twice", excerpt(value.get<std::string>(), shown_bytes_max)));
        }
        return true;
    };
    try {
        return Json::parse(bytes, watch);
    } catch (const Json::parse_error& wrong) {
        return one_fault(Error::Kind::BadInput, broken_json(file, bytes, wrong.byte));
    } catch (const Json::exception&) {
        return one_fault(Error::Kind::BadInput, broken_json(file, bytes, 0));
    }
}

template <class Add>
void each_of(const Json& json, const char* list, Faults& faults, const Add& add) {
    const auto at = json.find(list);
    if (at == json.end()) return;
    if (!at->is_array()) return faults.add(says("fault_in_file", list, says("json_no_list")));
    std::size_t n = 0;
    for (const Json& row : *at) {
        Entry entry{row, list, ++n, {}};
        if (!row.is_object()) {
            faults.add(says("fault_in_entries", list, n, says("json_no_object")));
            continue;
        }
        const auto name = row.find("name");
        if (name != row.end() && name->is_string()) {
            entry.label = " (" + excerpt(name->get<std::string>(), shown_bytes_max) + ")";
        }
        add(entry);
    }
}

Accounts accounts_of(const Json& json, Faults& faults) {
    Accounts accounts;
    for (auto at = json.begin(); at != json.end(); ++at) {
        if (at.key() == "accounts" || at.key() == "demo") continue;
        faults.add(says("fault_in_file", excerpt(at.key(), shown_bytes_max),
                        says("toml_unknown", "accounts")));
    }
    if (!json.contains("accounts")) {
        faults.add(says("fault_in_file", "accounts", says("account_field_missing")));
    }
    std::map<std::string, std::size_t> first;  // entry of each name
    each_of(json, "accounts", faults, [&](const Entry& entry) {
        Account account = account_of(entry, faults);
        const std::string name = account.name;
        const auto [same, fresh] = first.emplace(name, entry.number);
        if (!fresh && !name.empty()) {
            Fields(entry, faults).fault("name", says("account_twice", same->second));
        }
        accounts.by_name.emplace(name, std::move(account));
    });
    each_of(json, "demo", faults,
            [&](const Entry& entry) { accounts.demo.push_back(demo_line_of(entry, faults)); });
    return accounts;
}

}  // namespace

bool is_account_name(const std::string& name) {
    return name.size() <= account_name_bytes_max && !is_blank(name) && !hides_something(name);
}

std::vector<std::string> AccountsFault::lines(Lang lang) const {
    std::vector<Said> all = faults;
    if (count > faults.size()) all.push_back(says("more_faults", count - faults.size()));
    std::vector<std::string> lines;
    lines.reserve(all.size());
    for (const Said& each : all) lines.push_back(told(to_error(kind, each), lang));
    return lines;
}

tl::expected<Accounts, AccountsFault> load_accounts(const std::filesystem::path& file) {
    const auto bytes = read_accounts(file);
    if (!bytes) return tl::unexpected<AccountsFault>(bytes.error());
    const std::string name = file.filename().string();
    Faults faults;
    const auto json = parse_strictly(name, *bytes, faults);
    if (!json) return tl::unexpected<AccountsFault>(json.error());
    if (!json->is_object()) {
        return one_fault(Error::Kind::BadInput,
                         says("fault_in_file", name, says("json_no_object")));
    }
    Accounts accounts = accounts_of(*json, faults);
    if (!faults.none()) return tl::unexpected<AccountsFault>(faults.report());
    return accounts;
}

std::set<std::string> ended_accounts(const Accounts& before, const Accounts& now) {
    std::set<std::string> ended;
    for (const auto& [name, account] : before.by_name) {
        const auto at = now.by_name.find(name);
        if (at == now.by_name.end() || at->second != account) ended.insert(name);
    }
    return ended;
}

namespace {

Json row_of(const Account& account) {
    Json row{
        {"name", account.name}, {"person", account.person.text}, {"password", account.password}};
    if (!account.totp.empty()) row["totp"] = to_base32(account.totp);
    if (account.totp_sha1) row["totp_hash"] = "sha1";
    return row;
}

/// A demo's account is everybody's: what one person makes takes nobody else's away.
bool is_shared(const Json& demo, const Json& name) {
    return std::any_of(demo.begin(), demo.end(),
                       [&](const Json& line) { return line["name"] == name; });
}

/// Changes the file whole, under the lock; `edit` gets its rows and the demo's.
template <class Edit>
Result<void> change(const std::filesystem::path& file, const Edit& edit) {
    const auto lock = disk::File::open(file.string() + ".lock", O_RDWR | O_CREAT);
    if (!lock) return tl::unexpected<Error>(lock.error());
    if (::flock(lock->fd(), LOCK_EX | LOCK_NB) != 0) {  // whoever edits it may take minutes
        return fail(Error::Kind::Busy, file.string() + " is being changed by another process",
                    "try again when it is done");
    }
    if (const auto sound = load_accounts(file); !sound) {
        return fail(Error::Kind::BadInput, sound.error().lines(Lang::En).front(),
                    "dudao doctor names all faults of " + file.string());
    }
    const auto bytes = read_accounts(file);
    if (!bytes) return fail(bytes.error().kind, bytes.error().lines(Lang::En).front());
    Json json = Json::parse(*bytes);
    const Json demo = json.value("demo", Json::array());
    if (auto edited = edit(json["accounts"], demo); !edited) return edited;
    return disk::replace(file, json.dump(2) + "\n");
}

}  // namespace

Result<void> save_account(const std::filesystem::path& file, const Account& account) {
    return change(file, [&](Json& rows, const Json&) -> Result<void> {
        for (Json& row : rows) {
            if (row["name"] != account.name || row["person"] != account.person.text) continue;
            row = row_of(account);
            return {};
        }
        return fail(Error::Kind::NotFound, "no account '" + account.name + "' in " + file.string());
    });
}

Result<void> put_account(const std::filesystem::path& file, const Account& account) {
    return change(file, [&](Json& rows, const Json& demo) -> Result<void> {
        Json kept = Json::array();
        for (Json& row : rows) {
            const bool own = row["person"] == account.person.text;
            if (own && !is_shared(demo, row["name"])) continue;
            if (row["name"] == account.name) {
                return fail(Error::Kind::Refused, "'" + account.name + "' is another's account",
                            "another name");
            }
            kept.push_back(std::move(row));
        }
        kept.push_back(row_of(account));
        rows = std::move(kept);
        return {};
    });
}

Result<void> take_account_back(const std::filesystem::path& file, const Account& account,
                               const std::vector<Account>& before) {
    return change(file, [&](Json& rows, const Json&) -> Result<void> {
        Json kept = Json::array();
        for (Json& row : rows) {
            if (row != row_of(account)) kept.push_back(std::move(row));
        }
        for (const Account& each : before) kept.push_back(row_of(each));
        rows = std::move(kept);
        return {};
    });
}

}  // namespace dudao
