// run.json of the state folder: where what `dudao up` runs can be reached, while it runs.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "cli/init/state_folder.h"
#include "result.h"

namespace dudao {

struct RunFile {
    std::string broker;                         // tcp://127.0.0.1:port
    std::string redis;                          // unix:/path
    std::string clock;                          // timekeeper's socket; empty: the system's clock
    std::map<std::string, std::string> agents;  // device -> socket of its local API
    std::map<std::string, int> pids;            // process name -> pid; "up" is dudao up itself
    std::string console = {};                   // http://127.0.0.1:port; empty: none runs
    std::map<std::string, std::string> fields = {};  // device -> https://host:port of its page
    std::string redis_auth_file = {};  // user and password of Redis; empty: it asks for none
};

Result<void> save(const RunFile& run, const StateFolder& folder);
/// NotFound: nothing runs here.
Result<RunFile> load_run(const StateFolder& folder);

/// demo.json: which play the folder holds.
struct DemoFile {
    std::int64_t seed = 0;
    bool finished = false;
};
Result<void> save(const DemoFile& demo, const StateFolder& folder);
/// NotFound: no play began here.
Result<DemoFile> load_demo(const StateFolder& folder);

}  // namespace dudao
