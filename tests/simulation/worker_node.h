// A worker process in the world: the real core, its shell's doings (workers/shell.cpp) played by
// the world.
#pragma once

#include <map>
#include <memory>

#include "replica/replica.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/network.h"
#include "tests/simulation/node.h"
#include "workers/core.h"

namespace dudao::sim {

class WorkerNode final : public Node {
 public:
    WorkerNode(World& world, Network& network, StoreServer& server, Checks& checks, KeyId key,
               std::string name, Rng rng);
    void start() override;
    StoreLink& store() { return store_; }
    const Replica& replica() const { return replica_; }
    bool calm() const { return core_ && !core_->busy() && commands_.empty(); }
    std::int64_t skew_ms = 0;

 private:
    void turn() override;
    void dies() override;
    void input(const workers::Input& input) { core_->step(input, moment(), effects_); }
    void follow();
    void hear_broker();
    void perform(workers::Effects effects);
    void send_notice(NoticeId id);
    Moment moment() const { return world_.moment() + Span{skew_ms}; }

    Network& network_;
    Checks& checks_;
    KeyId key_;
    StoreLink store_;
    Replica replica_;
    std::unique_ptr<workers::WorkerCore> core_;
    std::unique_ptr<ClientLink> link_;
    std::map<std::int64_t, Command> commands_;
    workers::Effects effects_;
    bool was_welcomed_ = false;
    bool store_was_up_ = false;
    bool hang_up_ = false;  // a call was lost: the worker's StoreCalls connect anew
    std::int64_t store_retry_ms_ = 0;
};

}  // namespace dudao::sim
