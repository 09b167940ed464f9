#include "cli/drill/place.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/init/state_folder.h"

namespace dudao::drill {
namespace {

using Json = nlohmann::json;

void set_if_given(std::string& field, const Json& run, const char* key) {
    if (field.empty() && run.contains(key) && run[key].is_string()) field = run[key];
}

Json read_run(const std::filesystem::path& file) {
    std::ifstream in(file);
    Json run = Json::parse(in, nullptr, false);
    return run.is_object() ? run : Json::object();
}

void take_run(Place& place, const Json& run) {
    set_if_given(place.redis, run, "redis");
    set_if_given(place.redis_auth_file, run, "redis_auth_file");
    set_if_given(place.broker, run, "broker");
    set_if_given(place.clock, run, "clock");
    if (!place.agents.empty() || !run.contains("agents")) return;
    for (const auto& [device, socket] : run["agents"].items()) {
        if (socket.is_string()) place.agents[device] = socket;
    }
}

}  // namespace

Result<Place> find_place(const DrillOptions& options) {
    const StateFolder folder{options.state};
    Place place{options.jurisdiction,
                options.redis,
                options.redis_auth_file,
                options.broker,
                options.broker_key,
                options.clock,
                options.agents,
                {},
                {},
                {},
                {},
                options.start,
                {}};
    take_run(place, read_run(folder.run()));
    if (place.j.empty() || place.broker_key.empty() || place.start.ms == 0) {
        const auto founded = load_jurisdiction(folder);
        if (!founded) return tl::unexpected(founded.error());
        if (place.j.empty()) place.j = founded->id;
        if (place.broker_key.empty()) place.broker_key = founded->broker_key;
        if (place.start.ms == 0) place.start = founded->start;
    }
    if (place.redis.empty() || place.broker.empty() || place.agents.empty()) {
        return fail(Error::Kind::NotFound, "nothing runs in " + options.state.string(),
                    "start it with dudao up --demo");
    }
    place.people = folder.keys() / "people";
    place.pages = folder.key("play");
    place.receipts = folder.root / "receipts";
    place.scratch = folder.root / "drill";
    place.end = place.start + days(options.days);
    std::error_code failed;
    std::filesystem::create_directories(place.scratch, failed);
    return place;
}

}  // namespace dudao::drill
