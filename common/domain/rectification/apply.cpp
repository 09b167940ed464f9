#include "domain/folds.h"

namespace dudao {

using rectification::Verb;

void apply(State& state, const EventHead&, const RectificationIssued& body) {
    state.counters["rectification/" + std::to_string(body.year)] = body.number;
    Finding& finding = at(state.findings, body.finding);
    if (finding.state == finding::State::Confirmed) {
        finding.state = after(finding::table, finding.state, finding::Verb::Issue);
    }
    finding.rectification = body.id;
    Rectification r;
    r.id = body.id;
    r.year = body.year;
    r.number = body.number;
    r.finding = body.finding;
    r.severity = body.severity;
    r.unit = body.unit;
    r.responsible = body.responsible;
    r.supporting = body.supporting;
    r.policy = body.policy;
    r.budget = body.budget;
    r.reopened_from = body.reopened_from;
    state.rectifications[body.id] = std::move(r);
}

void apply(State& state, const EventHead&, const RectificationServed& body) {
    Rectification& r = at(state.rectifications, body.id);
    r.state = after(rectification::table, r.state, Verb::Serve);
}

void apply(State& state, const EventHead&, const ClockStarted& body) {
    Rectification& r = at(state.rectifications, body.id);
    // A new generation takes the steps of the ladder again.
    if (body.generation != r.generation) r.step = 0;
    r.generation = body.generation;
    r.started_at = body.started_at;
    r.budget = body.budget;
    r.consumed = r.consumed_before = body.consumed;
    r.deadline = body.deadline;
    r.clock_runs = true;
    r.stopped_at = {};
    r.granted_standing = 0;
}

void apply(State& state, const EventHead& e, const ClockStopped& body) {
    Rectification& r = at(state.rectifications, body.id);
    r.consumed = body.consumed;
    r.clock_runs = false;
    r.stopped_at = e.at;
}

void apply(State& state, const EventHead& e, const RectificationStepped& body) {
    Rectification& r = at(state.rectifications, body.id);
    r.state = after(rectification::table, r.state, body.verb);
    switch (body.verb) {
        case Verb::Submit:
            r.submitted_at = e.at;
            r.submitted_by = e.actor;
            r.extension.open = false;  // a submission ends an open request for more time
            break;
        case Verb::Return:
            r.returns += 1;
            r.verifier = {};  // the verification that was asked for has been made
            break;
        case Verb::Verify:
            r.verified_by = e.actor;
            r.struck_off_at = e.at;
            break;
        case Verb::FallAway:
            r.struck_off_at = e.at;
            break;
        default:
            break;
    }
    if (r.state == rectification::State::StruckOff) {
        r.clock_runs = false;
        r.listed = false;
        r.extension.open = false;
        r.verifier = {};
        state.told.erase(Matter{MatterKind::Rectification, r.id.value});
    }
}

void apply(State& state, const EventHead&, const ExtensionRequested& body) {
    at(state.rectifications, body.id).extension = ExtensionRequest{true, body.budget, body.reason};
}

void apply(State& state, const EventHead&, const ExtensionDecided& body) {
    Rectification& r = at(state.rectifications, body.id);
    r.extension.open = false;
    if (!body.granted) return;
    r.extensions += 1;
    r.budget.amount += r.extension.budget.amount;
    if (r.generation > 0 && !r.clock_runs) r.granted_standing += r.extension.budget.amount;
}

void apply(State& state, const EventHead&, const RectificationTransferred& body) {
    Rectification& r = at(state.rectifications, body.id);
    if (r.unit != body.unit) r.verifier = {};  // chosen with the former unit in mind
    r.unit = body.unit;
    r.responsible = body.responsible;
}

void apply(State& state, const EventHead&, const VerifierAssigned& body) {
    at(state.rectifications, body.id).verifier = body.person;
}

void apply(State& state, const EventHead&, const StepTaken& body) {
    Rectification& r = at(state.rectifications, body.id);
    r.step = body.step;
    if (body.slip == Slip::Red) r.listed = true;
}

void apply(State&, const EventHead&, const StepOvertaken&) {}

void apply(State& state, const EventHead&, const DemandIssued& body) {
    Demand d;
    d.id = body.id;
    d.kind = body.kind;
    d.rectification = body.rectification;
    d.step = body.step;
    d.unit = body.unit;
    d.person = body.person;
    d.days = body.days;
    d.policy = body.policy;
    state.demands[body.id] = std::move(d);
}

void apply(State& state, const EventHead&, const DemandStepped& body) {
    Demand& d = at(state.demands, body.id);
    d.state = after(demand::table, d.state, body.verb);
    d.due = body.due;
    if (d.state == demand::State::Done) state.told.erase(Matter{MatterKind::Demand, d.id.value});
}

}  // namespace dudao
