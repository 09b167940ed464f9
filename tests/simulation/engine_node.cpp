#include "tests/simulation/engine_node.h"

#include <algorithm>

#include "ensure.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {
EngineNode::EngineNode(World& world, Network& network, StoreServer& server, Checks& checks,
                       const Founded& founded, Rng rng)
    : Node(world, server, "engine", std::move(rng)),
      network_(network),
      checks_(checks),
      founded_(founded) {
    open_database();
}

void EngineNode::open_database() {
    auto opened = disk_ ? engine::Database::open("engine", disk_->name())
                        : engine::Database::open(":memory:");
    ensure(opened.has_value(), opened ? "" : opened.error().what.c_str());
    database_ = std::move(*opened);
}

void EngineNode::use_disk(Rng rng) {
    disk_ = std::make_unique<SimDisk>(name(), std::move(rng));
    open_database();
}

void EngineNode::lose_power() {
    kill();
    disk_->lose_power();
    world_.mark("engine lost its power");
}

bool EngineNode::kept(const Result<void>& done) {
    if (done) return true;
    ensure(disk_ != nullptr, done.error().what.c_str());
    world_.tell(name() + " not kept: " + done.error().what);
    if (disk_->stopped()) {
        lose_power();
    } else {
        world_.mark("engine ended by its disk");
        kill();
    }
    return false;
}

void EngineNode::start() {
    life_->alive = true;
    if (!database_) {
        disk_->revive();
        open_database();
    }
    replica_ = {};
    engine_.reset();
    link_.reset();
    wake();
}

void EngineNode::dies() {
    link_.reset();
    engine_.reset();
    if (!disk_) return;
    disk_->stop();
    database_.reset();
}

void EngineNode::follow() {
    for (const Entry& entry : read_log(replica_.seq)) {
        if (auto taken = replica_.apply(entry); !taken)
            return world_.broken("I8", "engine: " + taken.error().text());
    }
    if (engine_ || replica_.seq == 0 || !server_.up() || replica_.seq < server_.durable().seq)
        return;
    const std::int64_t incarnation = replica_.state.keys.at(founded_.engine).incarnation;
    if (!kept(database_->begin_incarnation(incarnation))) return;
    auto outbox = database_->outbox();
    auto memory = database_->memory();
    ensure(outbox.has_value() && memory.has_value(), "engine's database");
    if (planted(Bug::EngineForgets)) *memory = {};
    engine_ = std::make_unique<engine::Engine>(
        engine::Settings{jurisdiction, founded_.master, founded_.signing}, std::move(*memory));
    link_ = std::make_unique<ClientLink>(
        network_, life_, founded_.engine.text,
        Uplink::Options{jurisdiction, "sim", outbox->incarnation, outbox->last_n});
    link_->wake = [this] { wake(); };
    for (OutboxRow& row : outbox->rows) link_->uplink().offer(std::move(row));
    link_->set_online(true);
}

void EngineNode::work() {
    const engine::Effects effects = engine_->step(replica_.state, world_.moment());
    if (effects.empty()) return;
    std::vector<OutboxRow> rows;
    for (const engine::Call& call : effects.calls)
        rows.push_back(link_->uplink().make(call.command, {}, "e"));
    if (!kept(database_->keep(effects, rows))) return;
    if (rng_.in_thousand(3)) return kill();  // between disk and network
    for (std::size_t i = 0; i < rows.size(); ++i) {
        checks_.said(founded_.engine, rows[i], effects.calls[i].command, world_.moment());
        link_->uplink().offer(std::move(rows[i]));
    }
}

void EngineNode::hear() {
    for (auto& event : link_->take_events()) {
        const auto* answered = std::get_if<Uplink::Answered>(&event);
        if (!answered) continue;
        const wire::Answer& answer = answered->answer;
        checks_.answered(founded_.engine, answer);
        engine::Effects effects;
        if (!answer.ok) {
            const auto about = database_->about(answer.n);
            if (about) effects = engine_->refused(about->draw, about->release, answer.why);
            world_.mark("engine refused: " + answer.why);
        }
        if (!kept(database_->drop(answer.n, effects))) return;
    }
}

void EngineNode::turn() {
    follow();
    if (!engine_ || !alive()) return wake(200);
    hear();
    if (alive()) work();
    if (!alive()) return;
    link_->turn();
    std::int64_t ms = std::clamp<std::int64_t>(
        link_->uplink().next_due(world_.now_ms()) - world_.now_ms(), 1, 1000);
    if (const auto next = engine_->next_due())
        ms = std::clamp<std::int64_t>((*next - world_.moment()).ms, 1, ms);
    wake(ms);
}

}  // namespace dudao::sim
