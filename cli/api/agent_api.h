// Speaks to an agent over its unix socket: one JSON object a line each way, one call at a time.
// What may be asked: agents/request.h. Include <nlohmann/json.hpp> in the .cpp that calls.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "result.h"

namespace dudao {

class AgentApi {
 public:
    /// Unreachable: no agent listens there.
    static Result<AgentApi> connect(const std::string& path);

    AgentApi(AgentApi&& other) noexcept;
    AgentApi& operator=(AgentApi&& other) noexcept;
    AgentApi(const AgentApi&) = delete;
    AgentApi& operator=(const AgentApi&) = delete;
    ~AgentApi();

    /// Sends {"do":…} with an id of its own and returns the whole answer. An answer that is not ok
    /// is an Error with its why as the kind. Unknown: nothing came within the time, or the agent
    /// went away; what was asked may have been kept.
    Result<nlohmann::json> call(const nlohmann::json& request, int timeout_ms);

    /// Kept on the device: the row's number. Waits for its final answer with `wait`.
    Result<std::int64_t> keep(const nlohmann::json& request, int timeout_ms);

 private:
    explicit AgentApi(int fd) : fd_(fd) {}
    Result<void> send_line(const std::string& line, std::int64_t until_ms);
    Result<std::string> read_line(std::int64_t until_ms);

    int fd_ = -1;
    std::int64_t last_id_ = 0;
    std::string unread_;
};

}  // namespace dudao
