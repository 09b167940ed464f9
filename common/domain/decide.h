// The rules: (state, who and when, command) -> events or a refusal. Pure; `apply` folds the events.
#pragma once

#include <vector>

#include "domain/command.h"
#include "domain/draft.h"
#include "domain/event.h"
#include "result.h"

namespace dudao {

struct Decided {
    std::vector<Event> events;
    Accepted accepted;
};
using Decision = tl::expected<Decided, Rejection>;

/// Checks permission, then the command's guards, and returns its events. Never throws because of
/// what a client sent.
Decision decide(const State& state, const Context& context, const Command& command);

/// Runs only the command's own rule, without checking permission; for a command that was already
/// permitted.
Refusal run_rule(Draft& draft, const Command& command);

/// Records the command as a proposal that waits for a second person (confirm.h).
Refusal propose(Draft& draft, const Command& command);

}  // namespace dudao
