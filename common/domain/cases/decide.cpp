// A lead from outside the ladder, and how a lead ends (domain.md §3.6). What else may come of it is
// people's work.
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {

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
        // One more would stand in the row in place of the first; who may not know of that is told
        // no more than of a finding that is not there.
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
    draft.set_timer(TimerKind::LeadDisposal, matter(id), draft.due(draft.policy().lead_disposal));
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
    const auto verb = command.referred ? cases::Verb::Refer : cases::Verb::CloseNoCase;
    if (!row(cases::table, lead.state, verb)) return not_now(cases::table, lead.state, verb);
    const auto finding = draft.state().findings.find(lead.finding);
    if (finding != draft.state().findings.end() &&
        sight.of_group(draft.state().tasks.at(finding->second.task).group)) {
        return refuse(Why::OwnMatter, "finder_disposes");
    }
    if (command.reason.empty()) {
        return refuse(Why::BadInput, "no_reason_on_record");
    }
    draft.add(LeadDisposed{lead.id, verb, command.reason});
    draft.cancel_all_timers(matter(lead.id));
    return std::nullopt;
}

}  // namespace dudao
