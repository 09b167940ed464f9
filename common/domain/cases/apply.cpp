#include "domain/folds.h"

namespace dudao {

void apply(State& state, const EventHead& e, const LeadOpened& body) {
    state.counters["case/" + std::to_string(body.year)] = body.number;
    state.cases[body.id] =
        Case{body.id,     body.year,          body.number,  cases::State::Lead, cases::Track::None,
             body.source, body.rectification, body.finding, body.unit,          e.at};
    if (body.rectification) at(state.rectifications, body.rectification).lead = body.id;
    if (body.finding) at(state.findings, body.finding).lead = body.id;
}

void apply(State& state, const EventHead&, const LeadDisposed& body) {
    Case& row = at(state.cases, body.id);
    row.state = after(cases::table, row.state, body.verb);
}

}  // namespace dudao
