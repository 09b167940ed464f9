// A line of a local client. What a device takes the office can read, and a refusal is a line of
// JSON with the request's own id.
#include "agents/request.h"

#include <nlohmann/json.hpp>

#include "agents/reply.h"
#include "tests/fuzz/target.h"
#include "wire/command_codec.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(request) {
    std::string id;
    const auto ask = agent::parse_request(bytes, id);
    if (!ask) {
        refused_well(ask.error());
        const std::string line = agent::reply::refused(id, ask.error());
        hold(line.find('\n') == line.npos, "an answer is one line");
        const auto json = nlohmann::json::parse(line, nullptr, false);
        hold(json.is_object() && json["ok"] == false, "an answer is JSON");
        hold(json["id"].dump() == id, "an answer names its request");
        return;
    }
    if (const auto* speak = std::get_if<agent::Speak>(&*ask)) {
        const auto read = decode_command(name(speak->command), encode_args(speak->command));
        hold(read.has_value(), "the office can read what the device takes");
    }
}

}  // namespace dudao::fuzz
