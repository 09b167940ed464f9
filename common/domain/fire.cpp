// The rules for a passed deadline, executed exactly once by the broker's clock. A worker proposes
// it. A timer that is no longer pending is refused as stale, one that is not due as too early.
#include "domain/cases/clock.h"
#include "domain/confirm.h"
#include "domain/listed.h"
#include "domain/notice_applies.h"
#include "domain/rectification/clock.h"
#include "domain/rectification/serve.h"
#include "domain/refuse.h"
#include "domain/roles.h"
#include "domain/rules.h"

namespace dudao {
namespace {

void note_limit(Draft& draft, const Timer& timer) {
    draft.end_timer(timer, TimerEnd::Acted);
    draft.add(LimitPassed{timer.matter, timer.kind});
}

void fire_plan(Draft& draft, const Timer& timer) {
    const Plan& plan = draft.state().plans.at(PlanId{timer.matter.id});
    const auto verb = timer.kind == TimerKind::PlanOpen ? plan::Verb::Open : plan::Verb::Close;
    draft.end_timer(timer, TimerEnd::Acted);
    if (row(plan::table, plan.state, verb)) draft.add(PlanStepped{plan.id, verb, {}});
}

/// No notice about a task names its target: the number and the limit only.
void fire_task(Draft& draft, const Timer& timer) {
    const Task& task = draft.state().tasks.at(TaskId{timer.matter.id});
    note_limit(draft, timer);
    switch (timer.kind) {
        case TimerKind::TaskMissAccept:
        case TimerKind::TaskMissCheckIn:
            draft.add(TaskMissed{task.id});
            draft.cancel_timers(timer.matter, [&](const Timer& t) { return t.id != timer.id; });
            draft.tell(Addressee::Officer, draft.state().founding.root, {},
                       item_of(timer, "task.missed"));
            draft.tell_group(task.group, item_of(timer, "task.missed"));
            return;
        case TimerKind::TaskReview:
            draft.tell(Addressee::Officer, draft.state().founding.root, {},
                       item_of(timer, "task.review_late"));
            return;
        default:
            break;
    }
    draft.tell_group(task.group,
                     item_of(timer, timer.kind == TimerKind::TaskAccept    ? "task.late"
                                    : timer.kind == TimerKind::TaskCheckIn ? "task.check_in_late"
                                                                           : "task.report_late"));
}

/// A person did not decide in time: those above are notified; the unit has no disadvantage.
void fire_officer_limit(Draft& draft, const Timer& timer, const std::string& text) {
    note_limit(draft, timer);
    draft.tell(Addressee::LeadingGroup, draft.state().founding.root, {}, item_of(timer, text));
}

void fire_extension(Draft& draft, const Timer& timer, const Rectification& r) {
    draft.end_timer(timer, TimerEnd::Acted);
    if (!r.extension.open) return;
    draft.add(ExtensionDecided{r.id, false, true, {}});
    draft.tell(Addressee::Unit, r.unit, {}, item_of(timer, "ext.lapsed"));
}

void fire_rectification(Draft& draft, const Timer& timer) {
    const Rectification& r = draft.state().rectifications.at(RectificationId{timer.matter.id});
    switch (timer.kind) {
        case TimerKind::Ladder:
            fire_ladder(draft, r);
            return;
        case TimerKind::DeemService:
            draft.end_timer(timer, TimerEnd::Acted);
            serve(draft, r, ServedHow::Deemed, {});
            draft.tell(Addressee::UpperUnit, r.unit, {}, item_of(timer, "rect.deemed"));
            return;
        case TimerKind::ExtensionDecision:
            fire_extension(draft, timer, r);
            return;
        case TimerKind::Verification:
            fire_officer_limit(draft, timer, "verify.late");
            return;
        case TimerKind::SuspensionReview:
            note_limit(draft, timer);
            draft.tell(Addressee::Officer, r.unit, {}, item_of(timer, "suspension.review"));
            return;
        default:
            fire_officer_limit(draft, timer, "referral.late");
            return;
    }
}

void fire_demand(Draft& draft, const Timer& timer) {
    const Demand& d = draft.state().demands.at(DemandId{timer.matter.id});
    draft.end_timer(timer, TimerEnd::Acted);
    if (timer.kind == TimerKind::DemandDeem) {
        serve(draft, d, true);
        return;
    }
    draft.add(DemandStepped{d.id, demand::Verb::Lapse, {}, false, d.due});
    draft.tell(Addressee::Officer, d.unit, {}, item_of(timer, "demand.unanswered"));
}

void fire_proposal(Draft& draft, const Timer& timer) {
    const Proposal& proposal = draft.state().proposals.at(ProposalId{timer.matter.id});
    draft.end_timer(timer, TimerEnd::Acted);
    draft.add(ProposalEnded{proposal.id, ProposalEnd::Lapsed, {}});
    draft.tell(proposal.proposer, item_of(timer, proposal_notice(proposal.command, "lapsed")));
}

void fire_notice(Draft& draft, const Timer& timer) {
    const Notice& notice = draft.state().notices.at(NoticeId{timer.matter.id});
    draft.end_timer(timer, TimerEnd::Acted);
    if (timer.kind != TimerKind::NoticeSend) {
        draft.add(NoticeOutcome{notice.id, NoticeState::Uncertain, "no outcome within an hour"});
        return;
    }
    std::vector<NoticeItem> left_out;
    for (const NoticeItem& each : notice.items) {
        if (!still_applies(draft.state(), notice.to, each)) left_out.push_back(each);
    }
    if (left_out.size() == notice.items.size()) {
        draft.add(NoticeOutcome{notice.id, NoticeState::Overtaken, {}});
        return;
    }
    if (!left_out.empty()) draft.add(NoticeNarrowed{notice.id, std::move(left_out)});
    draft.add(NoticeAttempted{notice.id});
    draft.set_timer(TimerKind::NoticeOutcome, timer.matter, draft.now() + hours(1));
    draft.made(notice.id.value);
}

}  // namespace

Refusal decide(Draft& draft, const FireTimer& command) {
    const auto at = draft.state().timers.find(command.timer);
    if (at == draft.state().timers.end()) return refuse(Why::Stale, "timer_not_pending");
    const Timer timer = at->second;
    if (draft.now() < timer.due) {
        return refuse(Why::TooEarly, "timer_not_due", timer.due.ms);
    }
    switch (timer.matter.kind) {
        case MatterKind::Plan:
            fire_plan(draft, timer);
            break;
        case MatterKind::Task:
            if (timer.kind == TimerKind::ContestDecision) {
                fire_officer_limit(draft, timer, "contest.late");
            } else {
                fire_task(draft, timer);
            }
            break;
        case MatterKind::Rectification:
            fire_rectification(draft, timer);
            break;
        case MatterKind::Demand:
            fire_demand(draft, timer);
            break;
        case MatterKind::Notice:
            fire_notice(draft, timer);
            break;
        case MatterKind::Case:
            fire_case(draft, timer);
            break;
        case MatterKind::Assignment:
            fire_assignment(draft, timer);
            break;
        case MatterKind::Proposal:
            fire_proposal(draft, timer);
            break;
        case MatterKind::Finding:
            note_limit(draft, timer);
            break;
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const TestNotices&) {
    const PersonId& person = draft.context().actor;
    const auto last = draft.state().notices_tested.find(person);
    if (last != draft.state().notices_tested.end() &&
        draft.now() < last->second + test_notice_pause) {
        return refuse(Why::TooEarly, "tested_just_now");
    }
    // About no matter; the minute keeps two of them apart.
    const auto minute = static_cast<std::int32_t>(draft.now().ms / minutes(1).ms);
    draft.tell_at_once(person,
                       {{MatterKind::Notice, 0}, minute, 0, std::string(test_notice), Moment{}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const NoticeOutcome& command) {
    const auto at = draft.state().notices.find(command.id);
    if (at == draft.state().notices.end()) return refuse(Why::Stale, "notice_has_its_outcome");
    if (at->second.state != NoticeState::Attempted || at->second.by != draft.context().via) {
        return refuse(Why::Forbidden, "notice_of_another");
    }
    const bool outcome = command.state == NoticeState::Sent ||
                         command.state == NoticeState::Failed ||
                         command.state == NoticeState::Uncertain;
    if (!outcome) {
        return refuse(Why::BadInput, "no_outcome");
    }
    draft.add(NoticeOutcome{command.id, command.state, listed_outcome(command.detail)});
    draft.cancel_all_timers(matter(command.id));
    return std::nullopt;
}

}  // namespace dudao
