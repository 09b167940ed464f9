// Timers: every deadline is an event when it is set and an event when it ends. A timer id is never
// reused; it stands for one (matter, kind, step, generation).
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
                                 {K::ProposalLapse, "proposal_lapse"}});
};

enum class TimerEnd { Acted, Overtaken, Cancelled };
template <>
struct Names<TimerEnd> {
    static constexpr auto table =
        std::to_array<Named<TimerEnd>>({{TimerEnd::Acted, "acted"},
                                        {TimerEnd::Overtaken, "overtaken"},
                                        {TimerEnd::Cancelled, "cancelled"}});
};

/// What a timer, a notice or a demand belongs to. A finding's matter is its rectification or task.
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
    std::int32_t step = 0;        // of the ladder; else 0
    std::int32_t generation = 0;  // of the clock; else 0
    Moment due;
    std::string calendar;  // revision it was computed with; empty where none was needed
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
    Span late;  // acted or overtaken: how long after it was due
    DUDAO_FIELDS(id, how, late)
};
/// A worker says that a timer is due; the broker's clock decides.
struct FireTimer {
    static constexpr CommandDeclaration as_command{
        .name = "timer.fire",
        .right = {.process = rights::worker},
        .title = {"到期处理", "act on a deadline"},
    };
    TimerId timer;
    DUDAO_FIELDS(timer)
};

/// The form a timer id has in {j}:due: base 62, at most 11 characters.
std::string due_key(TimerId id);
/// The id of a key in {j}:due, or 0 when it is none of ours.
TimerId timer_of(const std::string& due_key);

}  // namespace dudao
