// Dispatch: a task leaves for its group's devices after the commit, and again until they have
// stored it. To those that have it a dispatch says that somebody else has changed it.
#include <algorithm>

#include "broker/jurisdiction.h"
#include "broker/limits.h"

namespace dudao::broker {
namespace {

bool is_over(task::State state) {
    using S = task::State;
    return state == S::Withdrawn || state == S::Missed || state == S::Recused || state == S::Closed;
}

}  // namespace

/// Unannounced: the devices it was sealed for. Announced: every live device of the group.
std::vector<KeyId> Jurisdiction::recipients(const Task& task) const {
    std::vector<KeyId> devices;
    for (const Sealed& sealed : task.sealed) devices.push_back(sealed.device);
    if (!devices.empty() || task.kind == TaskKind::Unannounced) return devices;
    for (const auto& [id, key] : state_.keys) {
        if (key.kind == KeyKind::Device && key.group == task.group && !key.revoked) {
            devices.push_back(id);
        }
    }
    return devices;
}

void Jurisdiction::note_released(TaskId id) {
    const auto at = state_.tasks.find(id);
    if (at == state_.tasks.end()) return;
    const Task& task = at->second;
    const bool open = task.state == task::State::Released || task.state == task::State::Accepted;
    if (!open) return;
    for (const KeyId& device : recipients(task)) {
        const auto& got = task.delivered;
        if (std::find(got.begin(), got.end(), device) == got.end()) undelivered_[device].insert(id);
    }
}

/// What is over is sent to nobody any more who does not have it.
void Jurisdiction::note_changed(TaskId id, const KeyId& by) {
    open_.changed.push_back({id, by});
    const Task& task = state_.tasks.at(id);
    if (!is_over(task.state)) return;
    for (const KeyId& device : recipients(task)) {
        const auto waits = undelivered_.find(device);
        if (waits == undelivered_.end()) continue;
        waits->second.erase(id);
        if (waits->second.empty()) undelivered_.erase(waits);
    }
}

bool Jurisdiction::awaits_ack(const KeyId& device) const {
    const auto waits = undelivered_.find(device);
    return waits != undelivered_.end() && !waits->second.empty();
}

wire::Dispatch Jurisdiction::dispatch_of(const Task& task, const KeyId& device) const {
    const auto mail = mail_.find(std::to_string(task.id.value) + ":" + device.text);
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

void Jurisdiction::dispatch(const Task& task, const Peer& peer, Turn& turn) {
    Backoff& backoff = redispatch_[peer.key];
    backoff.pause_ms = std::clamp(backoff.pause_ms * 2, redispatch_ms, redispatch_ms_max);
    backoff.at_ms = turn.now.steady_ms + backoff.pause_ms;
    turn.send(options_.j, peer.session, dispatch_of(task, peer.key));
}

/// Once, to those who are there: the others ask for all of their tasks when they greet.
void Jurisdiction::dispatch_changed(const TaskChanged& changed, Turn& turn) {
    const Task& task = state_.tasks.at(changed.task);
    for (const KeyId& device : task.delivered) {
        const Peer* peer = device == changed.by ? nullptr : sessions_.of_key(device);
        if (peer) turn.send(options_.j, peer->session, dispatch_of(task, device));
    }
}

void Jurisdiction::dispatch_all(const Peer& peer, Turn& turn) {
    const auto waits = undelivered_.find(peer.key);
    if (waits == undelivered_.end()) return;
    for (const TaskId id : waits->second) {
        // Released by a batch still under way: it leaves when that is committed.
        const bool committed =
            std::none_of(under_way_.begin(), under_way_.end(), [&](const UnderWay& batch) {
                return std::find(batch.released.begin(), batch.released.end(), id) !=
                       batch.released.end();
            });
        const bool open =
            std::find(open_.released.begin(), open_.released.end(), id) != open_.released.end();
        if (committed && !open) dispatch(state_.tasks.at(id), peer, turn);
    }
}

void Jurisdiction::redispatch_when_due(Turn& turn) {
    for (const auto& [device, tasks] : undelivered_) {
        const auto backoff = redispatch_.find(device);
        if (backoff == redispatch_.end() || turn.now.steady_ms < backoff->second.at_ms) continue;
        if (const Peer* peer = sessions_.of_key(device)) dispatch_all(*peer, turn);
    }
}

}  // namespace dudao::broker
