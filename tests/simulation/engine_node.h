// The engine in the world: the real core on its real database, its shell's doings
// (ceremony/engine/shell.cpp) played by the world.
#pragma once

#include <memory>
#include <optional>

#include "ceremony/engine/database.h"
#include "ceremony/engine/engine.h"
#include "replica/replica.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/founding.h"
#include "tests/simulation/network.h"
#include "tests/simulation/node.h"
#include "tests/simulation/sim_disk.h"

namespace dudao::sim {

class EngineNode final : public Node {
 public:
    EngineNode(World& world, Network& network, StoreServer& server, Checks& checks,
               const Founded& founded, Rng rng);
    void start() override;
    /// Instead of one that never fails; before the start.
    void use_disk(Rng rng);
    void lose_power();
    /// Null: it never fails.
    SimDisk* disk() { return disk_.get(); }
    bool calm() const { return link_ && link_->uplink().unanswered() == 0; }

 private:
    void turn() override;
    void dies() override;
    void follow();
    void hear();
    void work();
    void open_database();
    /// As the shell does: it ends. False: it did.
    bool kept(const Result<void>& done);

    Network& network_;
    Checks& checks_;
    const Founded& founded_;
    std::unique_ptr<SimDisk> disk_;
    std::optional<engine::Database> database_;
    Replica replica_;
    std::unique_ptr<engine::Engine> engine_;
    std::unique_ptr<ClientLink> link_;
};

}  // namespace dudao::sim
