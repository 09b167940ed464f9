// What the benchmarks run against: a private Redis with fsync, a small real county, the real
// broker.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/curve.h"
#include "store/connection.h"
#include "tests/support/child.h"
#include "tests/support/redis_server.h"

namespace dudao::bench {

struct Sender {
    KeyPair keys;
    PersonId person;  // who speaks
    GroupId group;    // of a device
};

class Stand {
 public:
    static constexpr int groups = 4;

    /// Founds the county and starts the broker that lies beside this program. Throws when it
    /// cannot.
    explicit Stand(const std::string& broker_program);

    std::string endpoint;
    KeyPair broker;
    std::vector<Sender> keepers;  // one a group, so that credit does not bind
    std::vector<Sender> devices;
    PlanId plan;
    UnitId village{"v1"};
    const test::RedisServer& redis() const { return redis_; }

 private:
    void found();

    test::TempDir folder_;
    test::RedisServer redis_;
    std::unique_ptr<test::Child> child_;
};

}  // namespace dudao::bench
