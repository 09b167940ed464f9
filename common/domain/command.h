// The list of all commands. Each command declares its name on the wire, who may send it and its
// help in its own struct (declared.h). To add one: docs/adding-a-command.md.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "domain/cases/types.h"
#include "domain/declared.h"
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

/// Add new ones at the end: seeds of the tests select by index. The wire and the log use names.
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
    OpenLead, DisposeLead, FireTimer, NoticeOutcome,
    // later ones
    GrantWithdrawal, LeaveVillage, RemindRectification, AssignVerifier,
    // cases and assignments
    TeamRow, NameSubject, AssignTeam, AuthoriseCase, StepCase, DecideCase, DefendCase, AppealCase,
    RecuseFromCase, ExtendCase, IssueAssignment, AcknowledgeAssignment, StepAssignment,
    ReviewAssignment, AttachToAssignment, LookAtCase,
    // people who came or went after the founding
    InvitationRow, AcceptInvitation, AccessEnd,
    // where notices go
    ContactRow, TestNotices,
    // devices lost or added
    ResealTask>;

extern template struct OneOf<Commands>;
struct Command : OneOf<Commands> {
    using OneOf::OneOf;
};

/// The declaration of each alternative, in the order of Commands.
template <class... T>
constexpr auto declarations_of(const std::variant<T...>*) {
    return std::array<CommandDeclaration, sizeof...(T)>{T::as_command...};
}
inline constexpr auto command_declarations = declarations_of(static_cast<const Commands*>(nullptr));

/// The wire name of each alternative, in the order of Commands.
inline constexpr auto command_names = [] {
    std::array<std::string_view, command_declarations.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = command_declarations[i].name;
    return names;
}();

/// The declaration of the command with this name; nullptr if there is none.
constexpr const CommandDeclaration* declaration_of(std::string_view name) {
    for (const CommandDeclaration& each : command_declarations) {
        if (each.name == name) return &each;
    }
    return nullptr;
}
inline const CommandDeclaration& declaration_of(const Command& command) {
    return command_declarations[command.index()];
}
inline std::string_view name(const Command& command) { return declaration_of(command).name; }

/// A command with empty fields, by its index in command_names.
Command blank_command(std::size_t index);
/// A command with empty fields, by its name; std::nullopt if there is none.
std::optional<Command> blank_command(std::string_view name);

}  // namespace dudao
