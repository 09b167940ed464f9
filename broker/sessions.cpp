#include "broker/sessions.h"

#include <algorithm>

namespace dudao::broker {

Peer& Sessions::greet(Peer peer) {
    oldest_ms_ = std::min(oldest_ms_, peer.heard_ms);
    const auto old = of_key_.find(peer.key);
    if (old != of_key_.end() && old->second != peer.session) peers_.erase(old->second);
    of_key_[peer.key] = peer.session;
    const std::string session = peer.session;
    return peers_[session] = std::move(peer);
}

Peer* Sessions::find(const std::string& session) {
    const auto at = peers_.find(session);
    return at == peers_.end() ? nullptr : &at->second;
}

const Peer* Sessions::find(const std::string& session) const {
    const auto at = peers_.find(session);
    return at == peers_.end() ? nullptr : &at->second;
}

const Peer* Sessions::of_key(const KeyId& key) const {
    const auto at = of_key_.find(key);
    if (at == of_key_.end()) return nullptr;
    const auto peer = peers_.find(at->second);
    return peer == peers_.end() ? nullptr : &peer->second;
}

void Sessions::forget(const std::string& session) {
    const auto at = peers_.find(session);
    if (at == peers_.end()) return;
    const auto key = of_key_.find(at->second.key);
    if (key != of_key_.end() && key->second == session) of_key_.erase(key);
    peers_.erase(at);
}

void Sessions::drop_silent(std::int64_t before_ms) {
    if (before_ms <= oldest_ms_) return;
    oldest_ms_ = INT64_MAX;
    std::vector<std::string> silent;
    for (const auto& [session, peer] : peers_) {
        if (peer.heard_ms < before_ms) {
            silent.push_back(session);
        } else {
            oldest_ms_ = std::min(oldest_ms_, peer.heard_ms);
        }
    }
    for (const auto& session : silent) forget(session);
}

void Sessions::clear() {
    peers_.clear();
    of_key_.clear();
}

std::vector<std::string> Sessions::all() const {
    std::vector<std::string> sessions;
    for (const auto& [session, peer] : peers_) sessions.push_back(session);
    return sessions;
}

}  // namespace dudao::broker
