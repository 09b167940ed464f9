// dudao up: runs everything of a jurisdiction on this machine in one state folder: a private Redis,
// broker, worker, engine, the groups' agents and the console; with --demo also the stepped clock
// and the drill. A play that ends by itself (--exit) has no console, unless a port is given.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/init/init.h"
#include "messages/messages.h"

namespace dudao {

struct UpOptions {
    /// Read if nothing is founded yet; empty in a demo: the demo county.
    std::filesystem::path county;
    std::filesystem::path state;  // empty: the default folder, or a temporary one
    bool demo = false;
    bool ephemeral = false;  // a temporary folder, gone at the end
    bool exit = false;       // end with the drill, with its exit code
    bool open = false;       // a play that is over is opened again, and nothing more is played
    bool verbose = false;    // the whole story
    int days = 60;
    std::int64_t seed = 1;
    std::int64_t speed = 0;  // at most this many times real time; 0: no limit
    std::filesystem::path report;
    int console_port = 0;             // of the pages; 0: the first free port from 8080
    std::string console_listen;       // host:port of the pages; empty: this machine alone, in clear
    bool console_tls = false;         // over TLS also on this machine
    std::string console_certificate;  // PEM files of its own; empty: the county's authority issues
    std::string console_key;
    bool secure_cookie = false;  // a proxy with TLS is in front of the pages
    /// Names under which browsers reach the pages through it.
    std::vector<std::string> console_hosts;
    std::vector<std::string> trusted_proxies;  // its addresses and networks
    /// host:port at which the broker listens, for devices and people elsewhere; empty: a free port
    /// of this machine alone, another one at each start.
    std::string broker_listen;
    /// Of the pages for phones; empty: all addresses, in a demo only this machine.
    std::string field_host;
    std::string webhook;  // URL that gets each notice; wins over dudao.toml
    /// Devices that are machines of their own: no agent is run for them here.
    std::vector<std::string> devices_elsewhere;
    std::string redis_auth_file;  // file with user and password for its Redis; empty: none
    Lang lang = Lang::En;
    bool take_over = false;   // a copy, or what was put back, is the county's one place from now on
    bool same_names = false;  // of a founding: villages of one name in a township are two
    bool lang_asked = false;  // by --lang: the pages follow it then, else each browser
};

/// Runs until SIGINT or SIGTERM, or with `exit` until the drill has ended. Returns the exit code.
int run_up(const UpOptions& options);

/// Founds in a state folder in which nothing runs: its own Redis is started for the founding and
/// ended after it. Every file is checked first; `redis` of the options is not read.
Result<init::Done> found_alone(const init::Options& options);

}  // namespace dudao
