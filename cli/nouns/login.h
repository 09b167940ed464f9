// Who speaks to which broker from this machine, where no state folder of the county lies: an
// address that the server's administrator hands out, and a key of one's own.
//
//     gqc@10.0.0.5:7117#5f3c…    jurisdiction, host and port, and the broker's public key in hex
//
// The key in the address is what the broker must prove to have: nobody else is spoken to.
#pragma once

#include <filesystem>
#include <string>

#include "cli/nouns/globals.h"
#include "net/curve.h"
#include "result.h"

namespace dudao {

struct CountyAddress {
    std::string jurisdiction;
    std::string broker;  // tcp://host:port
    PublicKey key{};
    friend bool operator==(const CountyAddress&, const CountyAddress&) = default;
};

std::string to_text(const CountyAddress& address);
/// BadInput: what is wrong with it.
Result<CountyAddress> parse_county_address(std::string_view text);

/// What `dudao login` keeps: `login.json` in ${XDG_CONFIG_HOME:-~/.config}/dudao, mode 0600.
struct Login {
    CountyAddress address;
    std::string key;  // file of one's own key, absolute
};
std::filesystem::path login_file();
/// NotFound: nobody has logged in here.
Result<Login> load_login(const std::filesystem::path& file);
Result<void> save(const Login& login, const std::filesystem::path& file);

/// The flags, for this county and this key file alone.
Globals speaking_to(const CountyAddress& address, const std::string& key, const Globals& globals);

/// Fills in what the flags leave out, from this machine's login, unless the state folder has a
/// county: then that one is meant.
void take_login(Globals& globals);

void add_login(Registry& registry);  // login, logout, address

}  // namespace dudao
