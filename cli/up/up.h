// dudao up: everything of a jurisdiction on this machine, in one state folder: a private Redis,
// broker, worker, engine, the groups' agents and the console; with --demo also the clock that is
// stepped and the drill. A play that ends by itself (--exit) is watched by nobody and has no
// console, unless a port is asked for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "messages/messages.h"

namespace dudao {

struct UpOptions {
    std::filesystem::path
        county;  // read when nothing is founded yet; empty in a demo: the demo county
    std::filesystem::path state;  // empty: the default folder, or a temporary one
    bool demo = false;
    bool ephemeral = false;  // a temporary folder, gone at the end
    bool exit = false;       // end with the drill, with its exit code
    int days = 60;
    std::int64_t seed = 1;
    std::int64_t speed = 0;  // at most so many times as fast as life; 0: no limit
    std::filesystem::path report;
    int console_port = 0;                      // of the pages; 0: the first free one from 8080 on
    bool secure_cookie = false;                // a proxy with TLS stands before the pages
    std::vector<std::string> console_hosts;    // names by which browsers reach them there
    std::vector<std::string> trusted_proxies;  // addresses and nets of it
    std::string field_host;  // of the pages for phones; empty: all, in a demo this machine alone
    std::string redis_auth_file;  // user and password that its Redis asks for; empty: none
    Lang lang = Lang::En;
};

/// Runs until SIGINT or SIGTERM, or with `exit` until the drill is over. Returns the exit code.
int run_up(const UpOptions& options);

}  // namespace dudao
