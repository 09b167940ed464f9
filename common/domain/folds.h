// The overload of `apply` for each event type, implemented in its subject's folder. Declared apart
// from the variant of all events, so that one subject compiles without the others.
#pragma once

#include "domain/event_head.h"
#include "domain/state.h"

namespace dudao {

void apply(State& state, const EventHead& e, const Founding& body);
void apply(State& state, const EventHead& e, const UnitRow& body);
void apply(State& state, const EventHead& e, const PersonRow& body);
void apply(State& state, const EventHead& e, const PostRow& body);
void apply(State& state, const EventHead& e, const GrantRow& body);
void apply(State& state, const EventHead& e, const GrantWithdrawal& body);
void apply(State& state, const EventHead& e, const GroupRow& body);
void apply(State& state, const EventHead& e, const ConflictRow& body);
void apply(State& state, const EventHead& e, const KeyRow& body);
void apply(State& state, const EventHead& e, const ChecklistRow& body);
void apply(State& state, const EventHead& e, const KeyRevocation& body);
void apply(State& state, const EventHead& e, const IncarnationGrant& body);
void apply(State& state, const EventHead& e, const PolicyAdoption& body);
void apply(State& state, const EventHead& e, const CalendarAdoption& body);
void apply(State& state, const EventHead& e, const ConflictWithdrawal& body);
void apply(State& state, const EventHead& e, const InvitationRow& body);
void apply(State& state, const EventHead& e, const InvitationAccepted& body);
void apply(State& state, const EventHead& e, const AccessEnd& body);
void apply(State& state, const EventHead& e, const ContactRow& body);
void apply(State& state, const EventHead& e, const ProposalMade& body);
void apply(State& state, const EventHead& e, const ProposalConfirmed& body);
void apply(State& state, const EventHead& e, const ProposalEnded& body);
void apply(State& state, const EventHead& e, const PlanDrafted& body);
void apply(State& state, const EventHead& e, const PlanStepped& body);
void apply(State& state, const EventHead& e, const RecordDraw& body);
void apply(State& state, const EventHead& e, const TaskReleased& body);
void apply(State& state, const EventHead& e, const TaskResealed& body);
void apply(State& state, const EventHead& e, const TaskDelivered& body);
void apply(State& state, const EventHead& e, const TaskAccepted& body);
void apply(State& state, const EventHead& e, const TaskRecused& body);
void apply(State& state, const EventHead& e, const TaskCheckedIn& body);
void apply(State& state, const EventHead& e, const TaskLeft& body);
void apply(State& state, const EventHead& e, const ItemAnswered& body);
void apply(State& state, const EventHead& e, const AnswerPicked& body);
void apply(State& state, const EventHead& e, const EvidenceAttached& body);
void apply(State& state, const EventHead& e, const EvidenceStored& body);
void apply(State& state, const EventHead& e, const TaskReported& body);
void apply(State& state, const EventHead& e, const TaskReviewed& body);
void apply(State& state, const EventHead& e, const TaskMissed& body);
void apply(State& state, const EventHead& e, const TaskWithdrawn& body);
void apply(State& state, const EventHead& e, const FindingRecorded& body);
void apply(State& state, const EventHead& e, const FindingAmended& body);
void apply(State& state, const EventHead& e, const FindingStepped& body);
void apply(State& state, const EventHead& e, const RectificationIssued& body);
void apply(State& state, const EventHead& e, const RectificationServed& body);
void apply(State& state, const EventHead& e, const ClockStarted& body);
void apply(State& state, const EventHead& e, const ClockStopped& body);
void apply(State& state, const EventHead& e, const RectificationStepped& body);
void apply(State& state, const EventHead& e, const ExtensionRequested& body);
void apply(State& state, const EventHead& e, const ExtensionDecided& body);
void apply(State& state, const EventHead& e, const RectificationTransferred& body);
void apply(State& state, const EventHead& e, const VerifierAssigned& body);
void apply(State& state, const EventHead& e, const StepTaken& body);
void apply(State& state, const EventHead& e, const StepOvertaken& body);
void apply(State& state, const EventHead& e, const DemandIssued& body);
void apply(State& state, const EventHead& e, const DemandStepped& body);
void apply(State& state, const EventHead& e, const LeadOpened& body);
void apply(State& state, const EventHead& e, const LeadDisposed& body);
void apply(State& state, const EventHead& e, const TeamRow& body);
void apply(State& state, const EventHead& e, const SubjectNamed& body);
void apply(State& state, const EventHead& e, const TeamAssigned& body);
void apply(State& state, const EventHead& e, const CaseStepped& body);
void apply(State& state, const EventHead& e, const CaseLimitSet& body);
void apply(State& state, const EventHead& e, const CaseYearExtended& body);
void apply(State& state, const EventHead& e, const CaseServed& body);
void apply(State& state, const EventHead& e, const CaseDefended& body);
void apply(State& state, const EventHead& e, const CaseAppealed& body);
void apply(State& state, const EventHead& e, const CaseRecused& body);
void apply(State& state, const EventHead& e, const AssignmentIssued& body);
void apply(State& state, const EventHead& e, const AssignmentDelivered& body);
void apply(State& state, const EventHead& e, const AssignmentStepped& body);
void apply(State& state, const EventHead& e, const AssignmentEvidence& body);
void apply(State& state, const EventHead& e, const CaseLooked& body);
void apply(State& state, const EventHead& e, const CaseBrought& body);
void apply(State& state, const EventHead& e, const TimerSet& body);
void apply(State& state, const EventHead& e, const TimerEnded& body);
void apply(State& state, const EventHead& e, const NoticeQueued& body);
void apply(State& state, const EventHead& e, const NoticeAttempted& body);
void apply(State& state, const EventHead& e, const NoticeOutcome& body);
void apply(State& state, const EventHead& e, const NoticeNarrowed& body);
void apply(State& state, const EventHead& e, const Unreachable& body);
void apply(State& state, const EventHead& e, const LimitPassed& body);

/// The map entry that an event refers to; throws BrokenInvariant if it does not exist.
template <class Map, class Key>
auto& at(Map& map, const Key& key) {
    const auto found = map.find(key);
    ensure(found != map.end(), "an event refers to something that is not there");
    return found->second;
}

}  // namespace dudao
