// One turn of the core: what time it is, and what is to be done when the turn has ended.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "broker/io.h"

namespace dudao::broker {

/// A message to one connection.
Send message(const std::string& j, const std::string& session, wire::Body body);

/// Every part of the core is handed the turn, reads the time from it, and adds what it wants done.
/// The caller sets `now` before each input and performs `effects`, in their order, at the end.
struct Turn {
    Now now;
    Effects effects{};

    void add(Effect effect) { effects.push_back(std::move(effect)); }
    void send(const std::string& j, const std::string& session, wire::Body body);
    /// A line for the operators about the jurisdiction `j`; `trace`: of the command it is about.
    void note(const std::string& j, Note::Level level, std::string event,
              std::vector<std::pair<std::string, std::string>> fields = {}, std::string trace = {});
};

}  // namespace dudao::broker
