// Links between clients and brokers, as ZeroMQ over TCP gives them: frames in order or not at all.
// A link that breaks loses what was on its way; a clogged one holds everything back; a one-way cut
// lets nothing through one way until the link is found dead.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "client/uplink.h"
#include "tests/simulation/world.h"

namespace dudao::sim {

/// What a broker process shows to the network.
struct Listener {
    std::shared_ptr<Life> life;
    bool listening = false;
    std::function<void(std::string session, std::string user, std::string bytes)> receive;
    std::function<void(std::string session)> gone;
};

class ClientLink;

class Network {
 public:
    Network(World& world, Rng rng) : world_(world), rng_(std::move(rng)) {}
    void add(Listener* listener) { listeners_.push_back(listener); }
    std::size_t brokers() const { return listeners_.size(); }
    /// From a broker to whoever holds the session; false when it is gone.
    bool send(const std::string& session, const std::string& bytes);
    /// To the newest session of a key; for planted bugs.
    void send_to_key(const std::string& key, const std::string& bytes);
    World& world() { return world_; }

    // Faults.
    void break_all(const std::shared_ptr<Life>& broker);
    void break_some(std::uint64_t in_thousand);
    std::int64_t clog_ms = 0;  // added to each frame
    bool cut_down = false;     // nothing comes from brokers to clients
    bool cut_up = false;

 private:
    friend class ClientLink;
    World& world_;
    Rng rng_;
    std::vector<Listener*> listeners_;
    std::map<std::string, ClientLink*> sessions_;
    std::uint64_t last_session_ = 0;
};

/// The client's side: what common/client/link.cpp is in life.
class ClientLink {
 public:
    ClientLink(Network& network, std::shared_ptr<Life> life, std::string key,
               Uplink::Options options);
    ~ClientLink();
    ClientLink(const ClientLink&) = delete;
    ClientLink& operator=(const ClientLink&) = delete;

    Uplink& uplink() { return uplink_; }
    void set_online(bool online);
    bool send(const std::string& frame);
    /// Sends what may go, reconnects what is dead. Call each turn.
    void turn();
    /// Hands over what has come since.
    std::vector<Uplink::Event> take_events() { return std::exchange(events_, {}); }
    /// Wakes its owner when something has come.
    std::function<void()> wake;
    void reset();
    bool connected() const { return !session_.empty(); }

 private:
    friend class Network;
    void connect();
    void deliver(const std::string& bytes);

    Network& network_;
    std::shared_ptr<Life> life_;
    std::string key_;
    Uplink uplink_;
    std::string session_;
    Listener* broker_ = nullptr;
    std::uint64_t broker_life_ = 0;
    std::size_t endpoint_ = 0;
    std::int64_t retry_at_ms_ = 0;
    std::int64_t leave_at_ms_ = 0;  // a broker that is not the owner
    std::int64_t up_ms_ = 0;        // of the last frame each way: order is kept
    std::int64_t down_ms_ = 0;
    bool online_ = false;
    std::vector<Uplink::Event> events_;
};

}  // namespace dudao::sim
