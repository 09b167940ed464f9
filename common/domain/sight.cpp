#include "domain/sight.h"

#include <utility>

#include "domain/confirm.h"
#include "domain/roles.h"

namespace dudao {

Sight::Sight(const State& state, Context asker) : state_(state), asker_(std::move(asker)) {
    // For the whole jurisdiction: a township's leader sees the township (of_unit).
    const auto is = [&](Role role) {
        return holds(state, asker_.actor, role, state.founding.root, asker_.now);
    };
    cases_ = is(Role::Officer) || is(Role::Leader) || is(Role::Auditor);
    office_ = cases_ || is(Role::PlanKeeper);
    if (asker_.kind == KeyKind::Device) {
        group_ = asker_.group;
    } else if (const GroupRow* own = group_of(state, asker_.actor)) {
        group_ = own->id;
    }
}

bool Sight::of_unit(const UnitId& unit) const {
    const auto at = units_.find(unit);
    if (at != units_.end()) return at->second;
    const bool is = holds(state_, asker_.actor, Role::UnitOfficer, unit, asker_.now) ||
                    holds(state_, asker_.actor, Role::Leader, unit, asker_.now);
    return units_.emplace(unit, is).first->second;
}

bool Sight::of_task(TaskId task) const {
    const auto at = state_.tasks.find(task);
    return at != state_.tasks.end() && of_group(at->second.group);
}

bool Sight::sees(const Task& task) const { return office_ || of_group(task.group); }

bool Sight::sees(const Finding& finding) const {
    if (office_ || of_task(finding.task)) return true;
    return finding.state != finding::State::Recorded && !finding.facts().suspected_breach &&
           of_unit(finding.facts().unit);
}

bool Sight::sees(const Evidence& evidence) const {
    if (office_ || of_task(evidence.task)) return true;
    const auto finding = state_.findings.find(evidence.finding);
    return evidence.by_unit && finding != state_.findings.end() &&
           of_unit(finding->second.facts().unit);
}

bool Sight::sees(const Rectification& r) const { return office_ || of_unit(r.unit); }

bool Sight::sees(const Demand& d) const {
    return office_ || (asker_.actor && asker_.actor == d.person) || of_unit(d.unit);
}

bool Sight::sees(const Proposal& proposal) const {
    return office_ || (asker_.actor && asker_.actor == proposal.proposer) ||
           waits_for(state_, proposal, asker_);
}

}  // namespace dudao
