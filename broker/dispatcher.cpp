#include "broker/dispatcher.h"

#include <algorithm>

#include "broker/limits.h"

namespace dudao::broker {
namespace {

bool is_over(task::State state) {
    using S = task::State;
    return state == S::Withdrawn || state == S::Missed || state == S::Recused || state == S::Closed;
}

/// The task that this event changes for its group. Returns an empty id for other events, and for a
/// release, which is dispatched as a new task.
struct ChangedBy {
    TaskId operator()(const TaskAccepted& e) const { return e.id; }
    TaskId operator()(const TaskRecused& e) const { return e.id; }
    TaskId operator()(const TaskCheckedIn& e) const { return e.id; }
    TaskId operator()(const TaskReported& e) const { return e.final_report ? e.id : TaskId{}; }
    TaskId operator()(const TaskReviewed& e) const { return e.id; }
    TaskId operator()(const TaskMissed& e) const { return e.id; }
    TaskId operator()(const TaskWithdrawn& e) const { return e.id; }
    template <class Body>
    TaskId operator()(const Body&) const {
        return {};
    }
};

/// Unannounced: the devices the task was sealed for. Announced: every active device of the group.
std::vector<KeyId> recipients(const Task& task, const State& state) {
    std::vector<KeyId> devices;
    devices.reserve(task.sealed.size());
    for (const Sealed& sealed : task.sealed) devices.push_back(sealed.device);
    if (!devices.empty() || task.kind == TaskKind::Unannounced) return devices;
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Device && key.group == task.group && !key.revoked) {
            devices.push_back(id);
        }
    }
    return devices;
}

}  // namespace

void Dispatcher::clear() {
    mail_.clear();
    undelivered_.clear();
    uncommitted_.clear();
}

void Dispatcher::read_state(const State& state) {
    undelivered_.clear();
    for (const auto& [id, task] : state.tasks) await(task, state);
}

void Dispatcher::read_mail(const std::vector<std::pair<std::string, std::string>>& mail) {
    mail_ = {mail.begin(), mail.end()};
}

Dispatcher::Uncommitted& Dispatcher::uncommitted(std::uint64_t seq) {
    if (uncommitted_.empty() || uncommitted_.back().seq != seq) uncommitted_.push_back({seq});
    return uncommitted_.back();
}

bool Dispatcher::is_committed(TaskId id) const {
    return std::none_of(uncommitted_.begin(), uncommitted_.end(), [&](const Uncommitted& each) {
        return std::find(each.released.begin(), each.released.end(), id) != each.released.end();
    });
}

/// Marks the task as undelivered for each recipient that has not stored it, until the visit begins.
void Dispatcher::await(const Task& task, const State& state) {
    if (task.state != task::State::Released && task.state != task::State::Accepted) return;
    for (const KeyId& device : recipients(task, state)) {
        const auto& got = task.delivered;
        if (std::find(got.begin(), got.end(), device) == got.end()) {
            undelivered_[device].insert(task.id);
        }
    }
}

void Dispatcher::stop_waiting(TaskId id, const KeyId& device) {
    const auto waits = undelivered_.find(device);
    if (waits == undelivered_.end()) return;
    waits->second.erase(id);
    if (waits->second.empty()) undelivered_.erase(waits);
}

std::optional<std::string> Dispatcher::on_event(const EncodedEvent& event, const State& state,
                                                std::uint64_t seq) {
    if (const auto* delivered = std::get_if<TaskDelivered>(&event.event.body)) {
        stop_waiting(delivered->id, delivered->device);
        const std::string key = mail_key(delivered->id, delivered->device);
        return mail_.erase(key) > 0 ? std::optional(key) : std::nullopt;
    }
    if (const auto* taken = std::get_if<AssignmentDelivered>(&event.event.body)) {
        const std::string key = mail_key(taken->id, taken->device);
        return mail_.erase(key) > 0 ? std::optional(key) : std::nullopt;
    }
    for (const auto& [key, blob] : event.mail) mail_[key] = blob;
    if (const auto* released = std::get_if<TaskReleased>(&event.event.body)) {
        uncommitted(seq).released.push_back(released->id);
        await(state.tasks.at(released->id), state);
        return std::nullopt;
    }
    const TaskId changed = std::visit(ChangedBy{}, event.event.body);
    if (!changed) return std::nullopt;
    uncommitted(seq).changed.push_back({changed, event.event.via});
    const Task& task = state.tasks.at(changed);
    if (is_over(task.state)) {
        for (const KeyId& device : recipients(task, state)) stop_waiting(changed, device);
    }
    return std::nullopt;
}

void Dispatcher::on_committed(std::uint64_t seq, const State& state, const Sessions& sessions,
                              Turn& turn) {
    if (uncommitted_.empty() || uncommitted_.front().seq != seq) return;
    const Uncommitted now = std::move(uncommitted_.front());
    uncommitted_.pop_front();
    for (const TaskId id : now.released) {
        const Task& task = state.tasks.at(id);
        for (const KeyId& device : recipients(task, state)) {
            const Peer* peer = sessions.of_key(device);
            if (!peer) continue;
            send(task, *peer, turn);
            pauses_.erase(device);  // a new task resets the pause
            pause_longer(device, turn);
        }
    }
    // Sent once, to connected devices; the others get all their tasks when they greet.
    for (const Changed& each : now.changed) {
        const Task& task = state.tasks.at(each.task);
        for (const KeyId& device : task.delivered) {
            const Peer* peer = device == each.by ? nullptr : sessions.of_key(device);
            if (peer) turn.send(j_, peer->session, dispatch_of(task, device));
        }
    }
}

void Dispatcher::on_greeting(const Peer& peer, const State& state, Turn& turn) {
    pauses_.erase(peer.key);
    send_round(peer, state, turn);
}

/// Sends everything the device has not stored, then pauses once, whatever the number of tasks.
void Dispatcher::send_round(const Peer& peer, const State& state, Turn& turn) {
    const auto waits = undelivered_.find(peer.key);
    if (waits == undelivered_.end()) return;
    bool sent = false;
    for (const TaskId id : waits->second) {
        if (!is_committed(id)) continue;
        send(state.tasks.at(id), peer, turn);
        sent = true;
    }
    if (sent) pause_longer(peer.key, turn);
}

void Dispatcher::pause_longer(const KeyId& device, Turn& turn) {
    Pause& pause = pauses_[device];
    pause.ms = std::clamp(pause.ms * 2, redispatch_ms, redispatch_ms_max);
    pause.end_ms = turn.now.steady_ms + pause.ms;
}

void Dispatcher::send(const Task& task, const Peer& peer, Turn& turn) const {
    turn.send(j_, peer.session, dispatch_of(task, peer.key));
}

wire::Dispatch Dispatcher::dispatch_of(const Task& task, const KeyId& device) const {
    const auto mail = mail_.find(mail_key(task.id, device));
    return {task.id,
            task.year,
            task.number,
            task.accept_due,
            task.check_in_due,
            task.checklists,
            task.commitment,
            mail == mail_.end() ? Bytes{} : Bytes(mail->second),
            task.kind == TaskKind::Unannounced ? UnitId{} : task.target};
}

void Dispatcher::send_again_when_due(const State& state, const Sessions& sessions, Turn& turn) {
    for (const auto& [device, tasks] : undelivered_) {
        const auto pause = pauses_.find(device);
        if (pause != pauses_.end() && turn.now.steady_ms < pause->second.end_ms) continue;
        if (const Peer* peer = sessions.of_key(device)) send_round(*peer, state, turn);
    }
}

bool Dispatcher::waits_for_any(const Sessions& sessions) const {
    return std::any_of(undelivered_.begin(), undelivered_.end(),
                       [&](const auto& each) { return sessions.of_key(each.first) != nullptr; });
}

}  // namespace dudao::broker
