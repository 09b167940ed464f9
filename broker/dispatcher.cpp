#include "broker/dispatcher.h"

#include <algorithm>

#include "broker/limits.h"

namespace dudao::broker {
namespace {

bool is_over(const Task& task) { return task::is_over(task.state); }
bool is_over(const Assignment& row) { return !assignment::is_open(row.state); }

const Task& row_of(const State& state, TaskId id) { return state.tasks.at(id); }
const Assignment& row_of(const State& state, AssignmentId id) { return state.assignments.at(id); }

/// The errand that this event changes for its devices. std::nullopt for other events, and for a
/// release, which is dispatched as a new errand.
struct ChangedBy {
    using Found = std::optional<Errand>;
    Found operator()(const TaskAccepted& e) const { return e.id; }
    Found operator()(const TaskRecused& e) const { return e.id; }
    Found operator()(const TaskCheckedIn& e) const { return e.id; }
    Found operator()(const TaskReported& e) const {
        return e.final_report ? Found(e.id) : std::nullopt;
    }
    Found operator()(const TaskReviewed& e) const { return e.id; }
    Found operator()(const TaskMissed& e) const { return e.id; }
    Found operator()(const TaskWithdrawn& e) const { return e.id; }
    Found operator()(const AssignmentStepped& e) const { return e.id; }
    template <class Body>
    Found operator()(const Body&) const {
        return std::nullopt;
    }
};

std::vector<KeyId> sealed_for(const std::vector<Sealed>& all) {
    std::vector<KeyId> devices(all.size());
    std::transform(all.begin(), all.end(), devices.begin(),
                   [](const Sealed& each) { return each.device; });
    return devices;
}

/// Unannounced: the devices the task was sealed for. Announced: every active device of the group.
std::vector<KeyId> recipients(const Task& task, const State& state) {
    std::vector<KeyId> devices = sealed_for(task.sealed);
    if (!devices.empty() || task.kind == TaskKind::Unannounced) return devices;
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Device && key.group == task.group && !key.revoked) {
            devices.push_back(id);
        }
    }
    return devices;
}
std::vector<KeyId> recipients(const Assignment& row, const State&) {
    return sealed_for(row.sealed);
}

std::string mail_key_of(const Errand& errand, const KeyId& device) {
    return std::visit([&](auto id) { return mail_key(id, device); }, errand);
}

}  // namespace

void Dispatcher::clear() {
    mail_.clear();
    undelivered_.clear();
    uncommitted_.clear();
}

void Dispatcher::read_state(const State& state) {
    undelivered_.clear();
    for (const auto& [id, task] : state.tasks) await(id, state);
    for (const auto& [id, row] : state.assignments) await(id, state);
}

void Dispatcher::read_mail(const std::vector<std::pair<std::string, std::string>>& mail) {
    mail_ = {mail.begin(), mail.end()};
}

Dispatcher::Uncommitted& Dispatcher::uncommitted(std::uint64_t seq) {
    if (uncommitted_.empty() || uncommitted_.back().seq != seq) uncommitted_.push_back({seq});
    return uncommitted_.back();
}

bool Dispatcher::is_committed(const Errand& errand) const {
    return std::none_of(uncommitted_.begin(), uncommitted_.end(), [&](const Uncommitted& each) {
        return std::find(each.released.begin(), each.released.end(), errand) != each.released.end();
    });
}

/// Marks the errand as undelivered for each recipient that has not stored it.
void Dispatcher::await(const Errand& errand, const State& state) {
    std::visit(
        [&](auto id) {
            const auto& row = row_of(state, id);
            if (is_over(row)) return;
            for (const KeyId& device : recipients(row, state)) {
                const auto& got = row.delivered;
                if (std::find(got.begin(), got.end(), device) == got.end()) {
                    undelivered_[device].insert(errand);
                }
            }
        },
        errand);
}

/// An announced visit is for every live device of its group, also for one enrolled since.
void Dispatcher::await_announced(const KeyRow& key, const State& state) {
    if (key.kind != KeyKind::Device || !key.group) return;
    for (const auto& [id, task] : state.tasks) {
        if (task.kind != TaskKind::Unannounced && task.group == key.group) await(id, state);
    }
}

void Dispatcher::stop_waiting(const Errand& errand, const KeyId& device) {
    const auto waits = undelivered_.find(device);
    if (waits == undelivered_.end()) return;
    waits->second.erase(errand);
    if (waits->second.empty()) undelivered_.erase(waits);
}

/// Forgets the device's blob. Returns its key, if there was one.
std::vector<std::string> Dispatcher::drop_mail(const Errand& errand, const KeyId& device) {
    const std::string key = mail_key_of(errand, device);
    return mail_.erase(key) > 0 ? std::vector{key} : std::vector<std::string>{};
}

std::vector<std::string> Dispatcher::on_event(const EncodedEvent& event, const State& state,
                                              std::uint64_t seq) {
    const auto is_stored = [&](const auto& delivered) {
        stop_waiting(delivered.id, delivered.device);
        return drop_mail(delivered.id, delivered.device);
    };
    const EventBody& body = event.event.body;
    if (const auto* delivered = std::get_if<TaskDelivered>(&body)) return is_stored(*delivered);
    if (const auto* taken = std::get_if<AssignmentDelivered>(&body)) return is_stored(*taken);

    for (const auto& [key, blob] : event.mail) mail_[key] = blob;
    const auto is_released = [&](const Errand& errand) {
        uncommitted(seq).released.push_back(errand);
        await(errand, state);
        return std::vector<std::string>{};
    };
    if (const auto* released = std::get_if<TaskReleased>(&body)) return is_released(released->id);
    if (const auto* further = std::get_if<TaskResealed>(&body)) return is_released(further->id);
    if (const auto* key = std::get_if<KeyRow>(&body)) await_announced(*key, state);
    if (const auto* issued = std::get_if<AssignmentIssued>(&body)) return is_released(issued->id);

    const std::optional<Errand> changed = std::visit(ChangedBy{}, body);
    std::vector<std::string> unneeded;
    if (!changed) return unneeded;
    uncommitted(seq).changed.push_back({*changed, event.event.via});
    std::visit(
        [&](auto id) {
            const auto& row = row_of(state, id);
            if (!is_over(row)) return;
            for (const KeyId& device : recipients(row, state)) {
                stop_waiting(id, device);
                for (std::string& key : drop_mail(id, device)) unneeded.push_back(std::move(key));
            }
        },
        *changed);
    return unneeded;
}

void Dispatcher::on_committed(std::uint64_t seq, const State& state, const Sessions& sessions,
                              Turn& turn) {
    if (uncommitted_.empty() || uncommitted_.front().seq != seq) return;
    const Uncommitted now = std::move(uncommitted_.front());
    uncommitted_.pop_front();
    const auto devices_of = [&](const Errand& errand) {
        return std::visit([&](auto id) { return recipients(row_of(state, id), state); }, errand);
    };
    for (const Errand& errand : now.released) {
        for (const KeyId& device : devices_of(errand)) {
            const Peer* peer = sessions.of_key(device);
            const auto waits = undelivered_.find(device);
            if (!peer || waits == undelivered_.end() || !waits->second.contains(errand)) continue;
            send(errand, state, *peer, turn);
            pauses_.erase(device);  // a new errand resets the pause
            pause_longer(device, turn);
        }
    }
    // Sent once, to connected devices; the others get all their errands when they greet.
    for (const Changed& each : now.changed) {
        const auto stored =
            std::visit([&](auto id) { return row_of(state, id).delivered; }, each.errand);
        for (const KeyId& device : stored) {
            const Peer* peer = device == each.by ? nullptr : sessions.of_key(device);
            if (peer) send(each.errand, state, *peer, turn);
        }
    }
}

void Dispatcher::on_greeting(const Peer& peer, const State& state, Turn& turn) {
    pauses_.erase(peer.key);
    send_round(peer, state, turn);
}

/// Sends everything the device has not stored, then pauses once, whatever the number of errands.
void Dispatcher::send_round(const Peer& peer, const State& state, Turn& turn) {
    const auto waits = undelivered_.find(peer.key);
    if (waits == undelivered_.end()) return;
    bool sent = false;
    for (const Errand& errand : waits->second) {
        if (!is_committed(errand)) continue;
        send(errand, state, peer, turn);
        sent = true;
    }
    if (sent) pause_longer(peer.key, turn);
}

void Dispatcher::pause_longer(const KeyId& device, Turn& turn) {
    Pause& pause = pauses_[device];
    pause.ms = std::clamp(pause.ms * 2, redispatch_ms, redispatch_ms_max);
    pause.end_ms = turn.now.steady_ms + pause.ms;
}

void Dispatcher::send(const Errand& errand, const State& state, const Peer& peer,
                      Turn& turn) const {
    if (const auto* task = std::get_if<TaskId>(&errand)) {
        turn.send(j_, peer.session, dispatch_of(state.tasks.at(*task), peer.key),
                  peer.reads_bundles);
    } else {
        const Assignment& row = state.assignments.at(std::get<AssignmentId>(errand));
        turn.send(j_, peer.session, dispatch_of(row, state, peer.key), peer.reads_bundles);
    }
}

Bytes Dispatcher::blob_of(const std::string& mail_key) const {
    const auto mail = mail_.find(mail_key);
    return mail == mail_.end() ? Bytes{} : Bytes(mail->second);
}

wire::Dispatch Dispatcher::dispatch_of(const Task& task, const KeyId& device) const {
    return {task.id,
            task.year,
            task.number,
            task.accept_due,
            task.check_in_due,
            task.checklists,
            task.commitment,
            blob_of(mail_key(task.id, device)),
            task.kind == TaskKind::Unannounced ? UnitId{} : task.target};
}

wire::AssignmentDispatch Dispatcher::dispatch_of(const Assignment& row, const State& state,
                                                 const KeyId& device) const {
    const Case& lead = state.cases.at(row.lead);
    const auto sender = state.keys.find(row.sender);
    return {row.id,
            row.year,
            row.number,
            row.kind,
            row.paper,
            lead.year,
            lead.number,
            row.due,
            sender == state.keys.end() ? Bytes{} : sender->second.public_key,
            row.commitment,
            blob_of(mail_key(row.id, device))};
}

void Dispatcher::send_again_when_due(const State& state, const Sessions& sessions, Turn& turn) {
    for (const auto& [device, errands] : undelivered_) {
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
