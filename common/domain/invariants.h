// Invariants of every State, whatever the commands and their order. The property tests, the
// simulation and the fuzzers check them after every step. A broken invariant is always a bug, never
// a client's fault.
#pragma once

#include <string>
#include <vector>

#include "domain/state.h"

namespace dudao {

/// Returns each broken invariant as text with the ids concerned; empty if all hold. Linear in the
/// size of the state.
std::vector<std::string> broken_invariants(const State& state);

}  // namespace dudao
