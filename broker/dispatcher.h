// Tasks on their way to the devices of their groups. A task leaves after the commit that released
// it, again at each greeting of a device, and after a pause that doubles, until the device has
// stored it. To a device that has the task, a dispatch says that somebody else has changed it.
//
// What always holds:
// - No task leaves before the commit that released it; no change before the commit that made it.
// - The pause of a device doubles with each round, in which all that it has not stored is sent,
//   and starts over with a greeting and with a new task.
// - A task that is over is sent no more to a device that has not stored it.
// - A blob is given up when its own device has stored it, and no other device's with it.
//
// Inputs: events as they are folded (`seq`: of the batch they join), commits in order, greetings,
// the time (steady milliseconds). Bounds: as many rows as the state has open tasks and devices; a
// pause is within redispatch_ms and redispatch_ms_max.
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

    void clear();
    /// Which devices have not stored their tasks, by a state with nothing speculative in it.
    void read_state(const State& state);
    void read_mail(const std::vector<std::pair<std::string, std::string>>& mail);

    /// After the event was folded into `state`. The blob that is no longer needed, if there is one.
    std::optional<std::string> on_event(const EncodedEvent& event, const State& state,
                                        std::uint64_t seq);
    void on_committed(std::uint64_t seq, const State& state, const Sessions& sessions, Turn& turn);
    void on_greeting(const Peer& peer, const State& state, Turn& turn);
    void send_again_when_due(const State& state, const Sessions& sessions, Turn& turn);

    /// A device that is there has not stored a task of its own.
    bool waits_for_any(const Sessions& sessions) const;

 private:
    struct Changed {
        TaskId task;
        KeyId by;  // it knows
    };
    /// What a batch under way, or the open one, did to tasks.
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
    std::map<std::string, std::string> mail_;        // by mail_key
    std::map<KeyId, std::set<TaskId>> undelivered_;  // no device without a task
    std::map<KeyId, Pause> pauses_;                  // since the last round; none: the next is due
    std::deque<Uncommitted> uncommitted_;            // by seq; only those that did something
};

}  // namespace dudao::broker
