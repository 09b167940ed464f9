#include "tests/simulation/agent_node.h"

#include <algorithm>
#include <utility>

#include "ensure.h"
#include "ledger/hash.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {
namespace {

constexpr agent::ClientId people = 1;

}  // namespace

AgentNode::AgentNode(World& world, Network& network, StoreServer& server, Checks& checks,
                     const Founded& founded, const Founded::Group& group, Rng rng)
    : Node(world, server, "agent-" + group.id.text + group.team.text, std::move(rng)),
      network_(network),
      checks_(checks),
      founded_(founded),
      group_(group) {
    open_database();
}

void AgentNode::open_database() {
    auto opened = disk_ ? agent::Database::open("agent", {}, disk_->name())
                        : agent::Database::open(":memory:");
    ensure(opened.has_value(), opened ? "" : opened.error().what.c_str());
    database_ = std::move(*opened);
}

void AgentNode::use_disk(Rng rng) {
    disk_ = std::make_unique<SimDisk>(name(), std::move(rng));
    open_database();
}

void AgentNode::lose_power() {
    kill();
    disk_->lose_power();
    world_.mark("agent lost its power");
}

void AgentNode::start() {
    dying_ = false;
    life_->alive = true;
    if (!database_) {
        disk_->revive();
        open_database();
    }
    auto stored = database_->load();
    ensure(stored.has_value(), stored ? "" : stored.error().what.c_str());
    if (planted(Bug::OutboxDroppedOnSend)) {
        std::erase_if(stored->rows,
                      [&](const agent::Row& row) { return row.n <= stored->settings.offered_to; });
    }
    const std::string engine(founded_.signing.public_key.begin(),
                             founded_.signing.public_key.end());
    agent_ = std::make_unique<agent::Agent>(
        agent::Outbox::Options{jurisdiction, "sim"}, std::move(*stored),
        agent::Agent::Seams{[this](std::size_t n) { return rng_.bytes(n); },
                            {agent::unseal_with(group_.sealing, group_.device.text, engine),
                             agent::unseal_assignment_with(group_.sealing, group_.device.text)}});
    frames_.clear();
    effects_ = {};
    new_link();
    wake();
}

void AgentNode::new_link() {
    link_.reset();
    frames_.clear();
    welcomed_ = false;
    agent_->link_lost();
    link_ = std::make_unique<ClientLink>(
        network_, life_, group_.device.text,
        Uplink::Options{jurisdiction, "sim", agent_->incarnation(), agent_->settled_n()});
    link_->wake = [this] { wake(); };
    link_->set_online(agent_->wants_online());
}

void AgentNode::dies() {
    link_.reset();
    agent_.reset();
    if (!disk_) return;
    disk_->stop();
    database_.reset();
}

/// As the shell does: a disk without room is waited for, after any other fault it ends.
void AgentNode::not_kept(const Error& why) {
    ensure(disk_ != nullptr, why.what.c_str());
    world_.tell(name() + " not kept: " + why.what);
    if (disk_->stopped()) return lose_power();
    if (why.kind != Error::Kind::Busy) {
        world_.mark("agent ended by its disk");
        return kill();
    }
    world_.mark("agent's disk full");
    start();
}

void AgentNode::set_online(bool online) {
    online_ = online;
    if (agent_) ask(agent::SetUplink{online});
}

void AgentNode::ask(agent::Ask what) {
    if (!alive() || !agent_) return;
    agent_->request(people, {std::to_string(++ids_), std::move(what)}, now(), effects_);
    wake();
}

void AgentNode::turn() {
    if (dying_) return;
    for (auto& event : link_->take_events()) {
        if (const auto* answered = std::get_if<Uplink::Answered>(&event))
            checks_.answered(group_.device, answered->answer);
        agent_->receive(event, now(), effects_);
    }
    const bool welcomed = link_->uplink().welcomed();
    if (welcomed_ && !welcomed) {
        frames_.clear();
        agent_->link_lost();
    }
    welcomed_ = welcomed;
    agent_->tick(now(), effects_);
    perform(std::exchange(effects_, {}));
    if (!alive() || !agent_) return;
    link_->turn();
    std::int64_t ms = std::clamp<std::int64_t>(
        link_->uplink().next_due(world_.now_ms()) - world_.now_ms(), 1, 2000);
    if (const auto next = agent_->next_due())
        ms = std::clamp<std::int64_t>(*next - world_.now_ms(), 1, ms);
    if (!frames_.empty()) ms = std::min<std::int64_t>(ms, 100);
    wake(ms);
}

void AgentNode::perform(agent::Effects effects) {
    const bool ack_first = planted(Bug::AckBeforeStored) && !effects.offers.empty();
    if (ack_first && !effects.new_link) {
        for (const OutboxRow& row : effects.offers) link_->send(row.frame);
        if (rng_.below(4) == 0) {  // what it sent is on its way; what it should have kept is not
            dying_ = true;
            world_.after(life_, 10, [this] { kill(); });
            return;
        }
    }
    if (rng_.in_thousand(effects.writes.empty() ? 0 : 4)) return kill();  // before its disk has it
    if (const auto kept = database_->commit(effects.writes); !kept) return not_kept(kept.error());
    if (rng_.in_thousand(effects.writes.empty() ? 0 : 4))
        return kill();  // after that, before anybody hears
    for (const agent::Write& write : effects.writes) {
        const auto* row = std::get_if<agent::KeepRow>(&write);
        if (row) checks_.kept(group_.device, row->row, world_.moment());
        const auto* visit = std::get_if<agent::KeepVisit>(&write);
        if (visit) checks_.opened(visit->visit.task, visit->visit.body.salt, group_.device);
    }
    if (effects.new_link) new_link();
    if (effects.online) link_->set_online(*effects.online);
    for (OutboxRow& row : effects.offers) link_->uplink().offer(std::move(row));
    for (const agent::Question& each : effects.questions) {
        frames_.push_back(link_->uplink().query(each.q, each.as, each.what, each.id));
    }
    for (const agent::Piece& piece : effects.pieces) {
        const std::string data(static_cast<std::size_t>(piece.bytes), 'e');
        frames_.push_back(link_->uplink().chunk(
            wire::Chunk{piece.hash, piece.size, piece.offset, Bytes(data), {}}));
    }
    for (const agent::Line& line : effects.lines) {
        std::string text = name() + " " + line.event;
        for (const auto& [key, value] : line.fields) text += " " + key + "=" + value;
        world_.tell(text);
        checks_.log_line(text);
        // Each blob is for the device that it is sent to.
        if (line.event == "assignment.unopened") world_.broken("I10", text);
    }
    while (!frames_.empty() && link_->uplink().welcomed() && link_->send(frames_.front()))
        frames_.pop_front();
}

void AgentNode::act() {
    if (!alive() || !agent_) return;
    std::vector<std::pair<const agent::TeamWork*, assignment::State>> asked;
    for (const auto& [id, work] : agent_->team_works().all()) {
        const assignment::State state = agent_->team_works().state_of(id);
        if (assignment::is_open(state) && state != assignment::State::Reported)
            asked.emplace_back(&work, state);
    }
    if (!asked.empty()) {
        const auto& [chosen, state] = asked[rng_.below(asked.size())];
        return work(*chosen, state);
    }
    std::vector<std::pair<const agent::Visit*, task::State>> open;
    for (const auto& [id, visit] : agent_->visits().all()) {
        const task::State state = agent_->visits().state_of(id);
        const bool going_on = state == task::State::Released || state == task::State::Accepted ||
                              state == task::State::OnSite;
        if (going_on) open.emplace_back(&visit, state);
    }
    if (open.empty()) return;
    const auto& [chosen, state] = open[rng_.below(open.size())];
    visit(*chosen, state);
}

void AgentNode::work(const agent::TeamWork& work, assignment::State state) {
    using assignment::Kind, assignment::Outcome, assignment::Verb;
    StepAssignment step{work.assignment, Verb::Accept, {}, Outcome::None, {}};
    if (state == assignment::State::Issued || state == assignment::State::Accepted) {
        const bool issued = state == assignment::State::Issued;
        step.how = issued ? Verb::Accept : Verb::Begin;
        if (!issued) step.hands = {group_.head, group_.member};
        if (rng_.below(20) == 0) {
            step = {work.assignment, Verb::Recuse, {}, Outcome::None, words("回避※")};
        }
    } else {
        step.how = Verb::Report;
        const bool signed_for =
            work.kind == Kind::ShowFacts || work.kind == Kind::Hear || work.kind == Kind::Serve;
        step.outcome = signed_for ? (rng_.below(4) == 0 ? Outcome::RefusalNoted : Outcome::Signed)
                                  : Outcome::Done;
        step.text = words("已办※");
    }
    ask(agent::Speak{group_.head, step});
}

void AgentNode::visit(const agent::Visit& visit, task::State state) {
    const auto say = [this](Command command) {
        ask(agent::Speak{group_.head, std::move(command)});
    };
    const TaskId id = visit.task;
    if (state == task::State::Released) {
        if (rng_.below(12) == 0) return say(RecuseTask{id, words("亲属※")});
        return say(AcceptTask{id});
    }
    if (state == task::State::Accepted) {
        if (rng_.below(20) == 0) return say(RecuseTask{id, words("同乡※")});
        std::vector<PersonId> members{group_.head};
        if (rng_.below(4) != 0) members.push_back(group_.member);
        return say(CheckIn{id, {}, {}, members, {}});
    }
    switch (rng_.below(8)) {
        case 0:
            return say(AnswerItem{id, "F1", rng_.below(2) == 0 ? "y" : "n", {}});
        case 1:
            return say(AnswerItem{id, "F2", "1", {}});
        case 2:
        case 3: {
            FindingFacts facts;
            facts.category =
                Names<Category>::table.at(rng_.below(Names<Category>::table.size())).first;
            facts.severity =
                Names<Severity>::table.at(rng_.below(Names<Severity>::table.size())).first;
            facts.rule = "F1";
            facts.unit = visit.body.target;
            facts.text = words("空岗※");
            facts.suspected_breach = rng_.below(20) == 0;
            return say(RecordFinding{id, {}, facts});
        }
        case 4: {
            const EvidenceHash hash{to_hex(sha256(rng_.bytes(8)))};
            const std::int64_t size = rng_.between(1, 600'000);
            agent_->attach(people, std::to_string(++ids_),
                           agent::AttachFile{group_.head, id, {}, "/x", "image/jpeg"}, {hash, size},
                           now(), effects_);
            return wake();
        }
        case 5:
            return say(ReportTask{id, false, words("初步※"), {}});
        default:
            return say(ReportTask{
                id, true, words("总体※"), {Gap{"F1", words("门锁※")}, Gap{"F2", words("外出※")}}});
    }
}

}  // namespace dudao::sim
