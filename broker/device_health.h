// How the devices are, as each says itself in its greeting and heartbeats. In memory only: after a
// restart of the broker a device is unknown until it greets.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "broker/sessions.h"
#include "domain/fields.h"
#include "domain/moment.h"
#include "domain/state.h"
#include "wire/message.h"

namespace dudao::broker {

inline constexpr std::size_t software_bytes_max = 64;

/// A row of the answer to the question `devices`.
struct DeviceSeen {
    KeyId key;
    bool connected = false;
    Moment heard;  // the last message; 0: none since the broker started
    std::string software;
    std::int64_t unsent = 0;     // commands kept there without an answer
    std::int64_t disk_free = 0;  // bytes; 0: not told
    Moment certificate_until;    // of its page for phones; 0: it serves none, or not told
    DUDAO_FIELDS(key, connected, heard, software, unsent, disk_free, certificate_until)
};

class DeviceHealth {
 public:
    /// Any message of this key. Keys of other kinds are not kept.
    void heard(const KeyRow& key, Moment now);
    void greeted(const KeyRow& key, const std::string& software);
    void told(const KeyRow& key, const wire::Heartbeat& heartbeat);
    /// A row for each live device.
    std::vector<DeviceSeen> rows(const State& state, const Sessions& sessions) const;
    void clear() { seen_.clear(); }

 private:
    DeviceSeen* of(const KeyRow& key);
    std::map<KeyId, DeviceSeen> seen_;
};

}  // namespace dudao::broker
