// One turn of the core: the time, and the effects to perform when the turn ends.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "broker/io.h"

namespace dudao::broker {

/// Encodes a message to one connection. `joins`: its client reads bundles.
Send message(const std::string& j, const std::string& session, wire::Body body, bool joins = false);

/// Passed to every part of the core. A part reads the time from it and adds effects. The caller
/// sets `now` before each input and performs `effects`, in order, at the end of the turn.
struct Turn {
    Now now;
    Effects effects{};

    void add(Effect effect) { effects.push_back(std::move(effect)); }
    void send(const std::string& j, const std::string& session, wire::Body body,
              bool joins = false);
    /// Adds a log line about the jurisdiction `j`. `trace`: the trace id of the command concerned.
    void note(const std::string& j, Note::Level level, std::string event,
              std::vector<std::pair<std::string, std::string>> fields = {}, std::string trace = {});
};

}  // namespace dudao::broker
