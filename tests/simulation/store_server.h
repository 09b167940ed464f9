// The store as a machine in the world: executes calls in the order they arrive, makes them durable
// a little later, answers after that (AOF always), can be killed (what was not durable is gone, in
// part) and comes back. Readers see durable commits only.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "tests/simulation/store_model.h"
#include "tests/simulation/store_mood.h"
#include "tests/simulation/world.h"

namespace dudao::sim {

class StoreServer {
 public:
    using Call = std::function<void(StoreModel&, std::int64_t redis_ms)>;
    static constexpr std::int64_t fsync_ms_max = 3;

    StoreServer(World& world, Rng rng)
        : world_(world), rng_(std::move(rng)), life_(std::make_shared<Life>()) {
        life_->name = "redis";
    }

    StoreModel& founding() { return live_; }  // before the world runs
    void founded() { durable_ = live_; }

    bool up() const { return life_->alive; }
    const StoreModel& durable() const { return durable_; }
    const StoreModel& live() const { return live_; }
    std::uint64_t life() const { return life_->generation; }

    /// Executes now; `answered` runs once it is durable, unless the server dies before.
    void execute(Call call, std::function<void()> answered);

    /// Told whenever more has become durable, and when the server is there again.
    std::vector<std::function<void()>> readers;

    void kill();
    void restart();
    /// Another server in its place, with this on its disk: a replica, or a master that was away.
    void replace(StoreModel other);
    /// What is not well refuses some calls or all, with nothing done.
    Mood mood = Mood::Well;
    /// For those who follow the log; from a replica nobody reads.
    bool readable() const { return up() && (mood == Mood::Well || mood == Mood::NoMemory); }
    std::int64_t slow_ms = 0;  // added to each fsync

 private:
    void sync();

    World& world_;
    Rng rng_;
    std::shared_ptr<Life> life_;
    StoreModel live_;
    StoreModel durable_;
    std::vector<std::pair<Call, std::int64_t>> unsynced_;  // executed, with Redis' time then
    std::vector<std::function<void()>> waiting_;
    bool syncing_ = false;
};

/// A client's pipelined connection: calls in order, replies in order. When it breaks, calls that
/// had left may still be executed later, and nobody hears of it.
class StoreLink {
 public:
    StoreLink(World& world, StoreServer& server, Rng rng)
        : world_(world), server_(server), rng_(std::move(rng)) {}

    /// Fails when the server is down or cut off.
    bool open();
    void close();
    bool is_open() const { return open_ && server_life_ == server_.life() && server_.up(); }
    /// `reply` is called with the outcome: Done after execution and fsync, else why not. Exactly
    /// once, and never after close() (then with Unknown, at once).
    void call(CallKind kind, StoreServer::Call execute, std::function<void(Outcome)> reply);
    /// Cut off from now on: nothing goes through either way until it is mended and opened anew.
    void cut(bool is_cut);
    std::size_t pending() const { return pending_.size(); }
    std::int64_t delay_ms = 0;  // added each way

 private:
    struct Pending {
        std::uint64_t id;
        std::function<void(Outcome)> reply;
        std::optional<Outcome> outcome{};
    };
    void answer(std::uint64_t id, Outcome outcome);

    World& world_;
    StoreServer& server_;
    Rng rng_;
    bool open_ = false;
    bool cut_ = false;
    std::uint64_t server_life_ = 0;
    std::uint64_t connection_ = 0;
    std::uint64_t last_id_ = 0;
    std::int64_t arrive_ms_ = 0;  // of the last call: order is kept
    std::int64_t answer_ms_ = 0;
    std::deque<Pending> pending_;
};

}  // namespace dudao::sim
