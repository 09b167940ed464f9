// What every State satisfies, whatever commands came in whatever order. Checked by the property
// tests, the simulation and the fuzzers after every step; a broken one is a fault of ours, never of
// a client.
#pragma once

#include <string>
#include <vector>

#include "domain/state.h"

namespace dudao {

/// Each fault in words, with the ids to look at; empty when all hold. Looks at everything: linear
/// in the size of the state.
std::vector<std::string> broken_invariants(const State& state);

}  // namespace dudao
