// A lead from outside the ladder (domain.md §3.6). Everything after the lead is people's work.
#include "domain/rules.h"

namespace dudao {

Refusal decide(Draft& draft, const OpenLead& command) {
    if (command.source != LeadSource::Petition && command.source != LeadSource::Transfer) {
        return refuse(Why::BadInput, "this source opens leads by itself",
                      "petition or transfer by hand");
    }
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no such unit", "the unit the matter is about");
    }
    if (command.matter.empty()) return refuse(Why::BadInput, "no words", "say what is alleged");
    if (command.finding && !draft.state().findings.contains(command.finding)) {
        return refuse(Why::NotFound, "no such finding");
    }
    const auto id = draft.new_id<CaseId>();
    const auto [year, number] = draft.next_number("case");
    draft.add(LeadOpened{
        id, year, number, command.source, {}, command.finding, command.unit, command.matter});
    draft.set_timer(TimerKind::LeadDisposal, matter(id), draft.due(draft.policy().lead_disposal));
    draft.made(id.value, year, number);
    return std::nullopt;
}

}  // namespace dudao
