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

/// Authorises by the one table, asks the command's guards and writes its events. Never throws for
/// what a client sent.
Decision decide(const State& state, const Context& context, const Command& command);

/// The command's own rule, without asking who may: for what has been asked already.
Refusal run_rule(Draft& draft, const Command& command);

/// Writes the command down as a proposal that waits for a second person (confirm.h).
Refusal propose(Draft& draft, const Command& command);

}  // namespace dudao
