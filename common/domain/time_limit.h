// How long a step may take: the policy's budget for it, by the lifecycle's state and verb. The
// rules set their timers by it, and docs/lifecycles.md shows it.
#pragma once

#include <optional>

#include "domain/cases/table.h"
#include "domain/finding/table.h"
#include "domain/policy.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"

namespace dudao {

// Nothing: the step has no limit of its own. From when it runs is said beside the policy's fields.
std::optional<Budget> time_limit(const Policy& policy, task::State from, task::Verb verb);
std::optional<Budget> time_limit(const Policy& policy, finding::State from, finding::Verb verb);
/// To submit is limited by the budget of the severity, which is not of the table's making.
std::optional<Budget> time_limit(const Policy& policy, rectification::State from,
                                 rectification::Verb verb);
/// To answer is limited by the days of the step of the ladder that asks.
std::optional<Budget> time_limit(const Policy& policy, demand::State from, demand::Verb verb);
std::optional<Budget> time_limit(const Policy& policy, cases::State from, cases::Verb verb);

}  // namespace dudao
