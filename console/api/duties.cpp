#include "console/api/duties.h"

#include <algorithm>

namespace dudao::console {

void Duties::update(const State& state, RectificationId id, Times times) {
    const auto of = state.rectifications.find(id);
    if (of == state.rectifications.end()) return;
    const Rectification& r = of->second;
    const Finding& finding = state.findings.at(r.finding);
    const FindingFacts& facts = finding.facts();
    // Ids come in their order, so that a new one stands last.
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), id,
                         [](const DutyRow& row, RectificationId n) { return row.id < n; });
    const bool fresh = at == rows_.end() || at->id != id;
    DutyRow& row = fresh ? *rows_.emplace(at) : *at;
    row = {.id = id,
           .duty = duty_of(state, r),
           .issued = times.issued,
           .moved_at = times.moved_at,
           .submitted_at = r.submitted_at,
           .year = r.year,
           .number = r.number,
           .step = r.step,
           .extensions = r.extensions,
           .returns = r.returns,
           .unit = units_.number_of(r.unit.text),
           .responsible = people_.number_of(r.responsible.text),
           .verifier = people_.number_of(r.verifier.text),
           .rule = rules_.number_of(facts.rule),
           .severity = r.severity,
           .category = facts.category,
           .listed = r.listed,
           .contested = finding.state == finding::State::Contested};
}

}  // namespace dudao::console
