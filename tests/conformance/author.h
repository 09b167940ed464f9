// Writes random sequences of calls: mostly what an owner would send next, often what an owner of
// before, a mistaken one or an outsider would.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/call.h"
#include "tests/simulation/random.h"

namespace dudao::test {

class Author {
 public:
    explicit Author(std::uint64_t seed) : rng_(seed) {}

    /// What comes next, where the store stands so.
    StoreCall next(const sim::StoreModel& model);
    sim::Rng& rng() { return rng_; }

 private:
    bool now_and_then(std::uint64_t in_thousand) { return rng_.in_thousand(in_thousand); }
    std::string id(const char* pool);
    std::int64_t moment() { return now_and_then(5) ? -1 : rng_.between(0, 1000); }
    int lease();
    std::string token(const sim::StoreModel& model);
    std::vector<std::string> ids(const char* pool);
    std::vector<std::pair<std::string, std::int64_t>> timers();
    std::vector<std::pair<std::string, std::string>> values(const char* pool);
    Acquire acquire();
    CommitCall commit(const sim::StoreModel& model);
    ViewWrite view(const sim::StoreModel& model);

    sim::Rng rng_;
    std::vector<std::string> tokens_;  // every one ever asked for
};

}  // namespace dudao::test
