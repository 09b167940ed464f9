#include "tests/simulation/store_server.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "tests/simulation/planted.h"

namespace dudao::sim {

void StoreServer::execute(Call call, std::function<void()> answered) {
    call(live_, world_.now_ms());
    unsynced_.emplace_back(std::move(call), world_.now_ms());
    waiting_.push_back(std::move(answered));
    if (syncing_) return;
    syncing_ = true;
    world_.after(life_, rng_.between(0, fsync_ms_max) + slow_ms, [this] { sync(); });
}

void StoreServer::sync() {
    syncing_ = false;
    for (auto& [call, ms] : unsynced_) call(durable_, ms);
    unsynced_.clear();
    auto ready = std::move(waiting_);
    waiting_.clear();
    for (auto& each : ready) each();
    for (const auto& reader : readers) reader();
}

/// The disk keeps a part of what was under way, from its beginning: an append-only file is cut.
void StoreServer::kill() {
    life_->alive = false;
    ++life_->generation;
    const std::uint64_t kept = rng_.below(unsynced_.size() + 1);
    if (kept < unsynced_.size()) world_.mark("unsynced calls lost");
    if (kept > 0) world_.mark("unanswered calls kept");
    for (std::uint64_t i = 0; i < kept; ++i) unsynced_[i].first(durable_, unsynced_[i].second);
    unsynced_.clear();
    waiting_.clear();
    syncing_ = false;
}

void StoreServer::restart() {
    live_ = durable_;
    life_->alive = true;
    mood = Mood::Well;
    for (const auto& reader : readers) reader();
}

void StoreServer::replace(StoreModel other) {
    if (up()) kill();
    durable_ = std::move(other);
    restart();
}

bool StoreLink::open() {
    close();
    if (cut_ || !server_.up()) return false;
    open_ = true;
    server_life_ = server_.life();
    return true;
}

void StoreLink::close() {
    open_ = false;
    ++connection_;
    const auto lost = std::exchange(pending_, {});
    for (const Pending& each : lost) {
        world_.mark("store outcome unknown");
        each.reply(Outcome::Unknown);
    }
}

void StoreLink::cut(bool is_cut) {
    cut_ = is_cut;
    if (is_cut && open_) close();
}

void StoreLink::call(CallKind kind, StoreServer::Call execute, std::function<void(Outcome)> reply) {
    if (!is_open()) return reply(Outcome::Unknown);
    const std::uint64_t id = ++last_id_;
    pending_.push_back({id, std::move(reply)});
    arrive_ms_ = std::max(arrive_ms_, world_.now_ms() + rng_.between(0, 2) + delay_ms);
    world_.in_order(arrive_ms_, [this, id, kind, connection = connection_, life = server_life_,
                                 execute = std::move(execute)] {
        if (server_.life() != life || !server_.up()) return;
        // Of a connection that was closed meanwhile: it lay in the socket, and runs or not.
        if (connection != connection_ && rng_.below(2) == 0) return;
        if (connection != connection_) world_.mark("late call executed");
        if (const auto outcome = refusal(server_.mood, kind)) {
            if (connection == connection_) answer(id, *outcome);
            return;
        }
        server_.execute(execute, [this, id, connection] {
            if (connection == connection_) answer(id, Outcome::Done);
        });
    });
}

void StoreLink::answer(std::uint64_t id, Outcome outcome) {
    answer_ms_ = std::max(answer_ms_, world_.now_ms() + rng_.between(0, 2) + delay_ms);
    world_.in_order(answer_ms_, [this, id, outcome, connection = connection_, life = server_life_] {
        if (connection != connection_ || pending_.empty()) return;
        if (server_.life() != life)
            return;  // the connection died with the server: noticed by its owner
        if (planted(Bug::ReplyLost) && rng_.in_thousand(5)) return;
        const auto at = std::find_if(pending_.begin(), pending_.end(),
                                     [id](const Pending& each) { return each.id == id; });
        if (at == pending_.end()) return;
        at->outcome = outcome;
        // In the order of the calls, as on any connection: a refusal waits for the fsync before it.
        while (connection == connection_ && !pending_.empty() && pending_.front().outcome) {
            const Pending first = std::move(pending_.front());
            pending_.pop_front();
            first.reply(*first.outcome);
        }
    });
}

}  // namespace dudao::sim
