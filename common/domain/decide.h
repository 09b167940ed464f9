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

}  // namespace dudao
