// What every client process in the world has in common: a life, a tail of the log, turns that are
// due.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/text.h"
#include "tests/simulation/store_server.h"
#include "tests/simulation/world.h"

namespace dudao::sim {

/// What a person writes, before it is put aside.
inline Text words(const std::string& value) { return Text{value, {}, {}}; }

class Node {
 public:
    Node(World& world, StoreServer& server, std::string name, Rng rng);
    virtual ~Node() = default;
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    virtual void start() = 0;
    void kill();
    void pause(std::int64_t ms);
    bool alive() const { return life_->alive; }
    const std::string& name() const { return life_->name; }
    /// Time has leapt, or something came: a turn is due.
    void wake(std::int64_t after_ms = 0);
    /// Cut off from the store's log.
    bool tail_cut = false;

 protected:
    virtual void turn() = 0;
    virtual void dies() = 0;
    /// What a tail reads after this commit; nothing while the store is away.
    std::vector<Entry> read_log(std::uint64_t seq) const;

    World& world_;
    StoreServer& server_;
    Rng rng_;
    std::shared_ptr<Life> life_ = std::make_shared<Life>();

 private:
    std::int64_t due_ms_ = -1;
};

}  // namespace dudao::sim
