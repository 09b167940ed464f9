// The rules of a demand: an explanation, undertaking or interview asked for by a step of the
// ladder.
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

/// The person addressed, or whoever holds the same duty for the unit today.
bool addressed(const Draft& draft, const Demand& d) {
    const PersonId& who = draft.context().actor;
    if (who == d.person) return true;
    const Role role = d.kind == DemandKind::Explanation ? Role::UnitOfficer : Role::Leader;
    return holds(draft.state(), who, role, d.unit, draft.now());
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
    if (!row(demand::table, d->state, demand::Verb::Serve)) {
        return not_now(demand::table, d->state, demand::Verb::Serve);
    }
    serve(draft, *d, false);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AnswerDemand& command) {
    const Demand* d = find(draft, command.demand);
    if (!d || !addressed(draft, *d)) return no_such_demand();
    if (!row(demand::table, d->state, demand::Verb::Answer)) {
        return not_now(demand::table, d->state, demand::Verb::Answer);
    }
    if (command.text.empty()) return refuse(Why::BadInput, "no_answer_written");
    draft.add(DemandStepped{d->id, demand::Verb::Answer, command.text, false, d->due});
    draft.cancel_all_timers(matter(d->id));
    return std::nullopt;
}

Refusal decide(Draft& draft, const DecideDemand& command) {
    const Demand* d = find(draft, command.demand);
    if (!d) return no_such_demand();
    if (draft.context().actor == d->person) {
        return refuse(Why::OwnMatter, "answerer_decides");
    }
    const auto verb = command.accept ? demand::Verb::Accept : demand::Verb::Return;
    if (!row(demand::table, d->state, verb)) return not_now(demand::table, d->state, verb);
    if (!command.accept && command.reason.empty()) {
        return refuse(Why::BadInput, "no_lack_of_answer_named");
    }
    const Moment due = command.accept ? d->due : draft.due(Budget{d->days, TimeUnit::WorkingDays});
    draft.add(DemandStepped{d->id, verb, command.reason, false, due});
    if (!command.accept) draft.set_timer(TimerKind::DemandDue, matter(d->id), due);
    return std::nullopt;
}

}  // namespace dudao
