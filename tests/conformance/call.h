// A call of the store as data: the same one goes to the model and to the real Redis, and what each
// answers comes back as text in one form.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "store/connection.h"
#include "store/views.h"
#include "tests/simulation/store_model.h"
#include "tests/simulation/store_mood.h"

namespace dudao::test {

struct Genesis {
    std::string clock = "system";
};
struct Acquire {
    std::string me;
    std::string token;
    int lease_ms = 60'000;
};
struct Renew {
    std::string token;
    std::uint64_t confirmed = 0;
    int lease_ms = 60'000;
};
struct Release {
    std::string token;
};
struct CommitCall {
    std::string token;
    std::uint64_t epoch = 0;
    Batch batch;
    int lease_ms = 60'000;
};
struct Fix {
    std::string token;
    std::vector<std::string> off;
    std::vector<std::pair<std::string, std::int64_t>> on;
};
struct Trim {
    std::string token;
    std::uint64_t upto = 0;
};
struct Claim {
    std::int64_t now_ms = 0;
    std::int64_t lease_ms = 0;
    int n = 100;
};
struct ReadLog {
    std::uint64_t from = 1;
    int count = 100;
};
struct ReadMail {};
struct ReadValue {
    std::string ref;
};
using StoreCall = std::variant<Genesis, Acquire, Renew, Release, CommitCall, Fix, Trim, Claim,
                               ViewWrite, ReadLog, ReadMail, ReadValue>;

sim::CallKind kind_of(const StoreCall& call);

/// For a failing test's message.
std::string describe(const StoreCall& call);

/// What the model answers while its server is in this mood.
std::string answer(sim::StoreModel& model, sim::Mood mood, const StoreCall& call);
/// What the real one answers, refusals by the table of outcomes: Redis' own words are left out.
std::string answer(Connection& redis, const std::string& j, const StoreCall& call);

/// All that is kept of a jurisdiction, in one form. The lease's end, which is Redis' own clock, is
/// only said to run, to be over or to be none.
std::string dump(const sim::StoreModel& model);
std::string dump(Connection& redis, const std::string& j);

}  // namespace dudao::test
