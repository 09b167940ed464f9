// Everything that can be asked of a jurisdiction. The name on the wire, who may send it and the
// type stand in one place: `commands` here, the rights in permission.h.
#pragma once

#include <string_view>
#include <variant>

#include "domain/cases/types.h"
#include "domain/finding/types.h"
#include "domain/notice.h"
#include "domain/one_of.h"
#include "domain/plan/types.h"
#include "domain/proposal/types.h"
#include "domain/rectification/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"
#include "domain/timer.h"

namespace dudao {

using Commands = std::variant<
    // registry
    UnitRow, PersonRow, PostRow, GiveGrant, GroupRow, ConflictRow, KeyRow, ChecklistRow,
    KeyRevocation, IncarnationGrant, PolicyAdoption, CalendarAdoption, ConflictWithdrawal,
    // proposals
    ConfirmProposal, RefuseProposal,
    // plan and draw
    PlanDraft, ProposePlan, ApprovePlan, WithdrawPlan, ClosePlan, RecordDraw,
    // task
    ReleaseTask, AcknowledgeDelivery, AcceptTask, RecuseTask, CheckIn, AnswerItem, PickAnswer,
    AttachEvidence, EvidenceStored, ReportTask, ReviewTask, WithdrawTask,
    // finding
    RecordFinding, AmendFinding, CorrectFinding, DismissFinding, ContestFinding, DecideContest,
    // rectification and demand
    IssueRectification, AcknowledgeRectification, ServeOnPaper, ReportProgress, SubmitRectification,
    VerifyRectification, ReturnRectification, RequestExtension, DecideExtension,
    SuspendRectification, ResumeRectification, ReferUp, TakeReferral, TransferRectification,
    RecheckRectification, ClimbByHand, AcknowledgeDemand, AnswerDemand, DecideDemand,
    // case, timers, notices
    OpenLead, DisposeLead, FireTimer, NoticeOutcome>;

extern template struct OneOf<Commands>;
struct Command : OneOf<Commands> {
    using OneOf::OneOf;
};
/// Nothing in it but which it is: its place in command_names.
Command blank_command(std::size_t index);

/// The wire name of each alternative of Command, in its order.
inline constexpr auto command_names = std::to_array<std::string_view>({
    "unit.register",
    "person.register",
    "post.set",
    "grant.give",
    "group.form",
    "conflict.declare",
    "key.enrol",
    "checklist.adopt",
    "key.revoke",
    "incarnation.grant",
    "policy.adopt",
    "calendar.adopt",
    "conflict.withdraw",
    "proposal.confirm",
    "proposal.refuse",
    "plan.draft",
    "plan.propose",
    "plan.approve",
    "plan.withdraw",
    "plan.close",
    "draw.record",
    "task.release",
    "task.delivered",
    "task.accept",
    "task.recuse",
    "task.check_in",
    "task.answer",
    "task.pick",
    "evidence.attach",
    "evidence.stored",
    "task.report",
    "task.review",
    "task.withdraw",
    "finding.record",
    "finding.amend",
    "finding.correct",
    "finding.dismiss",
    "finding.contest",
    "finding.decide",
    "rectification.issue",
    "rectification.acknowledge",
    "rectification.serve_on_paper",
    "rectification.progress",
    "rectification.submit",
    "rectification.verify",
    "rectification.return",
    "rectification.extend",
    "rectification.decide_extension",
    "rectification.suspend",
    "rectification.resume",
    "rectification.refer_up",
    "rectification.take_referral",
    "rectification.transfer",
    "rectification.recheck",
    "rectification.climb",
    "demand.acknowledge",
    "demand.answer",
    "demand.decide",
    "lead.open",
    "lead.dispose",
    "timer.fire",
    "notice.outcome",
});
static_assert(command_names.size() == std::variant_size_v<Commands>);

inline std::string_view name(const Command& command) { return command_names[command.index()]; }

}  // namespace dudao
