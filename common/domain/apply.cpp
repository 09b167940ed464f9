#include "domain/apply.h"

#include "domain/folds.h"

namespace dudao {

void apply(State& state, const Event& event) {
    ensure(event.at >= state.last_at, "an event's time goes back");
    std::visit([&](const auto& body) { apply(state, event, body); }, event.body);
    state.last_at = event.at;
    state.leaves += 1;
}

void apply(State& state, const Receipt& receipt) {
    Session& session = state.sessions[receipt.sender];
    if (session.incarnation != receipt.incarnation) {
        ensure(receipt.incarnation > session.incarnation, "an incarnation goes back");
        session = Session{receipt.incarnation, 0, {}};
    }
    // Rejected commands leave no receipt, so numbers may be missing; but none is repeated or out of
    // order.
    ensure(receipt.n > session.last_n, "a sender's commands are out of order");
    session.last_n = receipt.n;
    session.recent.push_back(receipt);
    if (session.recent.size() > receipts_kept) session.recent.pop_front();
}

void apply(State& state, const EventHead&, const TimerSet& body) {
    const bool fresh = state.timers.emplace(body.timer.id, body.timer).second;
    ensure(fresh, "a timer id was used twice");
    state.timers_of[body.timer.matter].insert(body.timer.id);
}

void apply(State& state, const EventHead&, const TimerEnded& body) {
    const Matter matter = at(state.timers, body.id).matter;
    state.timers.erase(body.id);
    auto& of = at(state.timers_of, matter);
    of.erase(body.id);
    if (of.empty()) state.timers_of.erase(matter);
}

void apply(State& state, const EventHead& e, const NoticeQueued& body) {
    Notice& notice = state.notices[body.id];
    notice.id = body.id;
    notice.to = body.to;
    notice.send_at = body.send_at;
    notice.items.push_back(body.item);
    state.waiting[body.to][body.send_at] = body.id;
    state.told[body.item.matter].insert(
        Told{body.item.generation, body.item.step, body.to, body.item.text});
    if (body.item.text == test_notice) state.notices_tested[body.to] = e.at;
}

namespace {

void no_longer_waits(State& state, const Notice& notice) {
    auto& of = at(state.waiting, notice.to);
    of.erase(notice.send_at);
    if (of.empty()) state.waiting.erase(notice.to);
}

}  // namespace

void apply(State& state, const EventHead& e, const NoticeAttempted& body) {
    Notice& notice = at(state.notices, body.id);
    ensure(notice.state == NoticeState::Waiting, "a notice is attempted twice");
    notice.state = NoticeState::Attempted;
    notice.by = e.via;
    no_longer_waits(state, notice);
}

void apply(State& state, const EventHead&, const NoticeNarrowed& body) {
    std::erase_if(at(state.notices, body.id).items, [&](const NoticeItem& each) {
        return std::find(body.left_out.begin(), body.left_out.end(), each) != body.left_out.end();
    });
}

void apply(State& state, const EventHead&, const NoticeOutcome& body) {
    const Notice& notice = at(state.notices, body.id);
    if (notice.state == NoticeState::Waiting) no_longer_waits(state, notice);
    state.notices.erase(body.id);
}

void apply(State&, const EventHead&, const Unreachable&) {}
void apply(State&, const EventHead&, const LimitPassed&) {}

}  // namespace dudao
