#include <algorithm>

#include "domain/cases/hands.h"
#include "domain/folds.h"

namespace dudao {
namespace {

void add_hand(Case& lead, const PersonId& person, Part part) {
    const Hand hand{person, part};
    if (!person || std::find(lead.hands.begin(), lead.hands.end(), hand) != lead.hands.end())
        return;
    lead.hands.push_back(hand);
}

/// Where a step leads, some facts of the case begin anew.
void enter(Case& lead, cases::State to, Moment at) {
    using cases::State;
    lead.state = to;
    lead.stage_from = static_cast<std::int32_t>(lead.assignments.size());
    if (to == State::Started) lead.filed_at = at;
    if (to == State::Proposed) lead.defended = false;
    if (to == State::Proposed || to == State::Decided || to == State::Exempted ||
        to == State::Inquiry || to == State::Upheld || to == State::Amended) {
        lead.served_at = {};
    }
}

}  // namespace

void apply(State& state, const EventHead&, const TeamRow& body) { state.teams[body.id] = body; }

void apply(State& state, const EventHead& e, const LeadOpened& body) {
    state.counters["case/" + std::to_string(body.year)] = body.number;
    Case lead;
    lead.id = body.id;
    lead.year = body.year;
    lead.number = body.number;
    lead.source = body.source;
    lead.rectification = body.rectification;
    lead.finding = body.finding;
    lead.unit = body.unit;
    lead.opened_at = e.at;
    lead.policy = body.policy;
    state.cases[body.id] = std::move(lead);
    if (body.rectification) at(state.rectifications, body.rectification).lead = body.id;
    if (body.finding) at(state.findings, body.finding).lead = body.id;
}

void apply(State& state, const EventHead& e, const LeadDisposed& body) {
    Case& lead = at(state.cases, body.id);
    enter(lead, after(cases::table, lead.state, body.verb), e.at);
}

void apply(State& state, const EventHead&, const SubjectNamed& body) {
    at(state.cases, body.id).subject = body.subject;
}

void apply(State& state, const EventHead&, const TeamAssigned& body) {
    Case& lead = at(state.cases, body.id);
    (body.part == Part::Reviewed   ? lead.reviewers
     : body.part == Part::Appealed ? lead.appeal_team
                                   : lead.team) = body.team;
}

void apply(State& state, const EventHead& e, const CaseStepped& body) {
    using cases::State, cases::Verb;
    Case& lead = at(state.cases, body.id);
    const State from = lead.state;
    if (const auto part = part_of(lead, body.verb)) add_hand(lead, e.actor, *part);
    if (const auto part = part_of_second(lead, body.verb)) add_hand(lead, e.second, *part);
    if (body.track != cases::Track::None) lead.track = body.track;
    if (body.verb == Verb::StartSimple) lead.simple = true;
    if (body.verb == Verb::TakeUp) lead.taken_up = true;
    if (body.verb == Verb::ReturnReview) {
        lead.review_left = lead.due > e.at ? lead.due - e.at : Span{};
    }
    if (body.verb == Verb::ReturnAnew) lead.review_left = {};
    if (!body.measures.empty()) lead.measures = body.measures;
    if (body.verb == Verb::Revoke || body.verb == Verb::Exempt) lead.measures.clear();
    enter(lead, after(cases::table, from, body.verb), e.at);
}

void apply(State& state, const EventHead&, const CaseLimitSet& body) {
    Case& lead = at(state.cases, body.id);
    lead.limit = body.limit;
    lead.extended = body.extended;
    lead.due = body.due;
}

void apply(State& state, const EventHead&, const CaseYearExtended& body) {
    at(state.cases, body.id).filed_extended = true;
}

void apply(State& state, const EventHead&, const CaseServed& body) {
    at(state.cases, body.id).served_at = body.at;
}

void apply(State& state, const EventHead&, const CaseDefended& body) {
    at(state.cases, body.id).defended = !body.waived;
}

void apply(State& state, const EventHead& e, const CaseAppealed& body) {
    Case& lead = at(state.cases, body.id);
    ++lead.appeals;
    lead.taken_up = false;
    lead.appeal_team = {};
    enter(lead, after(cases::table, lead.state, cases::Verb::Appeal), e.at);
}

void apply(State& state, const EventHead&, const CaseRecused& body) {
    at(state.cases, body.id).recused.push_back(body.person);
}

void apply(State& state, const EventHead& e, const AssignmentIssued& body) {
    state.counters["assignment/" + std::to_string(body.year)] = body.number;
    Assignment row;
    row.id = body.id;
    row.year = body.year;
    row.number = body.number;
    row.kind = body.kind;
    row.paper = body.paper;
    row.lead = body.lead;
    row.team = body.team;
    row.commitment = body.commitment;
    row.sealed = body.sealed;
    for (Sealed& sealed : row.sealed) sealed.blob.clear();  // stored in {j}:mail
    row.issuer = e.actor;
    row.sender = e.via;
    row.due = body.due;
    at(state.cases, body.lead).assignments.push_back(body.id);
    state.assignments[body.id] = std::move(row);
}

void apply(State& state, const EventHead&, const AssignmentDelivered& body) {
    at(state.assignments, body.id).delivered.push_back(body.device);
}

void apply(State& state, const EventHead& e, const AssignmentStepped& body) {
    using assignment::Verb;
    Assignment& row = at(state.assignments, body.id);
    row.state = after(assignment::table, row.state, body.verb);
    row.due = body.due;
    if (body.verb == Verb::Begin) {
        row.hands = body.hands;
        Case& lead = at(state.cases, row.lead);
        if (const auto part = part_of(lead, row.kind)) {
            for (const PersonId& person : row.hands) add_hand(lead, person, *part);
        }
    }
    if (body.verb == Verb::Report) {
        row.outcome = body.outcome;
        row.reported_at = e.at;
    }
    // The words stay in {j}:pd, so that they are gone everywhere once the key of the case is.
    const bool with_reason = body.verb == Verb::Return || body.verb == Verb::Withdraw;
    if (with_reason) row.returned = {{}, body.text.ref, body.text.commitment};
}

void apply(State& state, const EventHead& e, const CaseLooked& body) {
    auto& looks = at(state.cases, body.id).looks;
    const auto before = std::find_if(looks.begin(), looks.end(),
                                     [&](const CaseLook& each) { return each.person == e.actor; });
    if (before != looks.end()) looks.erase(before);
    looks.push_back({e.actor, e.at});
}

void apply(State& state, const EventHead&, const CaseBrought& body) {
    at(state.cases, body.id).brought = true;
}

void apply(State& state, const EventHead& e, const AssignmentEvidence& body) {
    if (state.evidence.contains(body.hash)) return;  // of this case, attached before
    Evidence file;
    file.assignment = body.id;
    file.size = body.size;
    file.mime = body.mime;
    file.by = e.actor;
    file.via = e.via;
    state.evidence[body.hash] = std::move(file);
}

}  // namespace dudao
