// A failing run made small: as few kinds of faults and as short a time as still break the same
// invariant.
#pragma once

#include <string>

#include "tests/simulation/run.h"

namespace dudao::sim {

/// `failed` is what `options` came to. Takes at most a few dozen runs.
RunOptions shrink(RunOptions options, const RunResult& failed);

/// The arguments that repeat it: "--seeds 1 --first-seed 64 --seconds 12 --without cuts,skew".
std::string arguments(const RunOptions& options);

}  // namespace dudao::sim
