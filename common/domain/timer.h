// Timers: a deadline is recorded by an event when it is set and another when it ends. A timer id is
// never reused; it belongs to one (matter, kind, step, generation).
#pragma once

#include <cstdint>
#include <string>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/words.h"

namespace dudao {

enum class TimerKind {
    PlanOpen,
    PlanClose,
    TaskAccept,
    TaskMissAccept,
    TaskCheckIn,
    TaskMissCheckIn,
    TaskPreliminary,
    TaskFinal,
    TaskReview,
    ContestDecision,
    DeemService,
    Ladder,
    Verification,
    ExtensionDecision,
    SuspensionReview,
    ReferralAccept,
    DemandDeem,
    DemandDue,
    LeadDisposal,
    NoticeSend,
    NoticeOutcome,
    ProposalLapse,
    CaseLimit,
    AssignmentLimit,
};
template <>
struct Names<TimerKind> {
    using K = TimerKind;
    static constexpr auto table =
        std::to_array<Named<K>>({{K::PlanOpen, "plan_open"},
                                 {K::PlanClose, "plan_close"},
                                 {K::TaskAccept, "task_accept"},
                                 {K::TaskMissAccept, "task_miss_accept"},
                                 {K::TaskCheckIn, "task_check_in"},
                                 {K::TaskMissCheckIn, "task_miss_check_in"},
                                 {K::TaskPreliminary, "task_preliminary"},
                                 {K::TaskFinal, "task_final"},
                                 {K::TaskReview, "task_review"},
                                 {K::ContestDecision, "contest_decision"},
                                 {K::DeemService, "deem_service"},
                                 {K::Ladder, "ladder"},
                                 {K::Verification, "verification"},
                                 {K::ExtensionDecision, "extension_decision"},
                                 {K::SuspensionReview, "suspension_review"},
                                 {K::ReferralAccept, "referral_accept"},
                                 {K::DemandDeem, "demand_deem"},
                                 {K::DemandDue, "demand_due"},
                                 {K::LeadDisposal, "lead_disposal"},
                                 {K::NoticeSend, "notice_send"},
                                 {K::NoticeOutcome, "notice_outcome"},
                                 {K::ProposalLapse, "proposal_lapse"},
                                 {K::CaseLimit, "case_limit"},
                                 {K::AssignmentLimit, "assignment_limit"}});
};

enum class TimerEnd { Acted, Overtaken, Cancelled };
template <>
struct Names<TimerEnd> {
    static constexpr auto table =
        std::to_array<Named<TimerEnd>>({{TimerEnd::Acted, "acted"},
                                        {TimerEnd::Overtaken, "overtaken"},
                                        {TimerEnd::Cancelled, "cancelled"}});
};

/// What a timer, a notice or a demand belongs to. For a finding it is its rectification or task.
struct Matter {
    MatterKind kind = MatterKind::Task;
    std::uint64_t id = 0;
    friend auto operator<=>(const Matter&, const Matter&) = default;
    DUDAO_FIELDS(kind, id)
};

struct Timer {
    TimerId id;
    TimerKind kind = TimerKind::Ladder;
    Matter matter;
    std::int32_t step = 0;        // of the ladder; otherwise 0
    std::int32_t generation = 0;  // of the clock; otherwise 0
    Moment due;
    std::string calendar;  // revision used to compute it; empty if none was needed
    std::string finding;   // of a contest
    DUDAO_FIELDS(id, kind, matter, step, generation, due, calendar, finding)
};

struct TimerSet {
    static constexpr std::string_view as_event = "timer.set";
    Timer timer;
    DUDAO_FIELDS(timer)
};
struct TimerEnded {
    static constexpr std::string_view as_event = "timer.ended";
    TimerId id;
    TimerEnd how = TimerEnd::Acted;
    Span late;  // for Acted and Overtaken: how long after it was due
    DUDAO_FIELDS(id, how, late)
};
/// Sent by a worker when a timer is due; the broker checks it by its own clock.
struct FireTimer {
    static constexpr CommandDeclaration as_command{
        .name = "timer.fire",
        .right = {.process = rights::worker},
        .title = {"到期处理", "act on a deadline"},
    };
    TimerId timer;
    DUDAO_FIELDS(timer)
};

/// The form of a timer id in {j}:due: base 62, at most 11 characters.
std::string due_key(TimerId id);
/// The timer id of a key in {j}:due; 0 if it is not a valid key.
TimerId timer_of(const std::string& due_key);

}  // namespace dudao
