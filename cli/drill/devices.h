// The devices of groups and case teams, spoken to as their people do: over each agent's local API.
// A device
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

/// A group or a case team, by its id; no two are called alike.
struct Crew {
    Crew(const GroupId& group) : id(group.text) {}  // NOLINT(google-explicit-constructor)
    Crew(const TeamId& team) : id(team.text) {}     // NOLINT(google-explicit-constructor)
    std::string id;
    friend auto operator<=>(const Crew&, const Crew&) = default;
};

class Devices {
 public:
    Devices(Office& office, std::map<std::string, std::string> sockets);

    /// The task if it has arrived on the crew's device.
    std::optional<OpenedTask> find(const Crew& crew, TaskId task);
    bool has_assignment(const Crew& crew, AssignmentId assignment);
    /// Says {"do":…} to the crew's device. On line it also waits for the office's answer: nothing
    /// when that is a refusal. Off line: kept, and answered after the return.
    std::optional<KeptRow> say(const Crew& crew, const nlohmann::json& request);
    bool is_online(const Crew& crew) const { return !offline_.contains(crew); }
    /// A code with which a phone becomes the member's: {door, code}; nothing when the device serves
    /// no page for phones.
    std::optional<nlohmann::json> pair(const Crew& crew, const PersonId& member);
    /// Going on line again waits until the office has answered all that was kept.
    void set_online(const Crew& crew, bool online);

 private:
    std::optional<nlohmann::json> ask(const Crew& crew, const nlohmann::json& request);
    std::optional<nlohmann::json> look_for(const Crew& crew, const std::string& name);
    /// The office's final answer to a row: true when it has it in its log.
    bool settle(const Crew& crew, std::int64_t n);
    AgentApi* connect(const Crew& crew);

    Office& office_;
    std::map<std::string, std::string> sockets_;  // by device, as in the registry "dev-<crew>"
    std::map<Crew, AgentApi> apis_;
    std::map<Crew, std::int64_t> last_n_;
    std::map<Crew, std::vector<std::int64_t>> offline_;  // rows kept meanwhile
};

}  // namespace dudao::drill
