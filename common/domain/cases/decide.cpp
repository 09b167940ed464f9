// Opens a lead that does not come from the ladder, and ends a lead (domain.md §3.6). Further steps
// are done by people on paper.
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {
namespace {

struct LeadStep {
    const Draft& draft;
    const Case& lead;
    const Sight& sight;
    const Text& reason;
};

Refusal refused_by(cases::Guard guard, const LeadStep& step) {
    if (guard == cases::Guard::None) return std::nullopt;
    const State& state = step.draft.state();
    const auto finding = state.findings.find(step.lead.finding);
    if (finding != state.findings.end() &&
        step.sight.of_group(state.tasks.at(finding->second.task).group)) {
        return refuse(Why::OwnMatter, "finder_disposes");
    }
    if (step.reason.empty()) {
        return refuse(Why::BadInput, "no_reason_on_record");
    }
    return std::nullopt;
}

}  // namespace

Refusal decide(Draft& draft, const OpenLead& command) {
    if (command.source != LeadSource::Petition && command.source != LeadSource::Transfer) {
        return refuse(Why::BadInput, "source_opens_by_itself");
    }
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no_such_unit_of_lead");
    }
    if (command.matter.empty()) return refuse(Why::BadInput, "no_allegation");
    if (command.finding) {
        const Sight sight(draft.state(), draft.context());
        const auto at = draft.state().findings.find(command.finding);
        // A second lead would replace the first in the row. A person who may not know of the first
        // gets the same answer as for a finding that does not exist.
        if (at == draft.state().findings.end() ||
            (at->second.lead && !sight.shown(at->second).lead)) {
            return refuse(Why::NotFound, "no_such_finding");
        }
        if (at->second.lead) {
            return refuse(Why::NotNow, "finding_has_a_lead");
        }
    }
    const auto id = draft.new_id<CaseId>();
    const auto [year, number] = draft.next_number("case");
    draft.add(LeadOpened{
        id, year, number, command.source, {}, command.finding, command.unit, command.matter});
    draft.set_timer(TimerKind::LeadDisposal, matter(id),
                    draft.due(draft.policy(), cases::State::Lead, cases::Verb::CloseNoCase));
    draft.made(id.value, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const DisposeLead& command) {
    const auto at = draft.state().cases.find(command.lead);
    const Sight sight(draft.state(), draft.context());
    if (at == draft.state().cases.end() || !sight.sees(at->second)) {
        return refuse(Why::NotFound, "no_such_lead");
    }
    const Case& lead = at->second;
    if (auto refusal = step_refused(cases::table, lead.state, command.verb(),
                                    LeadStep{draft, lead, sight, command.reason})) {
        return refusal;
    }
    draft.add(LeadDisposed{lead.id, command.verb(), command.reason});
    draft.cancel_all_timers(matter(lead.id));
    return std::nullopt;
}

}  // namespace dudao
