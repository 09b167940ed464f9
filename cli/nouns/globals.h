// The flags common to all commands of `dudao`.
#pragma once

#include <functional>
#include <string>

#include "cli/init/state_folder.h"
#include "messages/messages.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace dudao {

struct Globals {
    std::string state;             // folder; empty: the default one
    std::string lang;              // zh or en; empty: the environment's
    std::string output = "table";  // table, json or csv
    std::string as;                // who speaks: a person whose key lies in the state folder
    std::string key;               // or a key file of one's own
    std::string jurisdiction;      // id; empty: from jurisdiction.toml, or this machine's login
    std::string broker;            // tcp://host:port; empty: from run.json
    std::string broker_key;        // Z85; empty: from jurisdiction.toml
    std::string redis;             // unix:/path or host:port; empty: from run.json
    std::string redis_auth_file;   // user and password of it; empty: from run.json, or none

    bool json() const { return output == "json"; }
    bool csv() const { return output == "csv"; }
    /// The word is checked when the flags are read.
    Lang language() const;
    StateFolder folder() const;
};

/// A noun adds its commands. The selected command is stored in `chosen` and run after all flags are
/// parsed.
struct Registry {
    CLI::App& app;
    Globals& globals;
    std::function<int()> chosen = {};
};

void add_platform(Registry& registry);  // up, init, drill
void add_found(Registry& registry);     // a folder for a county of one's own
void add_public(Registry& registry);    // calendar due, draw select, policy check
void add_matters(Registry& registry);  // plan, task, finding, rectification, demand, case, registry
void add_agent(Registry& registry);    // a device of a group
void add_log(Registry& registry);
void add_status(Registry& registry);
void add_doctor(Registry& registry);
void add_backup(Registry& registry);  // backup, restore

}  // namespace dudao
