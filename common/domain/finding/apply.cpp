#include "domain/folds.h"

namespace dudao {

void apply(State& state, const EventHead& e, const FindingRecorded& body) {
    Finding finding;
    finding.id = body.id;
    finding.task = body.task;
    finding.versions.push_back(body.facts);
    finding.single_witness = body.single_witness;
    finding.recorded_at = e.at;
    ensure(state.findings.emplace(body.id, std::move(finding)).second, "a finding recorded twice");
    at(state.tasks, body.task).findings.push_back(body.id);
}

void apply(State& state, const EventHead&, const FindingAmended& body) {
    at(state.findings, body.id).versions.push_back(body.facts);
}

void apply(State& state, const EventHead&, const FindingStepped& body) {
    Finding& finding = at(state.findings, body.id);
    finding.state = after(finding::table, finding.state, body.verb);
    finding.contest_until = body.contest_until;
}

}  // namespace dudao
