// The time limit of a step: the policy's budget by the lifecycle's state and verb. The rules set
// their timers by it, and docs/lifecycles.md shows it.
#pragma once

#include <optional>

#include "domain/cases/table.h"
#include "domain/finding/table.h"
#include "domain/policy.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"

namespace dudao {

// std::nullopt: no limit. When a limit starts is noted at the policy's fields.
std::optional<Budget> time_limit(const Policy& policy, task::State from, task::Verb verb);
std::optional<Budget> time_limit(const Policy& policy, finding::State from, finding::Verb verb);
/// Submitting has no limit here: it is limited by the budget for the severity.
std::optional<Budget> time_limit(const Policy& policy, rectification::State from,
                                 rectification::Verb verb);
/// Answering has no limit here: it is limited by the days given by the ladder's step.
std::optional<Budget> time_limit(const Policy& policy, demand::State from, demand::Verb verb);
std::optional<Budget> time_limit(const Policy& policy, cases::State from, cases::Verb verb);

}  // namespace dudao
