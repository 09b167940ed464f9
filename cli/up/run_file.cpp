#include "cli/up/run_file.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "disk/file.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

Result<Json> load(const std::filesystem::path& file, const char* absent) {
    std::ifstream in(file);
    if (!in.is_open()) {
        return fail(Error::Kind::NotFound, std::string(absent) + " (no " + file.string() + ")",
                    "start it with dudao up, or name its folder with --state");
    }
    Json json = Json::parse(in, nullptr, false);
    if (!json.is_object()) return fail(Error::Kind::Corrupt, file.string() + " is damaged");
    return json;
}

template <class T>
T get(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at == json.end() ? T{} : at->get<T>();
}

}  // namespace

Result<void> save(const RunFile& run, const StateFolder& folder) {
    const Json json = {{"broker", run.broker}, {"redis", run.redis},
                       {"clock", run.clock},   {"console", run.console},
                       {"agents", run.agents}, {"fields", run.fields},
                       {"pids", run.pids},     {"redis_auth_file", run.redis_auth_file},
                       {"down", run.down}};
    return disk::replace(folder.run(), json.dump(2) + "\n");
}

Result<RunFile> load_run(const StateFolder& folder) {
    const auto json = load(folder.run(), "nothing runs here");
    if (!json) return tl::unexpected<Error>(json.error());
    try {
        return RunFile{get<std::string>(*json, "broker"),
                       get<std::string>(*json, "redis"),
                       get<std::string>(*json, "clock"),
                       get<std::map<std::string, std::string>>(*json, "agents"),
                       get<std::map<std::string, int>>(*json, "pids"),
                       get<std::string>(*json, "console"),
                       get<std::map<std::string, std::string>>(*json, "fields"),
                       get<std::string>(*json, "redis_auth_file"),
                       get<std::map<std::string, std::string>>(*json, "down")};
    } catch (const Json::exception& wrong) {
        return fail(Error::Kind::Corrupt, folder.run().string() + ": " + wrong.what());
    }
}

Result<void> save(const DemoFile& demo, const StateFolder& folder) {
    const Json json = {{"seed", demo.seed}, {"finished", demo.finished}};
    return disk::replace(folder.demo(), json.dump(2) + "\n");
}

Result<DemoFile> load_demo(const StateFolder& folder) {
    const auto json = load(folder.demo(), "no play began here");
    if (!json) return tl::unexpected<Error>(json.error());
    try {
        return DemoFile{get<std::int64_t>(*json, "seed"), get<bool>(*json, "finished")};
    } catch (const Json::exception& wrong) {
        return fail(Error::Kind::Corrupt, folder.demo().string() + ": " + wrong.what());
    }
}

}  // namespace dudao
