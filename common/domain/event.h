// The list of all events. An event's bytes in the log never change; each type has a version of its
// own, and old versions must stay readable. Its name on the wire is in its own struct (declared.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "domain/cases/types.h"
#include "domain/event_head.h"
#include "domain/finding/types.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/notice.h"
#include "domain/one_of.h"
#include "domain/plan/types.h"
#include "domain/proposal/types.h"
#include "domain/rectification/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"
#include "domain/timer.h"

namespace dudao {

using EventBodies = std::variant<
    // registry
    Founding, UnitRow, PersonRow, PostRow, GrantRow, GroupRow, ConflictRow, KeyRow, ChecklistRow,
    KeyRevocation, IncarnationGrant, PolicyAdoption, CalendarAdoption, ConflictWithdrawal,
    // proposals
    ProposalMade, ProposalConfirmed, ProposalEnded,
    // plan and draw
    PlanDrafted, PlanStepped, RecordDraw,
    // task
    TaskReleased, TaskDelivered, TaskAccepted, TaskRecused, TaskCheckedIn, ItemAnswered,
    AnswerPicked, EvidenceAttached, EvidenceStored, TaskReported, TaskReviewed, TaskMissed,
    TaskWithdrawn,
    // finding
    FindingRecorded, FindingAmended, FindingStepped,
    // rectification and demand
    RectificationIssued, RectificationServed, ClockStarted, ClockStopped, RectificationStepped,
    ExtensionRequested, ExtensionDecided, RectificationTransferred, StepTaken, StepOvertaken,
    DemandIssued, DemandStepped,
    // case, timers, notices
    LeadOpened, LeadDisposed, TimerSet, TimerEnded, NoticeQueued, NoticeAttempted, NoticeOutcome,
    Unreachable, LimitPassed,
    // later ones
    GrantWithdrawal, TaskLeft, VerifierAssigned,
    // cases and assignments
    TeamRow, SubjectNamed, TeamAssigned, CaseStepped, CaseLimitSet, CaseYearExtended, CaseServed,
    CaseDefended, CaseAppealed, CaseRecused, AssignmentIssued, AssignmentDelivered,
    AssignmentStepped, AssignmentEvidence, CaseLooked, CaseBrought, NoticeNarrowed,
    // people who came or went after the founding
    InvitationRow, InvitationAccepted, AccessEnd,
    // where notices go
    ContactRow,
    // devices lost or added
    TaskResealed>;

extern template struct OneOf<EventBodies>;
struct EventBody : OneOf<EventBodies> {
    using OneOf::OneOf;
};

/// The wire name of each alternative, in the order of EventBodies.
template <class... T>
constexpr auto event_names_of(const std::variant<T...>*) {
    return std::array<std::string_view, sizeof...(T)>{T::as_event...};
}
inline constexpr auto event_names = event_names_of(static_cast<const EventBodies*>(nullptr));

/// An event as stored in the log.
struct Event : EventHead {
    EventBody body;
};

inline std::string_view name(const EventBody& body) { return event_names[body.index()]; }

}  // namespace dudao
