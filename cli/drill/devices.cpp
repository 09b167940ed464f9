#include "cli/drill/devices.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/drill/wire_names.h"

namespace dudao::drill {
namespace {

using Json = nlohmann::json;
constexpr int call_ms = 10'000;
constexpr int rows_looked_at = 200;

std::optional<KeyId> device_of(const State& state, const Crew& crew) {
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Device && !key.revoked &&
            (key.group.text == crew.id || key.team.text == crew.id))
            return id;
    }
    return std::nullopt;
}

bool is_worth_repeating(const Error& error) {
    return error.kind == Error::Kind::Unreachable || error.kind == Error::Kind::Busy;
}

}  // namespace

Devices::Devices(Office& office, std::map<std::string, std::string> sockets)
    : office_(office), sockets_(std::move(sockets)) {}

AgentApi* Devices::connect(const Crew& crew) {
    const auto open = apis_.find(crew);
    if (open != apis_.end()) return &open->second;
    const auto socket = sockets_.find("dev-" + crew.id);
    if (socket == sockets_.end()) return nullptr;
    auto api = AgentApi::connect(socket->second);
    if (!api) return nullptr;
    return &apis_.emplace(crew, std::move(*api)).first->second;
}

/// Asks until there is an answer: an agent that was killed comes back. What was said may have been
/// kept before it died; then its row is found in the outbox and nothing is said twice.
std::optional<Json> Devices::ask(const Crew& crew, const Json& request) {
    const std::int64_t since_ms = office_.steady_ms();
    const std::string command = command_of(request.value("do", ""));
    bool unsure = false;
    for (;;) {
        if (AgentApi* api = connect(crew)) {
            if (unsure && !command.empty()) {
                if (auto row = look_for(crew, command)) return row;
            }
            const auto answer = api->call(request, call_ms);
            if (answer) return *answer;
            if (answer.error().kind == Error::Kind::Unknown) {
                unsure = true;
                apis_.erase(crew);
            } else if (!is_worth_repeating(answer.error())) {
                office_.log().warning("-", "command.refused_here",
                                      {{"crew", crew.id}, {"what", answer.error().what}});
                return std::nullopt;
            }
        }
        if (!office_.pause(since_ms)) return std::nullopt;
    }
}

/// A row of this command that is newer than the last one we know of.
std::optional<Json> Devices::look_for(const Crew& crew, const std::string& name) {
    AgentApi* api = connect(crew);
    if (!api) return std::nullopt;
    const auto rows = api->call(
        {{"do", "outbox"}, {"from", last_n_[crew] + 1}, {"limit", rows_looked_at}}, call_ms);
    if (!rows) return std::nullopt;
    for (const Json& row : (*rows)["rows"]) {
        if (row.value("name", "") != name) continue;
        Json found = {{"n", row.value("n", std::int64_t{0})}};
        const auto tasks = api->call({{"do", "tasks"}}, call_ms);
        if (!tasks) return std::nullopt;
        for (const Json& task : (*tasks)["tasks"]) {
            if (task.value("task", std::uint64_t{0}) != row.value("task", std::uint64_t{0}))
                continue;
            if (!task["findings"].empty()) found["finding"] = task["findings"].back();
            if (!task["evidence"].empty()) found["hash"] = task["evidence"].back();
        }
        return found;
    }
    return std::nullopt;
}

std::optional<OpenedTask> Devices::find(const Crew& crew, TaskId id) {
    const auto tasks = ask(crew, {{"do", "tasks"}});
    if (!tasks) return std::nullopt;
    for (const Json& task : (*tasks)["tasks"]) {
        if (task.value("task", std::uint64_t{0}) != id.value) continue;
        return OpenedTask{id, UnitId{task.value("target", "")}};
    }
    return std::nullopt;
}

bool Devices::has_assignment(const Crew& crew, AssignmentId id) {
    const auto all = ask(crew, {{"do", "assignments"}});
    if (!all) return false;
    const Json& rows = (*all)["assignments"];
    return std::any_of(rows.begin(), rows.end(), [&](const Json& row) {
        return row.value("assignment", std::uint64_t{0}) == id.value;
    });
}

std::optional<KeptRow> Devices::say(const Crew& crew, const Json& request) {
    if (office_.stopped()) return std::nullopt;
    const auto answer = ask(crew, request);
    if (!answer) return std::nullopt;
    KeptRow row;
    row.n = answer->value("n", std::int64_t{0});
    row.finding = FindingId{answer->value("finding", "")};
    row.hash = EvidenceHash{answer->value("hash", "")};
    last_n_[crew] = std::max(last_n_[crew], row.n);
    const auto away = offline_.find(crew);
    if (away != offline_.end()) {
        away->second.push_back(row.n);
    } else if (!settle(crew, row.n)) {
        return std::nullopt;
    }
    return row;
}

bool Devices::settle(const Crew& crew, std::int64_t n) {
    const auto row = ask(crew, {{"do", "wait"}, {"n", n}});
    if (!row) return false;
    if (row->value("state", "") == "refused") {
        office_.log().warning("-", "command.refused",
                              {{"crew", crew.id},
                               {"command", row->value("name", "")},
                               {"why", row->value("why", "")},
                               {"what", row->value("what", "")}});
        return false;
    }
    const auto commit = row->value("commit", std::uint64_t{0});
    const auto device = device_of(office_.state(), crew);
    return device &&
           office_.keep_receipt(*device, row->value("incarnation", std::int64_t{0}), n, commit,
                                row->value("name", "")) &&
           office_.follow(commit);
}

void Devices::set_online(const Crew& crew, bool online) {
    if (online == is_online(crew)) return;
    if (!ask(crew, {{"do", "uplink"}, {"online", online}})) return;
    if (!online) {
        offline_[crew];
        return;
    }
    const auto kept = std::move(offline_[crew]);
    offline_.erase(crew);
    for (const std::int64_t n : kept) settle(crew, n);
}

std::optional<Json> Devices::pair(const Crew& crew, const PersonId& member) {
    auto offer = ask(crew, {{"do", "pair"}, {"as", member.text}});
    if (!offer || offer->value("door", "").empty()) return std::nullopt;
    return offer;
}

}  // namespace dudao::drill
