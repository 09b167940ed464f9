// The rule of each command, implemented in its subject's folder; `decide` checks permission and
// calls the right one.
#pragma once

#include "domain/draft.h"

namespace dudao {

Refusal decide(Draft& draft, const UnitRow& command);
Refusal decide(Draft& draft, const PersonRow& command);
Refusal decide(Draft& draft, const PostRow& command);
Refusal decide(Draft& draft, const GiveGrant& command);
Refusal decide(Draft& draft, const GrantWithdrawal& command);
Refusal decide(Draft& draft, const GroupRow& command);
Refusal decide(Draft& draft, const ConflictRow& command);
Refusal decide(Draft& draft, const KeyRow& command);
Refusal decide(Draft& draft, const ChecklistRow& command);
Refusal decide(Draft& draft, const KeyRevocation& command);
Refusal decide(Draft& draft, const IncarnationGrant& command);
Refusal decide(Draft& draft, const PolicyAdoption& command);
Refusal decide(Draft& draft, const CalendarAdoption& command);
Refusal decide(Draft& draft, const InvitationRow& command);
Refusal decide(Draft& draft, const AcceptInvitation& command);
Refusal decide(Draft& draft, const AccessEnd& command);
Refusal decide(Draft& draft, const ConflictWithdrawal& command);
Refusal decide(Draft& draft, const ContactRow& command);

Refusal decide(Draft& draft, const ConfirmProposal& command);
Refusal decide(Draft& draft, const RefuseProposal& command);

Refusal decide(Draft& draft, const PlanDraft& command);
Refusal decide(Draft& draft, const ProposePlan& command);
Refusal decide(Draft& draft, const ApprovePlan& command);
Refusal decide(Draft& draft, const WithdrawPlan& command);
Refusal decide(Draft& draft, const ClosePlan& command);
Refusal decide(Draft& draft, const RecordDraw& command);

Refusal decide(Draft& draft, const ReleaseTask& command);
Refusal decide(Draft& draft, const ResealTask& command);
Refusal decide(Draft& draft, const AcknowledgeDelivery& command);
Refusal decide(Draft& draft, const AcceptTask& command);
Refusal decide(Draft& draft, const RecuseTask& command);
Refusal decide(Draft& draft, const CheckIn& command);
Refusal decide(Draft& draft, const LeaveVillage& command);
Refusal decide(Draft& draft, const AnswerItem& command);
Refusal decide(Draft& draft, const PickAnswer& command);
Refusal decide(Draft& draft, const AttachEvidence& command);
Refusal decide(Draft& draft, const EvidenceStored& command);
Refusal decide(Draft& draft, const ReportTask& command);
Refusal decide(Draft& draft, const ReviewTask& command);
Refusal decide(Draft& draft, const WithdrawTask& command);

Refusal decide(Draft& draft, const RecordFinding& command);
Refusal decide(Draft& draft, const AmendFinding& command);
Refusal decide(Draft& draft, const CorrectFinding& command);
Refusal decide(Draft& draft, const DismissFinding& command);
Refusal decide(Draft& draft, const ContestFinding& command);
Refusal decide(Draft& draft, const DecideContest& command);

Refusal decide(Draft& draft, const IssueRectification& command);
Refusal decide(Draft& draft, const AcknowledgeRectification& command);
Refusal decide(Draft& draft, const ServeOnPaper& command);
Refusal decide(Draft& draft, const ReportProgress& command);
Refusal decide(Draft& draft, const SubmitRectification& command);
Refusal decide(Draft& draft, const VerifyRectification& command);
Refusal decide(Draft& draft, const ReturnRectification& command);
Refusal decide(Draft& draft, const RequestExtension& command);
Refusal decide(Draft& draft, const DecideExtension& command);
Refusal decide(Draft& draft, const SuspendRectification& command);
Refusal decide(Draft& draft, const ResumeRectification& command);
Refusal decide(Draft& draft, const ReferUp& command);
Refusal decide(Draft& draft, const TakeReferral& command);
Refusal decide(Draft& draft, const TransferRectification& command);
Refusal decide(Draft& draft, const RecheckRectification& command);
Refusal decide(Draft& draft, const ClimbByHand& command);
Refusal decide(Draft& draft, const RemindRectification& command);
Refusal decide(Draft& draft, const AssignVerifier& command);
Refusal decide(Draft& draft, const AcknowledgeDemand& command);
Refusal decide(Draft& draft, const AnswerDemand& command);
Refusal decide(Draft& draft, const DecideDemand& command);

Refusal decide(Draft& draft, const OpenLead& command);
Refusal decide(Draft& draft, const TeamRow& command);
Refusal decide(Draft& draft, const NameSubject& command);
Refusal decide(Draft& draft, const AssignTeam& command);
Refusal decide(Draft& draft, const DisposeLead& command);
Refusal decide(Draft& draft, const AuthoriseCase& command);
Refusal decide(Draft& draft, const StepCase& command);
Refusal decide(Draft& draft, const DecideCase& command);
Refusal decide(Draft& draft, const DefendCase& command);
Refusal decide(Draft& draft, const AppealCase& command);
Refusal decide(Draft& draft, const RecuseFromCase& command);
Refusal decide(Draft& draft, const ExtendCase& command);
Refusal decide(Draft& draft, const IssueAssignment& command);
Refusal decide(Draft& draft, const AcknowledgeAssignment& command);
Refusal decide(Draft& draft, const StepAssignment& command);
Refusal decide(Draft& draft, const ReviewAssignment& command);
Refusal decide(Draft& draft, const AttachToAssignment& command);
Refusal decide(Draft& draft, const LookAtCase& command);

Refusal decide(Draft& draft, const FireTimer& command);
Refusal decide(Draft& draft, const NoticeOutcome& command);
Refusal decide(Draft& draft, const TestNotices& command);

}  // namespace dudao
