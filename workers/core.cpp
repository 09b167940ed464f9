#include "workers/core.h"

#include "workers/limits.h"

namespace dudao::workers {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;  // clang 16 needs this deduction guide

/// Not logged: another worker was faster, or the broker's clock is behind ours.
bool is_everyday(const std::string& why) { return why == "stale" || why == "too_early"; }

}  // namespace

void WorkerCore::on(const Loaded&) {
    deadlines_.load(replica_.state);
    notices_.load(replica_.state);
    views_.load(replica_.seq);
}

void WorkerCore::on(const Folded& input) {
    for (const Event& event : input.events) {
        if (const auto* set = std::get_if<TimerSet>(&event.body)) deadlines_.set(set->timer);
        if (const auto* ended = std::get_if<TimerEnded>(&event.body)) deadlines_.ended(ended->id);
        notices_.apply(event);
    }
    views_.apply(input.events, replica_.state, replica_.seq);
}

void WorkerCore::on(const Linked& input) {
    welcomed_ = input.welcomed;
    if (input.welcomed && !ready_at_) ready_at_ = input.head;
}

void WorkerCore::on(const StoreUp& input) {
    store_up_ = input.up;
    if (input.up) views_.store_up();
}

void WorkerCore::on(const ClaimAnswered& input, Effects& effects) {
    std::vector<std::string> unknown;
    for (const TimerId id : deadlines_.claimed(input.asked, input.timers, unknown)) {
        effects.emplace_back(Send{FireTimer{id}});
    }
    for (const auto& key : unknown) effects.emplace_back(Note{"due.unknown_key", {{"key", key}}});
}

void WorkerCore::on(const Answered& input, Effects& effects) {
    if (const auto* fire = std::get_if<FireTimer>(&input.command)) {
        deadlines_.answered(fire->timer);
        // Only AttemptNotice returns an id: its notice.
        const NoticeId notice{input.accepted.id};
        if (input.ok && notice) notices_.accepted(notice, input.accepted.commit);
    }
    if (!input.ok && !is_everyday(input.why)) {
        effects.emplace_back(Note{
            "command.refused", {{"name", std::string(name(input.command))}, {"why", input.why}}});
    }
}

void WorkerCore::step(const Input& input, Moment now, Effects& effects) {
    std::visit(
        Overloaded{[&](const ClaimAnswered& each) { on(each, effects); },
                   [&](const Answered& each) { on(each, effects); },
                   [&](const ClaimLost&) { deadlines_.claim_lost(); },
                   [&](const NoticeDone& each) { notices_.done(each.outcome); },
                   [&](const ViewAnswered& each) { views_.answered(each.view, each.cursor); },
                   [&](const ViewLost& each) { views_.lost(each.view); }, [&](const Tick&) {},
                   [&](const auto& each) { on(each); }},
        input);
    if (std::holds_alternative<Tick>(input)) proceed(now, effects);
}

void WorkerCore::proceed(Moment now, Effects& effects) {
    ready_ = ready_ || (ready_at_ && replica_.seq >= *ready_at_);
    if (store_up_ && confirmed_ >= replica_.seq) {
        for (ViewWrite& write : views_.writes(replica_.state, replica_.seq)) {
            effects.emplace_back(WriteView{std::move(write)});
        }
    }
    for (const NoticeId id : notices_.to_send(replica_.seq)) effects.emplace_back(SendNotice{id});
    if (!welcomed_ || !ready_) return;
    const bool settled = !deadlines_.fires_under_way();
    for (NoticeOutcome& outcome : notices_.to_report(settled)) {
        effects.emplace_back(Send{std::move(outcome)});
    }
    if (!store_up_ || stopping_ || !deadlines_.wants_claim(now)) return;
    deadlines_.claim_sent();
    effects.emplace_back(Claim{now, claim_max});
}

std::optional<Moment> WorkerCore::next() const {
    if (!welcomed_ || !ready_ || !store_up_ || stopping_) return std::nullopt;
    return deadlines_.next();
}

bool WorkerCore::busy() const { return deadlines_.busy() || notices_.busy() || views_.busy(); }

}  // namespace dudao::workers
