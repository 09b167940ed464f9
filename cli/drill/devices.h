// The groups' devices, spoken to as the people of a group do: over each agent's local API. A device
// may be without network for days; what is said then is kept on it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/api/agent_api.h"
#include "cli/drill/office.h"

namespace dudao::drill {

/// A task as its device shows it; the target is known here and nowhere else before the check-in.
struct OpenedTask {
    TaskId id;
    UnitId target;
};

/// What a device kept of something said to it.
struct KeptRow {
    std::int64_t n = 0;
    FindingId finding;  // of `record`
    EvidenceHash hash;  // of `attach`
};

class Devices {
 public:
    Devices(Office& office, std::map<std::string, std::string> sockets);

    /// The task if it has arrived on the group's device.
    std::optional<OpenedTask> find(const GroupId& group, TaskId task);
    /// Says {"do":…} to the group's device. On line it also waits for the office's answer: nothing
    /// when that is a refusal. Off line: kept, and answered after the return.
    std::optional<KeptRow> say(const GroupId& group, const nlohmann::json& request);
    bool is_online(const GroupId& group) const { return !offline_.contains(group); }
    /// A code with which a phone becomes the member's: {door, code}; nothing when the device serves
    /// no page for phones.
    std::optional<nlohmann::json> pair(const GroupId& group, const PersonId& member);
    /// Going on line again waits until the office has answered all that was kept.
    void set_online(const GroupId& group, bool online);

 private:
    std::optional<nlohmann::json> ask(const GroupId& group, const nlohmann::json& request);
    std::optional<nlohmann::json> look_for(const GroupId& group, const std::string& name);
    /// The office's final answer to a row: true when it has it in its log.
    bool settle(const GroupId& group, std::int64_t n);
    AgentApi* connect(const GroupId& group);

    Office& office_;
    std::map<std::string, std::string> sockets_;  // by device, as in the registry "dev-<group>"
    std::map<GroupId, AgentApi> apis_;
    std::map<GroupId, std::int64_t> last_n_;
    std::map<GroupId, std::vector<std::int64_t>> offline_;  // rows kept meanwhile
};

}  // namespace dudao::drill
