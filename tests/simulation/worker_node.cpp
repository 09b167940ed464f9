#include "tests/simulation/worker_node.h"

#include <algorithm>
#include <utility>

#include "tests/simulation/founding.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {
namespace {

constexpr std::int64_t claim_lease_ms = 5000;
constexpr std::int64_t store_retry_ms = 300;

}  // namespace

WorkerNode::WorkerNode(World& world, Network& network, StoreServer& server, Checks& checks,
                       KeyId key, std::string name, Rng rng)
    : Node(world, server, std::move(name), std::move(rng)),
      network_(network),
      checks_(checks),
      key_(std::move(key)),
      store_(world, server, rng_.fork()) {}

void WorkerNode::start() {
    life_->alive = true;
    replica_ = {};
    commands_.clear();
    effects_.clear();
    was_welcomed_ = store_was_up_ = hang_up_ = false;
    core_ = std::make_unique<workers::WorkerCore>(replica_, key_);
    Uplink::Options options{jurisdiction, "sim", 1, 0, true};
    link_ = std::make_unique<ClientLink>(network_, life_, key_.text, options);
    link_->wake = [this] { wake(); };
    link_->set_online(true);
    input(workers::Loaded{});
    wake();
}

void WorkerNode::dies() {
    link_.reset();
    core_.reset();
    store_.close();
}

void WorkerNode::follow() {
    for (const Entry& entry : read_log(replica_.seq)) {
        auto folded = replica_.take_commit(entry);
        if (!folded) {
            world_.broken("I8", name() + ": " + folded.error().text());
            return;
        }
        input(workers::Folded{std::move(folded->events)});
    }
    if (!tail_cut && server_.readable()) input(workers::Confirmed{server_.durable().confirmed});
}

void WorkerNode::hear_broker() {
    for (auto& event : link_->take_events()) {
        if (const auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
            input(workers::Linked{true, welcomed->welcome.head});
            was_welcomed_ = true;
        } else if (const auto* answered = std::get_if<Uplink::Answered>(&event)) {
            checks_.answered(key_, answered->answer);
            const auto at = commands_.extract(answered->answer.n);
            if (!at) continue;
            const wire::Answer& answer = answered->answer;
            input(
                workers::Answered{std::move(at.mapped()), answer.ok, answer.accepted, answer.why});
        }
    }
    if (was_welcomed_ && !link_->uplink().welcomed()) {
        was_welcomed_ = false;
        input(workers::Linked{false, 0});
    }
}

void WorkerNode::turn() {
    if (std::exchange(hang_up_, false)) {
        store_.close();
        store_retry_ms_ = world_.now_ms() + store_retry_ms;
    }
    if (!store_.is_open() && world_.now_ms() >= store_retry_ms_) {
        store_.close();
        store_retry_ms_ = world_.now_ms() + store_retry_ms;
        store_.open();
    }
    follow();
    hear_broker();
    if (store_.is_open() != store_was_up_) {
        store_was_up_ = store_.is_open();
        input(workers::StoreUp{store_was_up_});
    }
    input(workers::Tick{});
    perform(std::exchange(effects_, {}));
    if (!core_) return;
    link_->turn();
    std::int64_t ms = std::clamp<std::int64_t>(
        link_->uplink().next_due(world_.now_ms()) - world_.now_ms(), 1, 500);
    if (const auto next = core_->next())
        ms = std::clamp<std::int64_t>((*next - moment()).ms, 1, ms);
    wake(ms);
}

void WorkerNode::perform(workers::Effects effects) {
    for (const workers::Effect& effect : effects) {
        if (const auto* claim = std::get_if<workers::Claim>(&effect)) {
            auto timers = std::make_shared<std::vector<Claimed>>();
            store_.call(
                CallKind::Writes,
                [timers, now = claim->now, n = claim->n](StoreModel& model, std::int64_t) {
                    *timers = model.claim(now.ms, claim_lease_ms, n).timers;
                    if (!planted(Bug::ClaimDrops)) return;
                    for (const Claimed& each : *timers) model.due.erase(each.timer);
                },
                [this, timers, now = claim->now](Outcome outcome) {
                    if (!core_) return;
                    if (outcome == Outcome::Done) {
                        input(workers::ClaimAnswered{now, *timers});
                    } else {
                        input(workers::ClaimLost{});
                    }
                    wake();
                });
        } else if (const auto* send = std::get_if<workers::Send>(&effect)) {
            OutboxRow row = link_->uplink().make(send->command, {}, "w");
            const auto* fire = std::get_if<FireTimer>(&send->command);
            if (fire && planted(Bug::NoticeSentFirst)) {
                const auto timer = replica_.state.timers.find(fire->timer);
                const bool notice = timer != replica_.state.timers.end() &&
                                    timer->second.kind == TimerKind::NoticeSend;
                if (notice) send_notice(NoticeId{timer->second.matter.id});
            }
            commands_.emplace(row.n, send->command);
            checks_.said(key_, row, send->command, world_.moment());
            link_->uplink().offer(std::move(row));
        } else if (const auto* notice = std::get_if<workers::SendNotice>(&effect)) {
            send_notice(notice->id);
        } else if (const auto* write = std::get_if<workers::WriteView>(&effect)) {
            auto cursor = std::make_shared<std::uint64_t>(0);
            ViewWrite copy = write->write;
            store_.call(
                CallKind::Grows,
                [cursor, copy](StoreModel& model, std::int64_t) mutable {
                    if (planted(Bug::ViewWithoutCursor)) {
                        ViewWrite wrong = copy;
                        wrong.rows.clear();
                        wrong.from = 0;
                        *cursor = model.view(copy.rows.size() % 3 == 2 ? wrong : copy).at;
                        return;
                    }
                    *cursor = model.view(copy).at;
                },
                [this, cursor, view = copy.view](Outcome outcome) {
                    if (!core_) return;
                    if (outcome == Outcome::Done) {
                        input(workers::ViewAnswered{view, *cursor});
                    } else {
                        hang_up_ = true;
                        input(workers::ViewLost{view});
                    }
                    wake();
                });
        }
    }
}

void WorkerNode::send_notice(NoticeId id) {
    checks_.notice_sent(id, server_.durable());
    if (planted(Bug::NoticeResent)) checks_.notice_sent(id, server_.durable());
    const auto state = rng_.below(10) == 0 ? NoticeState::Failed : NoticeState::Sent;
    world_.after(life_, rng_.between(1, 1500), [this, id, state] {
        input(workers::NoticeDone{NoticeOutcome{id, state, "sim"}});
        wake();
    });
}

}  // namespace dudao::sim
