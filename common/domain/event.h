// Everything that can have happened. An event's exact bytes in the log are for ever; each type has
// a version of its own, and old versions are read for ever.
#pragma once

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
    Unreachable, LimitPassed>;

extern template struct OneOf<EventBodies>;
struct EventBody : OneOf<EventBodies> {
    using OneOf::OneOf;
};

/// The wire name of each alternative of EventBody, in its order.
inline constexpr auto event_names = std::to_array<std::string_view>({
    "founded",
    "unit.registered",
    "person.registered",
    "post.set",
    "grant.given",
    "group.formed",
    "conflict.declared",
    "key.enrolled",
    "checklist.adopted",
    "key.revoked",
    "incarnation.granted",
    "policy.adopted",
    "calendar.adopted",
    "conflict.withdrawn",
    "proposal.made",
    "proposal.confirmed",
    "proposal.ended",
    "plan.drafted",
    "plan.stepped",
    "draw.recorded",
    "task.released",
    "task.delivered",
    "task.accepted",
    "task.recused",
    "task.checked_in",
    "task.answered",
    "task.picked",
    "evidence.attached",
    "evidence.stored",
    "task.reported",
    "task.reviewed",
    "task.missed",
    "task.withdrawn",
    "finding.recorded",
    "finding.amended",
    "finding.stepped",
    "rectification.issued",
    "rectification.served",
    "clock.started",
    "clock.stopped",
    "rectification.stepped",
    "extension.requested",
    "extension.decided",
    "rectification.transferred",
    "step.taken",
    "step.overtaken",
    "demand.issued",
    "demand.stepped",
    "lead.opened",
    "lead.disposed",
    "timer.set",
    "timer.ended",
    "notice.queued",
    "notice.attempted",
    "notice.outcome",
    "unreachable",
    "limit.passed",
});
static_assert(event_names.size() == std::variant_size_v<EventBodies>);

/// An event as it stands in the log.
struct Event : EventHead {
    EventBody body;
};

inline std::string_view name(const EventBody& body) { return event_names[body.index()]; }

}  // namespace dudao
