// The lines that go back to local clients: {"id":N,"ok":true,…} or
// {"id":N,"ok":false,"why":…,"what":…, "mend":…}. Moments are milliseconds, hashes hex.
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
    std::size_t unsent = 0;     // commands without a final answer
    std::size_t uploading = 0;  // evidence files that the office has not whole
    std::uint64_t head = 0;     // highest commit heard of
    std::int64_t incarnation = 1;
    std::string held;           // why nothing is sent, or empty
    std::uint64_t version = 0;  // for `changes`
    std::string group;
};

struct Task {
    const Visit* visit = nullptr;
    task::State state = task::State::Released;
    bool checklists_known = false;
};

std::string refused(const std::string& id, const Error& error);
std::string status(const std::string& id, const Status& status);
std::string tasks(const std::string& id, const std::vector<Task>& tasks);
std::string checklists(const std::string& id, const std::map<Bytes, ChecklistRow>& all);
/// `total`: rows kept in all.
std::string outbox(const std::string& id, const std::vector<const Row*>& rows, std::size_t total);
std::string done(const std::string& id);
/// Durable here as row n; `more`: what the device made of it ("finding", "hash").
std::string kept(const std::string& id, std::int64_t n,
                 const std::vector<std::pair<std::string, std::string>>& more);
/// A row with its final answer.
std::string answered(const std::string& id, const Row& row);
std::string changed(const std::string& id, std::uint64_t version);
/// A code for a phone, and where this device listens for it.
std::string offered(const std::string& id, const std::string& code, Moment expires_at,
                    const std::string& door);
std::string phones(const std::string& id, const std::vector<Phone>& phones);

// The same parts for what phones are shown (agents/field/).
nlohmann::json to_json(const Task& task);
nlohmann::json to_json(const std::map<Bytes, ChecklistRow>& all);
std::string_view word_of(Error::Kind kind);
std::string_view word_of(RowState state);

}  // namespace dudao::agent::reply
