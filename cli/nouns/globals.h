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
    std::string state;            // folder; empty: the default
    std::string lang;             // zh or en; empty: from the environment
    std::string output = "text";  // text or json
    std::string as;               // the speaker: a person whose key is in the state folder
    std::string key;              // or the path of a key file
    std::string broker;           // tcp://host:port; empty: from run.json
    std::string broker_key;       // Z85; empty: from jurisdiction.toml
    std::string redis;            // unix:/path or host:port; empty: from run.json
    std::string redis_auth_file;  // file with its user and password; empty: from run.json, or none

    bool json() const { return output == "json"; }
    /// `lang` was validated when the flags were read.
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
void add_public(Registry& registry);    // calendar due, draw select, policy check
void add_matters(Registry& registry);  // plan, task, finding, rectification, demand, case, registry
void add_agent(Registry& registry);    // a device of a group
void add_log(Registry& registry);
void add_status(Registry& registry);

}  // namespace dudao
