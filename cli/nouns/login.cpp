#include "cli/nouns/login.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/nouns/speaker.h"
#include "cli/output.h"
#include "cli/up/run_file.h"
#include "disk/file.h"
#include "hex.h"
#include "json_depth.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t login_bytes_max = 4096;
constexpr std::string_view tcp = "tcp://";
constexpr const char* form =
    "such as gqc@10.0.0.5:7117#, then 64 hex digits; `dudao address` prints it";

Result<CountyAddress> no_address(const std::string& what) { return bad_input(what, form); }

Result<PublicKey> key_in_hex(std::string_view hex) {
    PublicKey key{};
    if (hex.size() != 2 * key.size()) return bad_input("the key has not 64 hex digits", form);
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char* from = hex.data() + 2 * i;
        const auto [end, wrong] = std::from_chars(from, from + 2, key[i], 16);
        if (wrong != std::errc{} || end != from + 2) return bad_input("the key is not hex", form);
    }
    return key;
}

bool is_host_and_port(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return false;
    unsigned port = 0;
    const char* last = text.data() + text.size();
    const auto [end, wrong] = std::from_chars(text.data() + colon + 1, last, port);
    return wrong == std::errc{} && end == last && port >= 1 && port <= 65'535 &&
           text.find_first_of(" /#@") == text.npos;
}

int log_in(const Globals& globals, const std::string& text) {
    const auto address = parse_county_address(text);
    if (!address) return refuse(address.error());
    if (globals.key.empty()) {
        return refuse({Error::Kind::BadInput, "nothing says which key is yours",
                       "--key FILE; `dudao key make FILE` makes one"});
    }
    const Login login{*address, std::filesystem::absolute(globals.key).string()};
    return with_speaker(speaking_to(*address, globals.key, globals), [&](Speaker&) {
        if (auto kept = save(login, login_file()); !kept) return refuse(kept.error());
        const Lang lang = globals.language();
        std::cout << say(lang, "已登录 ", "logged in to ") << address->jurisdiction
                  << say(lang, "，以后不必再写地址和密钥",
                         "; address and key need not be given from now on")
                  << '\n';
        return code(Exit::Ok);
    });
}

int log_out(const Globals& globals) {
    std::error_code failed;
    const bool there = std::filesystem::remove(login_file(), failed);
    if (failed) {
        return refuse({Error::Kind::Refused, login_file().string() + ": " + failed.message(), ""});
    }
    const Lang lang = globals.language();
    std::cout << (there ? say(lang, "已退出；密钥文件仍在", "logged out; the key file stays")
                        : say(lang, "没有登录", "nobody was logged in"))
              << '\n';
    return code(Exit::Ok);
}

/// What people elsewhere log in with; of the county that runs here.
int print_address(const Globals& globals, const std::string& host) {
    const auto founded = load_jurisdiction(globals.folder());
    if (!founded) return refuse(founded.error());
    const auto run = load_run(globals.folder());
    if (!run) return refuse(run.error());
    const auto key = parse_z85(founded->broker_key);
    if (!key) return refuse(key.error());
    std::string at = run->broker;
    if (!host.empty()) at = std::string(tcp) + host + at.substr(at.rfind(':'));
    std::cout << to_text({founded->id, at, *key}) << '\n';
    if (!run->console.empty()) {  // beside what a script takes
        std::cerr << say(globals.language(), "网页 ", "pages ") << run->console << '\n';
    }
    return code(Exit::Ok);
}

}  // namespace

std::string to_text(const CountyAddress& address) {
    return address.jurisdiction + "@" + address.broker.substr(tcp.size()) + "#" +
           to_hex(as_bytes(address.key));
}

Result<CountyAddress> parse_county_address(std::string_view text) {
    const auto at = text.find('@');
    const auto hash = text.find('#');
    if (at == text.npos || hash == text.npos || hash < at) {
        return no_address("'" + std::string(text.substr(0, 80)) + "' is no county's address");
    }
    const std::string jurisdiction(text.substr(0, at));
    if (!is_code(jurisdiction)) return no_address("no jurisdiction stands before the @");
    const std::string_view broker = text.substr(at + 1, hash - at - 1);
    if (!is_host_and_port(broker)) return no_address("no host and port stand after the @");
    const auto key = key_in_hex(text.substr(hash + 1));
    if (!key) return tl::unexpected<Error>(key.error());
    return CountyAddress{jurisdiction, std::string(tcp) + std::string(broker), *key};
}

std::filesystem::path login_file() {
    const char* base = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const auto folder = base && *base
                            ? std::filesystem::path(base)
                            : std::filesystem::path(home && *home ? home : ".") / ".config";
    return folder / "dudao" / "login.json";
}

Result<Login> load_login(const std::filesystem::path& file) {
    const auto bytes = disk::read_private(file, login_bytes_max);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const Json json = json_from_outside<Json>(*bytes);
    const auto address = parse_county_address(text_in(json, "address"));
    if (!address || text_in(json, "key").empty()) {
        return bad_input(file.string() + " is damaged", "dudao login ADDRESS --key FILE");
    }
    return Login{*address, text_in(json, "key")};
}

Result<void> save(const Login& login, const std::filesystem::path& file) {
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed);
    const Json json{{"address", to_text(login.address)}, {"key", login.key}};
    return disk::replace(file, json_text(json, 2) + "\n");
}

Globals speaking_to(const CountyAddress& address, const std::string& key, const Globals& globals) {
    Globals asked = globals;
    asked.as.clear();
    asked.key = key;
    asked.jurisdiction = address.jurisdiction;
    asked.broker = address.broker;
    asked.broker_key = to_z85(address.key);
    return asked;
}

void take_login(Globals& globals) {
    std::error_code closed;  // a folder that is not ours to look into has no county of ours
    if (std::filesystem::exists(globals.folder().jurisdiction(), closed)) return;
    const auto login = load_login(login_file());
    if (!login) return;
    if (globals.jurisdiction.empty()) globals.jurisdiction = login->address.jurisdiction;
    if (globals.broker.empty()) globals.broker = login->address.broker;
    if (globals.broker_key.empty()) globals.broker_key = to_z85(login->address.key);
    if (globals.key.empty() && globals.as.empty()) globals.key = login->key;
}

void add_login(Registry& registry) {
    auto* in = registry.app.add_subcommand("login", "Speak to a county's broker from this machine");
    auto address = std::make_shared<std::string>();
    in->add_option("address", *address, "what `dudao address` prints on the server")->required();
    in->callback([&registry, address] {
        registry.chosen = [&registry, address] { return log_in(registry.globals, *address); };
    });
    auto* out = registry.app.add_subcommand("logout", "Forget that county");
    out->callback(
        [&registry] { registry.chosen = [&registry] { return log_out(registry.globals); }; });
    auto* print =
        registry.app.add_subcommand("address", "Print what people on other machines log in with");
    auto host = std::make_shared<std::string>();
    print->add_option("--host", *host, "the name or address by which they reach this machine");
    print->callback([&registry, host] {
        registry.chosen = [&registry, host] { return print_address(registry.globals, *host); };
    });
}

}  // namespace dudao
