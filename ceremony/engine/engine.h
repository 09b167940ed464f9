// The engine's core: takes the jurisdiction's state and the time, returns what to store and what to
// send. No clock, disk or network. Call step() every turn; it does what is due and repeats nothing:
//
// - It draws each tick that lies in a window of a running plan, once, at the start of the tick, or
//   later within the tick if it was not running. A tick that passed entirely is not drawn later;
//   the quota of the remaining ticks grows.
// - It releases each drawn task at its drawn moment.
// - It passes a recused task on to the next ticket.
// - It seals a task under way for each live device of its group that it was not sealed for: one was
//   lost and replaced, or another was added.
#pragma once

#include <memory>
#include <set>

#include "ceremony/engine/records.h"
#include "ceremony/engine/rows.h"
#include "ceremony/engine/schedule.h"
#include "ceremony/engine/tick.h"
#include "domain/hash.h"
#include "domain/state.h"
#include "seal/seal.h"

namespace dudao::engine {

struct Settings {
    std::string jurisdiction;
    Secret<32> master;  // K_e: with it and the log, anyone can repeat every draw
    seal::SigningKeys signing;
};

class Engine {
 public:
    Engine(Settings settings, Memory memory);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Does everything that is due at `now`. The caller stores the effects before sending anything.
    Effects step(const State& state, Moment now);

    /// The office finally refused a call: `draw` and `release` as they stood in it. `why` is a word
    /// of the protocol.
    Effects refused(const DrawId& draw, const ReleaseKey& release, const std::string& why);

    /// When step() must be called next, always after the last `now`; std::nullopt: nothing is
    /// scheduled.
    std::optional<Moment> next_due() const { return next_due_; }

 private:
    static void leave_out(const std::string& event, const std::string& what, const std::string& why,
                          Effects& effects);
    template <class Work>
    static void guarded(const std::string& event, const std::string& what, Effects& effects,
                        Work&& work);
    void look_at_devices(const State& state, Effects& effects);
    void find_in_log(const State& state, Effects& effects);
    void follow(const State& state, Moment now, Effects& effects);
    void follow_one(const State& state, Moment now, std::size_t which, Effects& effects);
    void pass_on(const State& state, Moment now, Release& recused, Effects& effects);
    void draw_ticks(const State& state, Moment now, Effects& effects);
    void draw(const State& state, const Plan& plan, const Tick& tick, Effects& effects);
    void hold(const State& state, const Plan& plan, const Made& made, const draw::Visit& visit,
              Moment moment, Effects& effects);
    void release_due(const State& state, Moment now, Effects& effects);
    void seal_again(const State& state, const Plan& plan, Release& release);
    void seal_further(const State& state, Effects& effects);
    void seal_further(const State& state, const Task& task, const Release& release,
                      Effects& effects);
    void set_next_due(Moment now);

    const Schedule& schedule_of(const State& state, const Plan& plan);
    UnderWay under_way(const State& state, PlanId plan) const;
    Hash seed_of(const Release& release) const;

    Settings settings_;
    std::map<PlanId, Moment> last_tick_;
    std::vector<Release> releases_;                      // pending, sent, on the way or on site
    std::set<KeyId> looked_at_;                          // devices already checked
    std::set<std::pair<TaskId, KeyId>> sealed_further_;  // sent since the start of the process
    std::set<PlanId> left_out_;  // running plans beyond the bounds, already logged
    TaskId seen_;                // all tasks of the log up to this one are known
    struct Planned {
        std::string calendar;  // the revision it was computed from
        Schedule schedule;
    };
    std::map<PlanId, Planned> schedules_;  // schedules of running plans
    std::optional<Moment> next_due_;
};

}  // namespace dudao::engine
