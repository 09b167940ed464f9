// Devices that want in: each brought its public keys and shows their code. Nothing is believed of
// them; they wait until somebody who may enrol keys types the code. In memory, for half an hour.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao::console {

struct WaitingDevice {
    std::string public_key;   // 32 bytes
    std::string sealing_key;  // 32 bytes
    std::string address;      // where it came from
    std::int64_t since_ms = 0;
};

class WaitingDevices {
 public:
    static constexpr std::size_t devices_max = 64;
    static constexpr std::size_t devices_a_peer_max = 8;
    static constexpr std::int64_t life_ms = 1'800'000;

    /// Under its code; one that comes again waits on. False: too many wait, or of this peer.
    bool add(const std::string& code, const WaitingDevice& device);
    /// nullptr: none with this code waits.
    const WaitingDevice* find(const std::string& code, std::int64_t now_ms);

 private:
    void forget_old(std::int64_t now_ms);
    std::map<std::string, WaitingDevice> waiting_;
};

}  // namespace dudao::console
