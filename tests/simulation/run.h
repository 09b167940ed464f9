// One seed: a county, its processes, weeks of work, faults; then the faults stop, and what must
// come to rest comes to rest.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace dudao::sim {

struct RunOptions {
    std::uint64_t seed = 1;
    std::int64_t seconds = 60;  // steady time with faults; then up to ten minutes to come to rest
    bool verbose = false;
    std::set<std::string> without{};  // faults that do not happen
};

struct RunResult {
    std::vector<std::string> faults;  // empty: everything held
    std::uint64_t fingerprint = 0;    // of all that happened, in order
    std::string log_head;             // hex: the chain's end over every committed batch
    std::uint64_t events = 0;
    std::uint64_t commits = 0;
    std::uint64_t commands = 0;
    std::int64_t simulated_ms = 0;  // of the rules' time
    std::map<std::string, std::uint64_t> marks;
};

/// All faults, by the names that `without` takes.
std::vector<std::string> fault_names();

RunResult run(const RunOptions& options);

}  // namespace dudao::sim
