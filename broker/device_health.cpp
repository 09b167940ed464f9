#include "broker/device_health.h"

#include <algorithm>

#include "utf8.h"

namespace dudao::broker {

DeviceSeen* DeviceHealth::of(const KeyRow& key) {
    return key.kind == KeyKind::Device ? &seen_[key.id] : nullptr;
}

void DeviceHealth::heard(const KeyRow& key, Moment now) {
    if (DeviceSeen* seen = of(key)) seen->heard = now;
}

void DeviceHealth::greeted(const KeyRow& key, const std::string& software) {
    if (DeviceSeen* seen = of(key)) seen->software = excerpt(software, software_bytes_max);
}

void DeviceHealth::told(const KeyRow& key, const wire::Heartbeat& heartbeat) {
    DeviceSeen* seen = of(key);
    if (!seen || heartbeat.disk_free == 0) return;
    // A device's own words: anything may stand there.
    seen->unsent = std::max<std::int64_t>(heartbeat.unsent, 0);
    seen->disk_free = std::max<std::int64_t>(heartbeat.disk_free, 1);
    seen->certificate_until = std::max(heartbeat.certificate_until, Moment{});
}

std::vector<DeviceSeen> DeviceHealth::rows(const State& state, const Sessions& sessions) const {
    std::vector<DeviceSeen> all;
    for (const auto& [id, key] : state.keys) {
        if (key.kind != KeyKind::Device || key.revoked) continue;
        const auto seen = seen_.find(id);
        DeviceSeen row = seen == seen_.end() ? DeviceSeen{} : seen->second;
        row.key = id;
        row.connected = sessions.of_key(id) != nullptr;
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace dudao::broker
