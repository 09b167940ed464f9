// A group's device and its people: the real core on its real database, its shell's doings
// (agents/shell.cpp) played by the world; the people ask it over its local API and may be in a
// valley without network.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <set>

#include "agents/agent.h"
#include "agents/database.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/founding.h"
#include "tests/simulation/network.h"
#include "tests/simulation/node.h"
#include "tests/simulation/sim_disk.h"

namespace dudao::sim {

class AgentNode final : public Node {
 public:
    AgentNode(World& world, Network& network, StoreServer& server, Checks& checks,
              const Founded& founded, const Founded::Group& group, Rng rng);
    void start() override;
    /// Instead of one that never fails; before the start.
    void use_disk(Rng rng);
    /// The power goes; whoever starts the device finds what its disk had.
    void lose_power();
    /// Null: it never fails.
    SimDisk* disk() { return disk_.get(); }
    /// The people do one of the things that their device shows as possible.
    void act();
    void set_online(bool online);
    bool online() const { return online_; }
    /// A device that is held (restored from an old copy) is never calm.
    bool calm() const {
        return agent_ && agent_->outbox().unsent() == 0 && agent_->outbox().offering();
    }
    /// It said that it has the task, which is still to be done: then it has.
    bool lost(const Task& task) const {
        using dudao::task::State;
        const bool open = task.state == State::Released || task.state == State::Accepted ||
                          task.state == State::OnSite;
        return open &&
               std::find(task.delivered.begin(), task.delivered.end(), group_.device) !=
                   task.delivered.end() &&
               agent_ && agent_->visits().find(task.id) == nullptr;
    }
    bool lost(const Assignment& row) const {
        return assignment::is_open(row.state) &&
               std::find(row.delivered.begin(), row.delivered.end(), group_.device) !=
                   row.delivered.end() &&
               agent_ && agent_->team_works().find(row.id) == nullptr;
    }
    std::size_t unsent() const { return agent_ ? agent_->outbox().unsent() : 0; }

 private:
    void turn() override;
    void dies() override;
    void open_database();
    void not_kept(const Error& why);
    void perform(agent::Effects effects);
    void new_link();
    void ask(agent::Ask what);
    void visit(const agent::Visit& visit, task::State state);
    void work(const agent::TeamWork& work, assignment::State state);
    agent::Now now() const { return {world_.moment(), world_.now_ms()}; }

    Network& network_;
    Checks& checks_;
    const Founded& founded_;
    Founded::Group group_;
    std::unique_ptr<SimDisk> disk_;
    std::optional<agent::Database> database_;
    std::unique_ptr<agent::Agent> agent_;
    std::unique_ptr<ClientLink> link_;
    std::deque<std::string> frames_;
    bool welcomed_ = false;
    bool online_ = true;
    bool dying_ = false;  // planted
    std::uint64_t ids_ = 0;
    agent::Effects effects_;
};

}  // namespace dudao::sim
