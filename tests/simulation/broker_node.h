// A broker process in the world: the real core; its shell's doings (broker/shell.cpp) played by the
// world.
#pragma once

#include <deque>
#include <memory>

#include "broker/broker.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/founding.h"
#include "tests/simulation/network.h"
#include "tests/simulation/store_server.h"

namespace dudao::sim {

class BrokerNode {
 public:
    BrokerNode(World& world, Network& network, StoreServer& server, Checks& checks,
               const Founded& founded, std::string name, Rng rng);

    void start();
    /// At once, in the middle of whatever it does; its disk stays.
    void kill();
    void pause(std::int64_t ms);
    const std::string& name() const { return name_; }
    bool alive() const { return life_->alive; }
    bool serving() const { return core_ && core_->serving(); }
    const broker::Broker* core() const { return core_.get(); }
    StoreLink& store() { return store_; }
    const std::shared_ptr<Life>& life() const { return life_; }
    /// The last commit that its disk knows of.
    std::uint64_t known_seq() const { return known_seq_; }
    /// Set: it may refuse to serve, ends, and says here why.
    std::optional<std::string> refusal;
    /// Dies after this many further effects: a crash between any two of them.
    std::optional<std::uint64_t> dies_after;
    std::int64_t skew_ms = 0;  // of its domain clock

 private:
    void input(broker::Input input);
    void turn();
    void perform(broker::Effects effects);
    bool perform(const broker::Effect& effect);
    void wake(std::int64_t ms);
    void reopen();
    void load_snapshot();
    /// What a refusal rests on: the last commit that had left when its command came.
    void note_call(const broker::Frame& frame);
    void look_at_refusal(const broker::Send& send);
    void look_at_refusal(const std::string& session, const wire::Answer& answer);
    template <class Reply, class Execute>
    void call(CallKind kind, Execute execute, Reply unknown);

    World& world_;
    Network& network_;
    StoreServer& server_;
    Checks& checks_;
    const Founded& founded_;
    std::string name_;
    Rng rng_;
    std::shared_ptr<Life> life_ = std::make_shared<Life>();
    Listener listener_;
    StoreLink store_;
    std::unique_ptr<broker::Broker> core_;
    std::deque<broker::Input> inputs_;
    bool turn_due_ = false;
    std::int64_t wake_ms_ = -1;
    bool reopen_due_ = false;
    std::int64_t pulse_ = 0;
    std::string last_token_;
    std::uint64_t sent_seq_ = 0;
    /// By session and number, a saying each: the newest batch sent when it was taken in.
    std::map<std::pair<std::string, std::int64_t>, std::deque<std::uint64_t>> rests_on_;
    // Its disk.
    std::string snapshot_;
    std::uint64_t known_seq_ = 0;
    Hash known_head_{};
    std::map<EvidenceHash, std::int64_t> evidence_;
};

}  // namespace dudao::sim
