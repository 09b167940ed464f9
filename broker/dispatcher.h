// Delivers errands to devices: tasks to those of their groups, assignments to those of their case
// teams. An errand is sent after the commit that released it, again whenever the device greets, and
// again after a pause that doubles, until the device has acknowledged storing it. When an errand is
// changed, its dispatch is sent again to the other devices that already have it, so that they query
// its new state.
//
// Invariants:
// - No errand is sent before the commit that released it, and no change before its commit.
// - Each round sends a device everything it has not stored. The device's pause doubles with each
//   round; a greeting or a new errand resets it.
// - A finished errand is no longer dispatched to devices that never stored it.
// - A sealed blob is deleted when its own device has stored the errand, or the errand is finished.
//   Until then the blobs of other devices stay.
//
// Inputs: events as they are folded (`seq`: the batch they join), commits in order, greetings, the
// time (steady milliseconds). Bounds: at most one row per open errand and device; a pause is
// between redispatch_ms and redispatch_ms_max.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "broker/encoded_event.h"
#include "broker/sessions.h"
#include "broker/turn.h"
#include "domain/state.h"

namespace dudao::broker {

using Errand = std::variant<TaskId, AssignmentId>;

class Dispatcher {
 public:
    explicit Dispatcher(std::string j) : j_(std::move(j)) {}

    /// Forgets all errands and blobs, when the state is discarded.
    void clear();
    /// Reads from `state`, which must hold committed events only, which devices have not stored
    /// their errands.
    void read_state(const State& state);
    /// Takes the sealed blobs of {j}:mail: mail_key, blob.
    void read_mail(const std::vector<std::pair<std::string, std::string>>& mail);

    /// Call after the event was folded into `state`. Returns the mail_keys of blobs that are no
    /// longer needed.
    std::vector<std::string> on_event(const EncodedEvent& event, const State& state,
                                      std::uint64_t seq);
    /// Sends the errands and changes of batch `seq` to the connected devices.
    void on_committed(std::uint64_t seq, const State& state, const Sessions& sessions, Turn& turn);
    /// Sends everything the device has not stored.
    void on_greeting(const Peer& peer, const State& state, Turn& turn);
    /// Starts a round for each connected device whose pause is over.
    void send_again_when_due(const State& state, const Sessions& sessions, Turn& turn);

    /// True if a connected device has not yet stored an errand addressed to it.
    bool waits_for_any(const Sessions& sessions) const;

 private:
    struct Changed {
        Errand errand;
        KeyId by;  // already has the change: it made it
    };
    /// Errands changed by a batch that is not committed yet (open or in flight).
    struct Uncommitted {
        std::uint64_t seq = 0;
        std::vector<Errand> released{};
        std::vector<Changed> changed{};
    };
    struct Pause {
        std::int64_t ms = 0;
        std::int64_t end_ms = 0;
    };
    Uncommitted& uncommitted(std::uint64_t seq);
    bool is_committed(const Errand& errand) const;
    void await(const Errand& errand, const State& state);
    void await_announced(const KeyRow& key, const State& state);
    void stop_waiting(const Errand& errand, const KeyId& device);
    std::vector<std::string> drop_mail(const Errand& errand, const KeyId& device);
    void send_round(const Peer& peer, const State& state, Turn& turn);
    void pause_longer(const KeyId& device, Turn& turn);
    void send(const Errand& errand, const State& state, const Peer& peer, Turn& turn) const;
    Bytes blob_of(const std::string& mail_key) const;
    wire::Dispatch dispatch_of(const Task& task, const KeyId& device) const;
    wire::AssignmentDispatch dispatch_of(const Assignment& row, const State& state,
                                         const KeyId& device) const;

    std::string j_;
    std::map<std::string, std::string> mail_;  // by mail_key
    /// Contains only devices with at least one undelivered errand.
    std::map<KeyId, std::set<Errand>> undelivered_;
    /// Pause until the next round; no entry: the next round is due now.
    std::map<KeyId, Pause> pauses_;
    std::deque<Uncommitted> uncommitted_;  // in seq order; only batches that changed an errand
};

}  // namespace dudao::broker
