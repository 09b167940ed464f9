// The lines sent to local clients: {"id":N,"ok":true,…} or {"id":N,"ok":false,"why":…,"what":…,
// "mend":…}. Moments are milliseconds, hashes are hex.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "agents/records.h"
#include "result.h"

namespace dudao::agent::reply {

struct Status {
    bool online = false;
    bool welcomed = false;
    bool refused = false;       // the office does not know the key, or has revoked it
    std::size_t unsent = 0;     // commands without a final answer
    std::size_t uploading = 0;  // evidence files not completely stored at the office
    std::uint64_t head = 0;     // highest known commit
    std::int64_t incarnation = 1;
    std::string held;           // why sending is stopped, or empty
    std::uint64_t version = 0;  // pass to `changes`
    std::string group;
    std::string team;
};

struct Task {
    const Visit* visit = nullptr;
    task::State state = task::State::Released;
    bool checklists_known = false;
};

struct Assignment {
    const TeamWork* work = nullptr;
    assignment::State state = assignment::State::Issued;
};

std::string refused(const std::string& id, const Error& error);
std::string status(const std::string& id, const Status& status);
std::string tasks(const std::string& id, const std::vector<Task>& tasks);
std::string assignments(const std::string& id, const std::vector<Assignment>& all);
std::string checklists(const std::string& id, const std::map<Bytes, ChecklistRow>& all);
/// `total` is the number of all rows stored.
std::string outbox(const std::string& id, const std::vector<const Row*>& rows, std::size_t total);
std::string done(const std::string& id);
/// The command is durable as row n. `more` has the values the device added ("finding", "hash").
std::string kept(const std::string& id, std::int64_t n,
                 const std::vector<std::pair<std::string, std::string>>& more);
/// A row with its final answer.
std::string answered(const std::string& id, const Row& row);
std::string changed(const std::string& id, std::uint64_t version);
/// A pairing code for a phone, and the address at which this device listens.
std::string offered(const std::string& id, const std::string& code, Moment expires_at,
                    const std::string& door);
std::string phones(const std::string& id, const std::vector<Phone>& phones);

// The same JSON for phones (agents/field/).
nlohmann::json to_json(const Task& task);
nlohmann::json to_json(const Assignment& assignment);
nlohmann::json to_json(const std::map<Bytes, ChecklistRow>& all);
std::string_view word_of(Error::Kind kind);
std::string_view word_of(RowState state);

}  // namespace dudao::agent::reply
