#include "tests/simulation/node.h"

#include "tests/simulation/planted.h"

namespace dudao::sim {
namespace {
constexpr std::size_t entries_a_turn = 500;
}

Node::Node(World& world, StoreServer& server, std::string name, Rng rng)
    : world_(world), server_(server), rng_(std::move(rng)) {
    life_->name = std::move(name);
    life_->alive = false;
    server_.readers.push_back([this] { wake(rng_.between(0, 15)); });
}

void Node::kill() {
    if (!life_->alive) return;
    world_.tell(life_->name + " killed");
    world_.mark(life_->name.substr(0, life_->name.find('-')) + " killed");
    life_->alive = false;
    ++life_->generation;
    due_ms_ = -1;
    dies();
}

void Node::pause(std::int64_t ms) {
    if (!life_->alive) return;
    world_.mark("client paused");
    life_->paused_until_ms = world_.now_ms() + ms;
}

void Node::wake(std::int64_t after_ms) {
    if (!life_->alive) return;
    const std::int64_t ms = world_.now_ms() + after_ms;
    if (due_ms_ >= 0 && due_ms_ <= ms) return;
    due_ms_ = ms;
    world_.after(life_, after_ms, [this, ms] {
        if (due_ms_ != ms) return;
        due_ms_ = -1;
        turn();
    });
}

std::vector<Entry> Node::read_log(std::uint64_t seq) const {
    if (tail_cut || !server_.readable()) return {};
    const StoreModel& shown = planted(Bug::TailShowsUnsynced) ? server_.live() : server_.durable();
    auto entries = shown.read_log(seq + 1, entries_a_turn);
    if (planted(Bug::TailSkips) && entries.size() > 1) entries.erase(entries.begin());
    if (!entries.empty() && entries.back().seq > server_.durable().seq)
        world_.broken("I13", name() + " reads commit " + std::to_string(entries.back().seq) +
                                 ", durable is " + std::to_string(server_.durable().seq));
    return entries;
}

}  // namespace dudao::sim
