#include "tests/simulation/broker_node.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "broker/limits.h"
#include "ensure.h"
#include "replica/replica.h"
#include "tests/simulation/planted.h"
#include "wire/message_codec.h"

namespace dudao::sim {
namespace {

constexpr std::uint64_t snapshot_every = 40;

}  // namespace

BrokerNode::BrokerNode(World& world, Network& network, StoreServer& server, Checks& checks,
                       const Founded& founded, std::string name, Rng rng)
    : world_(world),
      network_(network),
      server_(server),
      checks_(checks),
      founded_(founded),
      name_(std::move(name)),
      rng_(std::move(rng)),
      store_(world, server, rng_.fork()) {
    life_->name = name_;
    life_->alive = false;
    listener_.life = life_;
    listener_.receive = [this](std::string session, std::string user, std::string bytes) {
        input(broker::Frame{std::move(session), std::move(user), std::move(bytes)});
    };
    listener_.gone = [this](const std::string& session) { input(broker::SessionGone{session}); };
    network_.add(&listener_);
}

void BrokerNode::start() {
    life_->alive = true;
    inputs_.clear();
    sent_seq_ = 0;
    rests_on_.clear();
    turn_due_ = reopen_due_ = false;
    wake_ms_ = -1;
    core_ = std::make_unique<broker::Broker>(
        broker::Broker::Options{{jurisdiction},
                                [this](std::size_t n) { return rng_.bytes(n); },
                                founded_.broker,
                                {},
                                Secret<32>(founded_.case_key)});
    broker::Turn first{{world_.moment(), world_.now_ms()}};
    core_->start(first);
    perform(std::move(first.effects));
    reopen();
}

void BrokerNode::kill() {
    if (!life_->alive) return;
    world_.tell(name_ + " killed");
    world_.mark("broker killed");
    life_->alive = false;
    ++life_->generation;
    listener_.listening = false;
    dies_after.reset();
    network_.break_all(life_);
    inputs_.clear();
    core_.reset();
    store_.close();  // its replies go to nobody
    inputs_.clear();
}

void BrokerNode::pause(std::int64_t ms) {
    if (!life_->alive) return;
    world_.tell(name_ + " paused");
    world_.mark("broker paused");
    life_->paused_until_ms = world_.now_ms() + ms;
}

void BrokerNode::input(broker::Input input) {
    if (!life_->alive || !core_) return;
    inputs_.push_back(std::move(input));
    if (std::exchange(turn_due_, true)) return;
    world_.after(life_, rng_.between(0, 1), [this] { turn(); });
}

void BrokerNode::wake(std::int64_t ms) {
    if (wake_ms_ >= 0 && wake_ms_ <= ms && wake_ms_ > world_.now_ms()) return;
    wake_ms_ = std::max(ms, world_.now_ms() + 1);
    world_.after(life_, wake_ms_ - world_.now_ms(), [this, due = wake_ms_] {
        if (wake_ms_ == due) turn();
    });
}

void BrokerNode::turn() {
    turn_due_ = false;
    if (!core_) return;
    if (!store_.is_open() && (store_.pending() > 0 || !reopen_due_)) reopen();
    const Moment moment = world_.moment() + Span{skew_ms + (planted(Bug::FireEarly) ? 60'000 : 0)};
    broker::Turn doing{{moment, world_.now_ms()}};
    for (std::size_t i = inputs_.size(); i > 0 && !inputs_.empty(); --i) {
        if (const auto* frame = std::get_if<broker::Frame>(&inputs_.front())) note_call(*frame);
        core_->step(inputs_.front(), doing);
        inputs_.pop_front();
    }
    core_->end_turn(doing);
    perform(std::move(doing.effects));
    if (!core_) return;
    if (core_->serving() && !listener_.listening) listener_.listening = true;
    if (!inputs_.empty() && !std::exchange(turn_due_, true))
        world_.after(life_, 0, [this] { turn(); });
    wake(core_->next_due(world_.now_ms()));
}

void BrokerNode::perform(broker::Effects effects) {
    for (const broker::Effect& effect : effects) {
        if (dies_after && (*dies_after)-- == 0) return kill();
        if (!perform(effect)) return;
    }
    if (!core_) return;
    const auto& j = *core_->jurisdictions().at(jurisdiction);
    checks_.follow(j.committed(), j.committed_head(), name_);
    if (j.committed() > known_seq_) {
        known_seq_ = j.committed();
        known_head_ = j.committed_head();
    }
    if (const auto copy = j.committed_replica();
        copy && copy->seq >= snapshot_every && copy->seq % snapshot_every == 0) {
        Replica kept = *copy;
        if (planted(Bug::SnapshotWithoutReceipts)) kept.state.sessions.clear();
        if (planted(Bug::StaleSnapshot)) kept.state.timers.clear();
        snapshot_ = snapshot::to_bytes(jurisdiction, kept);
        world_.mark("snapshot taken");
    }
}

/// Calls in the order given; each answered once, Unknown when its connection is lost.
template <class Reply, class Execute>
void BrokerNode::call(CallKind kind, Execute execute, Reply unknown) {
    auto reply = std::make_shared<Reply>(std::move(unknown));
    store_.call(
        kind,
        [reply, execute](StoreModel& model, std::int64_t ms) {
            *reply = execute(model, ms, *reply);
        },
        [this, reply](Outcome outcome) {
            Reply answer = *reply;
            if (outcome != Outcome::Done) answer.verdict = {outcome, "simulated"};
            if constexpr (std::is_same_v<Reply, Committed>) {
                if (outcome == Outcome::Unknown && planted(Bug::UnknownIsDone))
                    answer.verdict = {Outcome::Done, ""};
                if (outcome == Outcome::NotExecuted) world_.mark("commit refused for now");
            }
            world_.tell(name_ + " store reply " + name_of(answer.verdict.outcome));
            world_.mark(std::string("store reply ") + name_of(answer.verdict.outcome));
            input(broker::StoreAnswered{std::move(answer)});
        });
}

bool BrokerNode::perform(const broker::Effect& effect) {
    if (const auto* send = std::get_if<broker::Send>(&effect)) {
        std::string bytes = send->bytes;
        if (planted(Bug::TargetInAnswer)) bytes = checks_.with_a_salt(bytes);
        checks_.sent(send->session, bytes, network_, server_.durable());
        look_at_refusal(*send);
        if (!network_.send(send->session, bytes)) input(broker::SessionGone{send->session});
    } else if (const auto* commit = std::get_if<broker::CommitBatch>(&effect)) {
        Batch batch = *commit->batch;
        if (planted(Bug::TimersOffForgotten)) batch.timers_off.clear();
        if (planted(Bug::TimersOnForgotten) && rng_.below(4) == 0) batch.timers_on.clear();
        if (planted(Bug::SeqOffByOne) && rng_.in_thousand(50)) batch.leaves += 1;
        const std::uint64_t seq = sent_seq_ = batch.seq;
        world_.tell("commit " + std::to_string(seq) + " " + to_hex(batch.head).substr(0, 8));
        if (planted(Bug::AnswerBeforeCommit)) checks_.answer_early(batch, network_);
        call<Committed>(
            CallKind::Grows,
            [token = commit->token, epoch = commit->epoch, batch = std::move(batch)](
                StoreModel& m, std::int64_t ms, Committed r) {
                r.verdict = m.commit(token, epoch, batch, store::lease_ms, ms);
                return r;
            },
            Committed{jurisdiction, {}, seq});
    } else if (const auto* acquire = std::get_if<broker::Acquire>(&effect)) {
        const std::string token =
            planted(Bug::SameTokenAgain) && !last_token_.empty() ? last_token_ : acquire->token;
        last_token_ = acquire->token;
        call<Acquired>(
            CallKind::Writes,
            [this_name = name_, token](StoreModel& m, std::int64_t ms, const Acquired&) {
                return m.acquire(jurisdiction, this_name, token, store::lease_ms, ms);
            },
            Acquired{jurisdiction, {}, {}});
    } else if (const auto* renew = std::get_if<broker::Renew>(&effect)) {
        call<Renewed>(
            CallKind::Writes,
            [renew = *renew](StoreModel& m, std::int64_t ms, Renewed r) {
                r.verdict = m.renew(renew.token, store::lease_ms, renew.confirmed, ms);
                return r;
            },
            Renewed{jurisdiction, {}});
    } else if (const auto* fix = std::get_if<broker::Fix>(&effect)) {
        world_.mark("timer index fixed");
        call<Fixed>(
            CallKind::Writes,
            [fix = *fix](StoreModel& m, std::int64_t, Fixed r) {
                r.verdict = m.fix(fix.token, fix.off, fix.on);
                return r;
            },
            Fixed{jurisdiction, {}});
    } else if (const auto* release = std::get_if<broker::Release>(&effect)) {
        call<Released>(
            CallKind::Writes,
            [release = *release](StoreModel& m, std::int64_t, Released r) {
                r.verdict = m.release(release.token);
                return r;
            },
            Released{jurisdiction, {}});
    } else if (const auto* log = std::get_if<broker::ReadLog>(&effect)) {
        call<LogRead>(
            CallKind::Reads,
            [from = log->from](StoreModel& m, std::int64_t, LogRead r) {
                r.verdict = {Outcome::Done, ""};
                r.from = from;
                r.entries = m.read_log(from, broker::log_read_count);
                return r;
            },
            LogRead{jurisdiction, {}, log->from, {}});
    } else if (std::holds_alternative<broker::ReadMail>(effect)) {
        call<MailRead>(
            CallKind::Reads,
            [](StoreModel& m, std::int64_t, MailRead r) {
                r.verdict = {Outcome::Done, ""};
                r.mail.assign(m.mail.begin(), m.mail.end());
                return r;
            },
            MailRead{jurisdiction, {}, {}});
    } else if (const auto* personal = std::get_if<broker::ReadValue>(&effect)) {
        call<ValueRead>(
            CallKind::Reads,
            [ref = personal->ref](StoreModel& m, std::int64_t, ValueRead r) {
                r.verdict = {Outcome::Done, ""};
                if (const auto at = m.pd.find(ref); at != m.pd.end()) r.value = at->second;
                return r;
            },
            ValueRead{jurisdiction, {}, personal->ask, {}});
    } else if (std::holds_alternative<broker::ReopenStore>(effect)) {
        world_.mark("store reopened to resolve");
        store_.close();
        reopen();
    } else if (std::holds_alternative<broker::LoadSnapshot>(effect)) {
        load_snapshot();
    } else if (const auto* chunk = std::get_if<broker::WriteChunk>(&effect)) {
        auto& have = evidence_[chunk->chunk.hash];
        if (chunk->chunk.offset == have)
            have += static_cast<std::int64_t>(chunk->chunk.data.size());
        input(broker::ChunkWritten{
            chunk->session, jurisdiction,
            wire::ChunkTaken{chunk->chunk.hash, have, have >= chunk->chunk.size, ""}});
    } else if (const auto* wanted = std::get_if<broker::ReadPiece>(&effect)) {
        input(broker::PieceRead{wanted->session, jurisdiction, wanted->q, wanted->hash, "",
                                broker::PieceRead::Fault::Unreadable});
    } else if (const auto* note = std::get_if<broker::Note>(&effect)) {
        std::string words = name_ + " " + note->event;
        for (const auto& [key, value] : note->fields) words += " " + key + "=" + value;
        world_.tell(words);
        checks_.log_line(words);
    } else if (const auto* halt = std::get_if<broker::Halt>(&effect)) {
        if (!refusal) world_.broken("halt", name_ + ": " + halt->why);
        refusal = halt->why;
        kill();
        return false;
    }
    return true;
}

void BrokerNode::note_call(const broker::Frame& frame) {
    std::string_view rest = frame.bytes;
    do {
        const auto message = wire::take_message(rest);
        const auto* call = message ? std::get_if<wire::CommandCall>(&message->body) : nullptr;
        // Each saying has an answer of its own, in their order.
        if (call) rests_on_[{frame.session, call->n}].push_back(sent_seq_);
    } while (!rest.empty());
}

void BrokerNode::look_at_refusal(const broker::Send& send) {
    std::string_view rest = send.bytes;
    do {
        const auto message = wire::take_message(rest);
        const auto* answer = message ? std::get_if<wire::Answer>(&message->body) : nullptr;
        if (answer) look_at_refusal(send.session, *answer);
    } while (!rest.empty());
}

void BrokerNode::look_at_refusal(const std::string& session, const wire::Answer& answer) {
    const auto at = rests_on_.find({session, answer.n});
    if (at == rests_on_.end()) return;
    const std::uint64_t rests_on = at->second.front();
    at->second.pop_front();
    if (at->second.empty()) rests_on_.erase(at);
    const bool final = !answer.ok && answer.why != "busy" && answer.why != "gap";
    const std::uint64_t durable = std::max(server_.durable().seq, checks_.replica().seq);
    if (final && rests_on > durable) {
        world_.broken("I13", "a refusal rests on commit " + std::to_string(rests_on) +
                                 ", durable is " + std::to_string(durable));
    }
}

void BrokerNode::reopen() {
    if (store_.open()) {
        reopen_due_ = false;
        return input(broker::StoreOpened{});
    }
    reopen_due_ = true;
    world_.after(life_, broker::reopen_ms, [this] {
        if (reopen_due_) reopen();
    });
}

void BrokerNode::load_snapshot() {
    sent_seq_ = 0;  // what was not committed is forgotten
    rests_on_.clear();
    broker::SnapshotLoaded loaded{jurisdiction, {}, known_seq_, known_head_};
    if (planted(Bug::HeadForgotten)) loaded = {jurisdiction, {}, 0, {}};
    if (auto kept = snapshot::from_bytes(jurisdiction, snapshot_)) {
        loaded.replica = std::move(*kept);
        world_.mark("started from a snapshot");
    }
    input(std::move(loaded));
}

}  // namespace dudao::sim
