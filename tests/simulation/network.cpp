#include "tests/simulation/network.h"

#include <algorithm>
#include <utility>

namespace dudao::sim {
namespace {

constexpr std::int64_t retry_ms_max = 1500;

}  // namespace

bool Network::send(const std::string& session, const std::string& bytes) {
    const auto at = sessions_.find(session);
    if (at == sessions_.end()) return false;
    ClientLink& link = *at->second;
    if (cut_down) return true;  // swallowed
    link.down_ms_ = std::max(link.down_ms_, world_.now_ms() + rng_.between(0, 4) + clog_ms);
    world_.in_order(link.down_ms_, [this, session, bytes] {
        const auto still = sessions_.find(session);
        if (still != sessions_.end()) still->second->deliver(bytes);
    });
    return true;
}

void Network::send_to_key(const std::string& key, const std::string& bytes) {
    std::string newest;
    for (const auto& [session, link] : sessions_) {
        if (link->key_ == key) newest = session;
    }
    send(newest, bytes);
}

void Network::break_all(const std::shared_ptr<Life>& broker) {
    std::vector<ClientLink*> links;
    for (const auto& [session, link] : sessions_) {
        if (link->broker_ && link->broker_->life == broker) links.push_back(link);
    }
    for (ClientLink* link : links) link->reset();
}

void Network::break_some(std::uint64_t in_thousand) {
    std::vector<ClientLink*> links;
    for (const auto& [session, link] : sessions_) {
        if (rng_.in_thousand(in_thousand)) links.push_back(link);
    }
    for (ClientLink* link : links) {
        world_.mark("link broken");
        link->reset();
    }
}

ClientLink::ClientLink(Network& network, std::shared_ptr<Life> life, std::string key,
                       Uplink::Options options)
    : network_(network), life_(std::move(life)), key_(std::move(key)), uplink_(std::move(options)) {
    endpoint_ = network_.rng_.below(network_.brokers());
}

ClientLink::~ClientLink() {
    wake = {};
    reset();
}

void ClientLink::set_online(bool online) {
    if (online == online_) return;
    online_ = online;
    if (!online) reset();
    if (online) connect();
}

void ClientLink::reset() {
    if (session_.empty()) return;
    network_.sessions_.erase(session_);
    Listener* const broker = broker_;
    const std::string session = std::exchange(session_, {});
    uplink_.disconnected();
    retry_at_ms_ = network_.world_.now_ms() + network_.rng_.between(100, retry_ms_max);
    if (broker && broker->life->alive && broker->life->generation == broker_life_)
        broker->gone(session);
    if (wake) wake();
}

void ClientLink::connect() {
    Network& net = network_;
    retry_at_ms_ = net.world_.now_ms() + net.rng_.between(100, retry_ms_max);
    Listener* const broker = net.listeners_[endpoint_++ % net.listeners_.size()];
    if (!broker->listening || !broker->life->alive || net.cut_up || net.cut_down) return;
    broker_ = broker;
    broker_life_ = broker->life->generation;
    leave_at_ms_ = 0;
    session_ = "s" + std::to_string(++net.last_session_);
    net.sessions_[session_] = this;
    up_ms_ = down_ms_ = net.world_.now_ms();
    uplink_.connected(net.world_.now_ms());
}

bool ClientLink::send(const std::string& frame) {
    network_.world_.tell("from " + session_ + " " + std::to_string(frame.size()) + " bytes");
    if (session_.empty() || !online_) return false;
    Network& net = network_;
    if (net.cut_up) return true;  // swallowed
    up_ms_ = std::max(up_ms_, net.world_.now_ms() + net.rng_.between(0, 4) + net.clog_ms);
    net.world_.in_order(up_ms_, [&net, broker = broker_, life = broker_life_, session = session_,
                                 key = key_, frame] {
        if (broker->life->generation == life && net.sessions_.contains(session))
            broker->receive(session, key, frame);
    });
    return true;
}

void ClientLink::deliver(const std::string& bytes) {
    if (!life_->alive) return;
    const std::int64_t now_ms = network_.world_.now_ms();
    for (Uplink::Event& event : uplink_.receive(bytes, now_ms)) {
        if (std::holds_alternative<wire::Moved>(event) && leave_at_ms_ == 0)
            leave_at_ms_ = now_ms + 200;
        if (std::holds_alternative<Uplink::Welcomed>(event)) leave_at_ms_ = 0;
        events_.push_back(std::move(event));
    }
    if (wake) wake();
}

void ClientLink::turn() {
    if (!online_) return;
    const std::int64_t now_ms = network_.world_.now_ms();
    if (!session_.empty() && uplink_.is_dead(now_ms)) {
        network_.world_.mark("link found dead");
        reset();
    }
    if (!session_.empty() && leave_at_ms_ != 0 && now_ms >= leave_at_ms_) {
        network_.world_.mark("next broker tried");
        reset();
        retry_at_ms_ = now_ms;
    }
    if (session_.empty() && now_ms >= retry_at_ms_) connect();
    if (session_.empty()) return;
    for (const std::string& frame : uplink_.to_send(now_ms)) send(frame);
}

}  // namespace dudao::sim
