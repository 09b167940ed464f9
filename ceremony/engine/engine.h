// The engine's core: (the jurisdiction's state, now) -> what to remember, what to send. No clock,
// no disk, no network. Step it in every turn; it does what is due and nothing twice:
//
// - draws each tick in a window of each running plan, once, at its start (or as soon as it runs
//   again within the tick; a tick that passed while it was away is not made up for: the quota of
//   the ticks left grows);
// - releases what was drawn at the moment drawn;
// - passes a recused task on to the next ticket.
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
    Secret<32> master;  // K_e: whoever has it and the log can draw again
    seal::SigningKeys signing;
};

class Engine {
 public:
    Engine(Settings settings, Memory memory);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    Effects step(const State& state, Moment now);

    /// The office refused a call for good. `why` is a word of the protocol.
    Effects refused(const DrawId& draw, const ReleaseKey& release, const std::string& why);

    /// When step wants to be called next; always after the `now` of the last step.
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
    void set_next_due(Moment now);

    const Schedule& schedule_of(const State& state, const Plan& plan);
    UnderWay under_way(const State& state, PlanId plan) const;
    Hash seed_of(const Release& release) const;

    Settings settings_;
    std::map<PlanId, Moment> last_tick_;
    std::vector<Release> releases_;  // pending, sent, on the way
    std::set<KeyId> looked_at_;      // devices, once each
    std::set<PlanId> left_out_;      // running plans beyond their bounds, said once
    TaskId seen_;                    // tasks of the log up to here are known
    struct Planned {
        std::string calendar;  // revision it was made with
        Schedule schedule;
    };
    std::map<PlanId, Planned> schedules_;  // of running plans
    std::optional<Moment> next_due_;
};

}  // namespace dudao::engine
