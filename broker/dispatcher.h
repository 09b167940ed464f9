// Delivers tasks to the devices of their groups. A task is sent after the commit that released it,
// again whenever the device greets, and again after a pause that doubles, until the device has
// acknowledged storing it. When a task is changed, its dispatch is sent again to the other devices
// that already have it, so that they query its new state.
//
// Invariants:
// - No task is sent before the commit that released it, and no change before its commit.
// - Each round sends a device everything it has not stored. The device's pause doubles with each
//   round; a greeting or a new task resets it.
// - A finished task is no longer dispatched to devices that never stored it.
// - A sealed blob is deleted when its own device has stored the task. The blobs of other devices
//   stay.
//
// Inputs: events as they are folded (`seq`: the batch they join), commits in order, greetings, the
// time (steady milliseconds). Bounds: at most one row per open task and device; a pause is between
// redispatch_ms and redispatch_ms_max.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "broker/encoded_event.h"
#include "broker/sessions.h"
#include "broker/turn.h"
#include "domain/state.h"

namespace dudao::broker {

class Dispatcher {
 public:
    explicit Dispatcher(std::string j) : j_(std::move(j)) {}

    /// Forgets all tasks and blobs, when the state is discarded.
    void clear();
    /// Reads from `state`, which must hold committed events only, which devices have not stored
    /// their tasks.
    void read_state(const State& state);
    /// Takes the sealed blobs of {j}:mail: mail_key, blob.
    void read_mail(const std::vector<std::pair<std::string, std::string>>& mail);

    /// Call after the event was folded into `state`. Returns the mail_key of a blob that is no
    /// longer needed, or std::nullopt.
    std::optional<std::string> on_event(const EncodedEvent& event, const State& state,
                                        std::uint64_t seq);
    /// Sends the tasks and changes of batch `seq` to the connected devices.
    void on_committed(std::uint64_t seq, const State& state, const Sessions& sessions, Turn& turn);
    /// Sends everything the device has not stored.
    void on_greeting(const Peer& peer, const State& state, Turn& turn);
    /// Starts a round for each connected device whose pause is over.
    void send_again_when_due(const State& state, const Sessions& sessions, Turn& turn);

    /// True if a connected device has not yet stored a task addressed to it.
    bool waits_for_any(const Sessions& sessions) const;

 private:
    struct Changed {
        TaskId task;
        KeyId by;  // already has the change: it made it
    };
    /// Task changes made by a batch that is not committed yet (open or in flight).
    struct Uncommitted {
        std::uint64_t seq = 0;
        std::vector<TaskId> released{};
        std::vector<Changed> changed{};
    };
    struct Pause {
        std::int64_t ms = 0;
        std::int64_t end_ms = 0;
    };
    Uncommitted& uncommitted(std::uint64_t seq);
    bool is_committed(TaskId id) const;
    void await(const Task& task, const State& state);
    void stop_waiting(TaskId id, const KeyId& device);
    void send_round(const Peer& peer, const State& state, Turn& turn);
    void pause_longer(const KeyId& device, Turn& turn);
    void send(const Task& task, const Peer& peer, Turn& turn) const;
    wire::Dispatch dispatch_of(const Task& task, const KeyId& device) const;

    std::string j_;
    std::map<std::string, std::string> mail_;  // by mail_key
    /// Contains only devices with at least one undelivered task.
    std::map<KeyId, std::set<TaskId>> undelivered_;
    /// Pause until the next round; no entry: the next round is due now.
    std::map<KeyId, Pause> pauses_;
    std::deque<Uncommitted> uncommitted_;  // in seq order; only batches that changed a task
};

}  // namespace dudao::broker
