#include "tests/simulation/shrink.h"

namespace dudao::sim {
namespace {

std::string invariant_of(const RunResult& result) {
    return result.faults.empty() ? std::string()
                                 : result.faults.front().substr(0, result.faults.front().find(':'));
}

}  // namespace

RunOptions shrink(RunOptions options, const RunResult& failed) {
    options.verbose = false;
    const std::string broken = invariant_of(failed);
    const auto breaks = [&](const RunOptions& tried) { return invariant_of(run(tried)) == broken; };
    for (const std::string& fault : fault_names()) {
        RunOptions without = options;
        without.without.insert(fault);
        if (breaks(without)) options = without;
    }
    // Where it breaks is not monotonous in the time, but halving finds a short one.
    for (std::int64_t less = options.seconds / 2; less > 0; less /= 2) {
        RunOptions shorter = options;
        shorter.seconds -= less;
        if (breaks(shorter)) options = shorter;
    }
    return options;
}

std::string arguments(const RunOptions& options) {
    std::string without;
    for (const std::string& fault : options.without)
        without += (without.empty() ? "" : ",") + fault;
    return "--seeds 1 --first-seed " + std::to_string(options.seed) + " --seconds " +
           std::to_string(options.seconds) + (without.empty() ? "" : " --without " + without);
}

}  // namespace dudao::sim
