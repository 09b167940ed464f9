#include "console/api/devices.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

namespace dudao::console {
namespace {

std::map<KeyId, std::int64_t> waiting_tasks(const Reader& reader) {
    std::map<KeyId, std::int64_t> waiting;
    for (const auto& [id, task] : reader.state.tasks) {
        if (task::is_over(task.state)) continue;
        if (!reader.sight.sees(task)) continue;  // to whoever keeps the devices: no count of tasks
        for (const Sealed& sealed : task.sealed) {
            const bool got = std::find(task.delivered.begin(), task.delivered.end(),
                                       sealed.device) != task.delivered.end();
            waiting[sealed.device] += got ? 0 : 1;
        }
    }
    return waiting;
}

Json row_of(const Reader& reader, const KeyRow& key, std::int64_t waiting) {
    return {{"key", key.id.text},
            {"revoked", key.revoked},
            {"waiting", waiting},
            {"last_heard", reader.record.heard(key.id).ms}};
}

}  // namespace

Json devices_of(const Reader& reader, const GroupId& group) {
    auto waiting = waiting_tasks(reader);
    Json devices = Json::array();
    for (const auto& [id, key] : reader.state.keys) {
        if (key.kind != KeyKind::Device || key.group != group) continue;
        devices.push_back(row_of(reader, key, waiting[id]));
    }
    return devices;
}

Json device_list(const Reader& reader, const Json& told) {
    std::map<std::string, Json> by_key;
    for (const Json& row : told.is_array() ? told : Json::array()) {
        by_key[row.value("key", std::string())] = row;
    }
    auto waiting = waiting_tasks(reader);
    std::vector<const KeyRow*> keys;
    for (const auto& [id, key] : reader.state.keys) {
        if (key.kind == KeyKind::Device) keys.push_back(&key);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const KeyRow* one, const KeyRow* other) {
        return std::tie(one->revoked, one->group, one->team) <
               std::tie(other->revoked, other->group, other->team);
    });
    Json devices = Json::array();
    for (const KeyRow* key : keys) {
        const Json& seen = by_key[key->id.text];
        const auto number = [&](const char* field) {
            return seen.is_object() ? seen.value(field, std::int64_t{0}) : 0;
        };
        Json row = row_of(reader, *key, waiting[key->id]);
        row["group"] = key->group.text;
        row["team"] = key->team.text;
        row["connected"] = seen.is_object() ? Json(seen.value("connected", false)) : Json();
        row["heard"] = std::max(number("heard"), reader.record.heard(key->id).ms);
        row["software"] = seen.is_object() ? seen.value("software", std::string()) : "";
        row["unsent"] = number("unsent");
        row["disk_free"] = number("disk_free");
        row["certificate_until"] = number("certificate_until");
        devices.push_back(std::move(row));
    }
    return devices;
}

}  // namespace dudao::console
