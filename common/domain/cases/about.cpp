#include "domain/cases/about.h"

namespace dudao {
namespace {

struct About {
    const State& state;

    CaseId operator()(const LeadOpened& e) const { return e.id; }
    CaseId operator()(const LeadDisposed& e) const { return e.id; }
    CaseId operator()(const SubjectNamed& e) const { return e.id; }
    CaseId operator()(const TeamAssigned& e) const { return e.id; }
    CaseId operator()(const CaseStepped& e) const { return e.id; }
    CaseId operator()(const CaseLimitSet& e) const { return e.id; }
    CaseId operator()(const CaseYearExtended& e) const { return e.id; }
    CaseId operator()(const CaseServed& e) const { return e.id; }
    CaseId operator()(const CaseDefended& e) const { return e.id; }
    CaseId operator()(const CaseAppealed& e) const { return e.id; }
    CaseId operator()(const CaseRecused& e) const { return e.id; }
    CaseId operator()(const CaseLooked& e) const { return e.id; }
    CaseId operator()(const CaseBrought& e) const { return e.id; }
    CaseId operator()(const AssignmentIssued& e) const { return e.lead; }
    CaseId operator()(const AssignmentDelivered& e) const { return of_assignment(e.id); }
    CaseId operator()(const AssignmentStepped& e) const { return of_assignment(e.id); }
    CaseId operator()(const AssignmentEvidence& e) const { return of_assignment(e.id); }
    CaseId operator()(const EvidenceStored& e) const {
        const auto at = state.evidence.find(e.hash);
        return at == state.evidence.end() ? CaseId{} : of_assignment(at->second.assignment);
    }
    template <class Other>
    CaseId operator()(const Other&) const {
        return {};
    }

    CaseId of_assignment(AssignmentId id) const {
        const auto at = state.assignments.find(id);
        return at == state.assignments.end() ? CaseId{} : at->second.lead;
    }
};

}  // namespace

CaseId case_about(const State& state, const EventBody& body) {
    return std::visit(About{state}, body);
}

}  // namespace dudao
