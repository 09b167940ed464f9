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
    /// Founds a county of so many groups and starts the broker. `devices_more`: further devices,
    /// spread over the groups. Throws when it cannot.
    Stand(std::string broker_program, int groups, int devices_more = 0);

    // Open to read: made by the constructor, and the same from then on.
    // NOLINTBEGIN(misc-non-private-member-variables-in-classes)
    std::string endpoint;
    KeyPair broker;
    std::vector<Sender> keepers;  // one a group, so that credit does not bind
    std::vector<Sender> devices;  // one a group, in their order, then the further ones
    PlanId plan;
    UnitId village{"v1"};
    // NOLINTEND(misc-non-private-member-variables-in-classes)

    const test::RedisServer& redis() const { return redis_; }
    pid_t broker_pid() const { return child_->pid(); }
    /// Kills the broker and starts it again at the same endpoint.
    void restart_broker();
    /// Folds the whole log, which checks its chain, and counts the tasks that were reported.
    std::size_t tasks_reported() const;

 private:
    void found();
    void start_broker(const std::string& listen);

    std::string broker_program_;
    int groups_;

    test::TempDir folder_;
    test::RedisServer redis_;
    std::unique_ptr<test::Child> child_;
};

}  // namespace dudao::bench
