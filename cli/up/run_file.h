// run.json of the state folder: how to reach what `dudao up` runs, while it runs.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "cli/init/state_folder.h"
#include "result.h"

namespace dudao {

struct RunFile {
    std::string broker;  // tcp://127.0.0.1:port
    std::string redis;   // unix:/path
    std::string clock;   // the timekeeper's socket; empty: the system's clock
    std::map<std::string, std::string> agents;  // device -> socket of its local API
    std::map<std::string, int> pids;            // process name -> pid; "up" is dudao up itself
    std::string console = {};                   // http://127.0.0.1:port; empty: no console
    /// Device -> https://host:port of its page for phones.
    std::map<std::string, std::string> fields = {};
    std::string redis_auth_file = {};  // file with user and password of Redis; empty: none needed
    /// Processes that do not start and were left down: what each said last, in one line.
    std::map<std::string, std::string> down = {};
};

Result<void> save(const RunFile& run, const StateFolder& folder);
/// Errors: NotFound if nothing runs here.
Result<RunFile> load_run(const StateFolder& folder);

/// demo.json: the play in this folder.
struct DemoFile {
    std::int64_t seed = 0;
    bool finished = false;
};
Result<void> save(const DemoFile& demo, const StateFolder& folder);
/// Errors: NotFound if no play was started here.
Result<DemoFile> load_demo(const StateFolder& folder);

}  // namespace dudao
