#include "console/doors/waiting_devices.h"

#include <algorithm>

#include "http/peers.h"

namespace dudao::console {

void WaitingDevices::forget_old(std::int64_t now_ms) {
    std::erase_if(waiting_,
                  [&](const auto& each) { return now_ms - each.second.since_ms >= life_ms; });
}

bool WaitingDevices::add(const std::string& code, const WaitingDevice& device) {
    forget_old(device.since_ms);
    if (const auto known = waiting_.find(code); known != waiting_.end()) {
        known->second = device;
        return true;
    }
    const std::string peer = http::neighbourhood(device.address);
    const auto of_peer = std::count_if(waiting_.begin(), waiting_.end(), [&](const auto& each) {
        return http::neighbourhood(each.second.address) == peer;
    });
    if (waiting_.size() >= devices_max || std::cmp_greater_equal(of_peer, devices_a_peer_max)) {
        return false;
    }
    return waiting_.emplace(code, device).second;
}

const WaitingDevice* WaitingDevices::find(const std::string& code, std::int64_t now_ms) {
    forget_old(now_ms);
    const auto at = waiting_.find(code);
    return at == waiting_.end() ? nullptr : &at->second;
}

}  // namespace dudao::console
