// The rules of demands: an explanation, undertaking or interview required by a step of the ladder.
#include "domain/rectification/serve.h"
#include "domain/refuse.h"
#include "domain/rules.h"

namespace dudao {
namespace {

const Demand* find(const Draft& draft, DemandId id) {
    const auto at = draft.state().demands.find(id);
    return at == draft.state().demands.end() ? nullptr : &at->second;
}

Refusal no_such_demand() { return refuse(Why::NotFound, "no_such_demand"); }

/// True for the person addressed, or whoever has the same duty for the unit today.
bool addressed(const Draft& draft, const Demand& d) {
    const PersonId& who = draft.context().actor;
    if (who == d.person) return true;
    const Role role = d.kind == DemandKind::Explanation ? Role::UnitOfficer : Role::Leader;
    return holds(draft.state(), who, role, d.unit, draft.now());
}

struct DemandStep {
    const Draft& draft;
    const Demand& d;
    const Text* words = nullptr;
};

template <class Command>
DemandStep step_by(const Draft& draft, const Demand& d, const Command& command) {
    if constexpr (requires { command.text; }) return {draft, d, &command.text};
    if constexpr (requires { command.reason; }) return {draft, d, &command.reason};
    return {draft, d};
}

Refusal answered_it(const DemandStep& step) {
    if (step.draft.context().actor != step.d.person) return std::nullopt;
    return refuse(Why::OwnMatter, "answerer_decides");
}

Refusal refused_by(demand::Guard guard, const DemandStep& step) {
    switch (guard) {
        case demand::Guard::None:
            break;
        case demand::Guard::WordsGiven:
            if (!step.words->empty()) break;
            return refuse(Why::BadInput, "no_answer_written");
        case demand::Guard::NotAddressed:
            return answered_it(step);
        case demand::Guard::NotAddressedReason:
            if (auto refusal = answered_it(step)) return refusal;
            if (!step.words->empty()) break;
            return refuse(Why::BadInput, "no_lack_of_answer_named");
    }
    return std::nullopt;
}

template <class Command>
Refusal step(const Draft& draft, const Demand& d, const Command& command) {
    return step_refused(demand::table, d.state, command.verb(), step_by(draft, d, command));
}

}  // namespace

void serve(Draft& draft, const Demand& d, bool deemed) {
    const Moment due = draft.due(Budget{d.days, TimeUnit::WorkingDays});
    draft.add(DemandStepped{d.id, demand::Verb::Serve, {}, deemed, due});
    draft.cancel_timers(matter(d.id),
                        [](const Timer& t) { return t.kind == TimerKind::DemandDeem; });
    draft.set_timer(TimerKind::DemandDue, matter(d.id), due);
}

Refusal decide(Draft& draft, const AcknowledgeDemand& command) {
    const Demand* d = find(draft, command.demand);
    if (!d || !addressed(draft, *d)) return no_such_demand();
    if (auto refusal = step(draft, *d, command)) return refusal;
    serve(draft, *d, false);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AnswerDemand& command) {
    const Demand* d = find(draft, command.demand);
    if (!d || !addressed(draft, *d)) return no_such_demand();
    if (auto refusal = step(draft, *d, command)) return refusal;
    draft.add(DemandStepped{d->id, demand::Verb::Answer, command.text, false, d->due});
    draft.cancel_all_timers(matter(d->id));
    return std::nullopt;
}

Refusal decide(Draft& draft, const DecideDemand& command) {
    const Demand* d = find(draft, command.demand);
    if (!d) return no_such_demand();
    if (auto refusal = step(draft, *d, command)) return refusal;
    const Moment due = command.accept ? d->due : draft.due(Budget{d->days, TimeUnit::WorkingDays});
    draft.add(DemandStepped{d->id, command.verb(), command.reason, false, due});
    if (!command.accept) draft.set_timer(TimerKind::DemandDue, matter(d->id), due);
    return std::nullopt;
}

}  // namespace dudao
