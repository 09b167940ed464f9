// Compares the index of deadlines in Redis with the log (reliability: A1, A2). The broker repairs
// an entry when a command for that timer arrives; a worker that sees the same difference in two
// rounds reports it to the operators.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/state.h"

namespace dudao::workers {

using Due = std::vector<std::pair<std::string, std::int64_t>>;  // key, score

/// Each difference as text: "<key> is not in the index", "<key> is not pending" or "<key> stands at
/// another moment".
std::set<std::string> differences(const State& state, const Due& due, Moment now);

class Audit {
 public:
    /// Returns the differences also seen in the previous round. State and index must be read at the
    /// same commit.
    std::vector<std::string> round(std::set<std::string> now);

 private:
    std::set<std::string> before_;
};

}  // namespace dudao::workers
