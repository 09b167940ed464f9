#include "domain/folds.h"

namespace dudao {

void apply(State& state, const EventHead& e, const PlanDrafted& body) {
    state.counters["plan/" + std::to_string(body.year)] = body.number;
    state.plans[body.id] =
        Plan{body.id, body.year, body.number, plan::State::Draft, body.draft, e.actor, {}};
}

void apply(State& state, const EventHead& e, const PlanStepped& body) {
    Plan& plan = at(state.plans, body.id);
    plan.state = after(plan::table, plan.state, body.verb);
    if (body.verb == plan::Verb::Approve) plan.approver = e.actor;
}

void apply(State& state, const EventHead&, const RecordDraw& body) {
    state.draws[body.draw] = body;
}

}  // namespace dudao
