// Does the index of deadlines in Redis say what the log says (reliability: A1, A2)? The owner
// repairs it when it hears of a timer; a worker that sees the same difference twice tells the
// operators.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/state.h"

namespace dudao::workers {

using Due = std::vector<std::pair<std::string, std::int64_t>>;  // key, score

/// "<key> is not in the index", "<key> is not pending", "<key> stands at another moment".
std::set<std::string> differences(const State& state, const Due& due, Moment now);

class Audit {
 public:
    /// What stood in the round before too. State and index must be of the same commit.
    std::vector<std::string> round(std::set<std::string> now);

 private:
    std::set<std::string> before_;
};

}  // namespace dudao::workers
