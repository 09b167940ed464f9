// The rules of a task from release to report (domain.md §3.2).
#include <algorithm>
#include <set>

#include "domain/bounds.h"
#include "domain/listed.h"
#include "domain/refuse.h"
#include "domain/rules.h"

namespace dudao {
namespace {

constexpr std::size_t answers_max = 16;        // per item, from all devices
constexpr std::size_t sealed_in_all_max = 64;  // per task, devices revoked since included

const Task* find(const Draft& draft, TaskId id) {
    const auto at = draft.state().tasks.find(id);
    return at == draft.state().tasks.end() ? nullptr : &at->second;
}

/// True for a member or device of the task's group; for others the task does not exist.
bool of_group(const Draft& draft, const Task& task) {
    if (draft.context().kind == KeyKind::Device) return draft.context().group == task.group;
    const GroupRow* group = group_of(draft.state(), draft.context().actor);
    return group && group->id == task.group;
}

Refusal no_such_task() { return refuse(Why::NotFound, "no_such_task"); }

Refusal fault_of(const Draft& draft, const ReleaseTask& command) {
    const State& state = draft.state();
    const auto plan = state.plans.find(command.plan);
    if (plan == state.plans.end() || plan->second.state != plan::State::Running) {
        return refuse(Why::NotNow, "no_such_running_plan");
    }
    if (!state.groups.contains(command.group)) {
        return refuse(Why::BadInput, "no_such_group");
    }
    if (command.kind == TaskKind::Unannounced) {
        if (command.commitment.size() != 32) {
            return refuse(Why::BadInput, "no_commitment");
        }
        if (command.target) {
            return refuse(Why::BadInput, "target_told_too_early");
        }
        if (command.sealed.empty() || command.sealed.size() > bounds::devices_max) {
            return refuse(Why::BadInput, "sealed_out_of_bounds");
        }
        if (!state.draws.contains(command.draw)) {
            return refuse(Why::BadInput, "draw_not_on_record");
        }
    } else if (!state.units.contains(command.target)) {
        return refuse(Why::BadInput, "no_such_target");
    } else if (!command.draw.empty() || !command.commitment.empty()) {
        return refuse(Why::BadInput, "announced_visit_drawn");
    }
    for (const Sealed& sealed : command.sealed) {
        if (!is_sealed_for(state, sealed, command.group, {})) {
            return refuse(Why::BadInput, "blob_of_another_device");
        }
    }
    for (const Bytes& hash : command.checklists) {
        if (!state.checklists.contains(hash)) {
            return refuse(Why::BadInput, "checklist_not_adopted");
        }
    }
    return std::nullopt;
}

/// The items of the task's checklists without an answer or an explained gap.
std::vector<std::string> open_items(const Draft& draft, const Task& task,
                                    const std::vector<Gap>& gaps) {
    std::vector<std::string> open;
    for (const Bytes& hash : task.checklists) {
        for (const ChecklistItem& item : draft.state().checklists.at(hash).items) {
            if (task.answers.contains(item.id)) continue;
            const bool explained = std::any_of(gaps.begin(), gaps.end(), [&](const Gap& gap) {
                return gap.item == item.id && !gap.reason.empty();
            });
            if (!explained) open.push_back(item.id);
        }
    }
    return open;
}

const ChecklistItem* find_item(const Draft& draft, const Task& task, const std::string& id) {
    for (const Bytes& hash : task.checklists) {
        for (const ChecklistItem& item : draft.state().checklists.at(hash).items) {
            if (item.id == id) return &item;
        }
    }
    return nullptr;
}

Refusal no_such_item() { return refuse(Why::BadInput, "no_such_item"); }

/// The input of a guard: the task, and the command's data.
struct TaskStep {
    const Draft& draft;
    const Task& task;
    const Text* reason = nullptr;
    const CheckIn* check_in = nullptr;
    const std::vector<Gap>* gaps = nullptr;
};

template <class Command>
TaskStep step_by(const Draft& draft, const Task& task, const Command& command) {
    TaskStep step{draft, task};
    if constexpr (requires { command.reason; }) step.reason = &command.reason;
    if constexpr (requires { command.gaps; }) step.gaps = &command.gaps;
    if constexpr (std::is_same_v<Command, CheckIn>) step.check_in = &command;
    return step;
}

bool has_no_reason(const TaskStep& step) { return !step.reason || step.reason->empty(); }

Refusal not_opened(const TaskStep& step) {
    const CheckIn& command = *step.check_in;
    const Task& task = step.task;
    const Context& who = step.draft.context();
    const bool opens = task.kind == TaskKind::Unannounced
                           ? who.outside && who.outside->opens(task.commitment, command.salt,
                                                               command.target, task.group)
                           : command.target == task.target;
    if (opens && step.draft.state().units.contains(command.target)) return std::nullopt;
    return refuse(Why::BadInput, "commitment_not_opened");
}

Refusal not_complete(const TaskStep& step) {
    const auto open = open_items(step.draft, step.task, *step.gaps);
    if (open.empty()) return std::nullopt;
    return refuse(Why::BadInput, "items_unanswered", words({}, {open.begin(), open.end()}));
}

Refusal inspected_it(const TaskStep& step) {
    if (!of_group(step.draft, step.task)) return std::nullopt;
    return refuse(Why::OwnMatter, "inspector_reviews");
}

/// What was found does not vanish with the visit.
Refusal undecided(const TaskStep& step) {
    const auto& findings = step.draft.state().findings;
    const bool any = std::any_of(
        step.task.findings.begin(), step.task.findings.end(),
        [&](const FindingId& id) { return findings.at(id).state == finding::State::Recorded; });
    if (!any) return std::nullopt;
    return refuse(Why::NotNow, "findings_undecided");
}

Refusal refused_by(task::Guard guard, const TaskStep& step) {
    switch (guard) {
        case task::Guard::None:
            break;
        case task::Guard::ConflictNamed:
            if (!has_no_reason(step)) break;
            return refuse(Why::BadInput, "no_reason_to_recuse");
        case task::Guard::ReasonGiven:
            if (!has_no_reason(step)) break;
            return refuse(Why::BadInput, "no_reason_to_withdraw");
        case task::Guard::CommitmentOpens:
            return not_opened(step);
        case task::Guard::StillThere:
            if (step.task.left_at.ms == 0) break;
            return refuse(Why::NotNow, "left_already");
        case task::Guard::ChecklistComplete:
            return not_complete(step);
        case task::Guard::NotInspected:
            return inspected_it(step);
        case task::Guard::NotInspectedReason:
            if (auto refusal = inspected_it(step)) return refusal;
            if (!has_no_reason(step)) break;
            return refuse(Why::BadInput, "no_lack_of_report_named");
        case task::Guard::NothingUndecidedReason:
            if (auto refusal = undecided(step)) return refusal;
            if (!has_no_reason(step)) break;
            return refuse(Why::BadInput, "no_reason_to_withdraw");
    }
    return std::nullopt;
}

struct FoundTask {
    const Task* task = nullptr;
    Refusal refusal;
};

template <class Command>
FoundTask step_of(const Draft& draft, const Task& task, const Command& command) {
    auto refusal =
        step_refused(task::table, task.state, command.verb(), step_by(draft, task, command));
    if (refusal) return {nullptr, std::move(refusal)};
    return {&task, std::nullopt};
}

/// A task of the speaker's group, if its state and the command's data allow the step; otherwise the
/// refusal.
template <class Command>
FoundTask own_task(const Draft& draft, const Command& command) {
    const Task* task = find(draft, command.task);
    if (!task || !of_group(draft, *task)) return {nullptr, no_such_task()};
    return step_of(draft, *task, command);
}

/// The same for any task; for commands whose right is enough.
template <class Command>
FoundTask any_task(const Draft& draft, const Command& command) {
    const Task* task = find(draft, command.task);
    if (!task) return {nullptr, no_such_task()};
    return step_of(draft, *task, command);
}

void cancel(Draft& draft, TaskId id, std::initializer_list<TimerKind> kinds) {
    draft.cancel_timers(matter(id), [&](const Timer& timer) {
        return std::find(kinds.begin(), kinds.end(), timer.kind) != kinds.end();
    });
}

Moment twice(Moment from, Moment due, std::int32_t factor) { return from + (due - from) * factor; }

}  // namespace

Refusal decide(Draft& draft, const ReleaseTask& command) {
    if (draft.context().kind != KeyKind::Engine && command.kind == TaskKind::Unannounced) {
        return refuse(Why::Forbidden, "release_by_the_draw_only");
    }
    if (auto fault = fault_of(draft, command)) return fault;
    if (command.replaces) {
        const Task* old = find(draft, command.replaces);
        if (!old || old->state != task::State::Recused) {
            return refuse(Why::BadInput, "replaced_task_not_recused");
        }
    }
    const Policy& policy = draft.policy();
    const Moment accept_due = draft.due(policy, task::State::Released, task::Verb::Accept);
    const Moment check_in_due = draft.due(policy, task::State::Accepted, task::Verb::CheckIn);
    const std::int32_t missed = policy.task.missed_factor;
    const auto id = draft.new_id<TaskId>();
    const auto [year, number] = draft.next_number("task");
    draft.add(TaskReleased{id, year, number, command.kind, command.plan, command.draw,
                           command.group, command.commitment, command.sealed, command.checklists,
                           command.replaces, draft.state().policy_now, accept_due, check_in_due,
                           command.target});
    draft.set_timer(TimerKind::TaskAccept, matter(id), accept_due);
    draft.set_timer(TimerKind::TaskMissAccept, matter(id), twice(draft.now(), accept_due, missed));
    draft.set_timer(TimerKind::TaskCheckIn, matter(id), check_in_due);
    draft.set_timer(TimerKind::TaskMissCheckIn, matter(id),
                    twice(draft.now(), check_in_due, missed));
    draft.tell_group(command.group, NoticeItem{matter(id), 0, 0, "task.released", accept_due});
    draft.made(id.value, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ResealTask& command) {
    const Task* task = find(draft, command.task);
    if (!task || task->kind != TaskKind::Unannounced) return no_such_task();
    if (task::is_over(task->state)) return refuse(Why::NotNow, "task_is_over");
    std::vector<Sealed> further;
    for (const Sealed& sealed : command.sealed) {
        if (!is_sealed_for(draft.state(), sealed, task->group, {})) {
            return refuse(Why::BadInput, "blob_of_another_device");
        }
        const auto same = [&](const Sealed& other) { return other.device == sealed.device; };
        if (std::any_of(task->sealed.begin(), task->sealed.end(), same)) continue;
        if (std::any_of(further.begin(), further.end(), same)) {
            return refuse(Why::BadInput, "sealed_out_of_bounds");
        }
        further.push_back(sealed);
    }
    if (task->sealed.size() + further.size() > sealed_in_all_max) {
        return refuse(Why::Full, "sealed_too_often");
    }
    // A repeat changes nothing.
    if (!further.empty()) draft.add(TaskResealed{task->id, std::move(further)});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AcknowledgeDelivery& command) {
    const Task* task = find(draft, command.task);
    if (!task || !of_group(draft, *task)) return no_such_task();
    const auto& got = task->delivered;
    if (std::find(got.begin(), got.end(), draft.context().via) != got.end()) return std::nullopt;
    draft.add(TaskDelivered{command.task, draft.context().via});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AcceptTask& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    draft.add(TaskAccepted{task->id});
    cancel(draft, task->id, {TimerKind::TaskAccept, TimerKind::TaskMissAccept});
    return std::nullopt;
}

Refusal decide(Draft& draft, const RecuseTask& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    draft.add(TaskRecused{task->id, command.reason});
    draft.cancel_all_timers(matter(task->id));
    return std::nullopt;
}

Refusal decide(Draft& draft, const CheckIn& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    const auto& members = draft.state().groups.at(task->group).members;
    for (const PersonId& person : command.members) {
        if (std::find(members.begin(), members.end(), person) == members.end()) {
            return refuse(Why::BadInput, "member_of_another_group");
        }
    }
    if (command.members.empty() || command.members.size() > bounds::members_max) {
        return refuse(Why::BadInput, "nobody_checked_in");
    }
    const std::set<PersonId> witnesses(command.members.begin(), command.members.end());
    if (witnesses.size() != command.members.size()) {
        return refuse(Why::BadInput, "member_named_twice");
    }
    const Policy& policy = draft.policy(task->policy);
    Position position = command.position;
    position.source = listed_source(position.source);
    const Bytes salt = task->kind == TaskKind::Unannounced ? command.salt : Bytes();
    draft.add(TaskCheckedIn{task->id, salt, command.target, command.members, position,
                            command.members.size() < 2});
    draft.cancel_all_timers(matter(task->id));
    draft.set_timer(TimerKind::TaskPreliminary, matter(task->id),
                    draft.due(policy, task::State::OnSite, task::Verb::ReportPreliminary));
    draft.set_timer(TimerKind::TaskFinal, matter(task->id),
                    draft.due(policy, task::State::OnSite, task::Verb::ReportFinal));
    return std::nullopt;
}

Refusal decide(Draft& draft, const LeaveVillage& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    draft.add(TaskLeft{task->id});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AnswerItem& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    const ChecklistItem* item = find_item(draft, *task, command.item);
    if (!item) return no_such_item();
    if (!is_answer(*item, command.value)) {
        return refuse(Why::BadInput, "no_answer_to_item");
    }
    const auto at = task->answers.find(command.item);
    if (at != task->answers.end() && at->second.size() >= answers_max) {
        return refuse(Why::Full, "too_many_answers");
    }
    draft.add(
        ItemAnswered{task->id, Answer{command.item, command.value, command.text,
                                      draft.context().actor, draft.context().via, draft.now()}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const PickAnswer& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    const auto at = task->answers.find(command.item);
    const auto count = at == task->answers.end() ? 0 : static_cast<std::int32_t>(at->second.size());
    if (command.index < 0 || command.index >= count) {
        return refuse(Why::BadInput, "no_such_answer");
    }
    draft.add(AnswerPicked{task->id, command.item, command.index});
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReportTask& command) {
    const auto [task, refusal] = own_task(draft, command);
    if (!task) return refusal;
    for (const Gap& gap : command.gaps) {
        if (!find_item(draft, *task, gap.item)) return no_such_item();
    }
    draft.add(TaskReported{task->id, command.final_report, command.summary, command.gaps});
    if (command.final_report) {
        draft.cancel_all_timers(matter(task->id));
        draft.set_timer(
            TimerKind::TaskReview, matter(task->id),
            draft.due(draft.policy(task->policy), task::State::Reported, task::Verb::Pass));
    } else {
        cancel(draft, task->id, {TimerKind::TaskPreliminary});
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReviewTask& command) {
    const auto [task, refusal] = any_task(draft, command);
    if (!task) return refusal;
    const Policy& rules = draft.policy(task->policy);
    const Moment contest = command.pass
                               ? draft.due(rules, finding::State::Confirmed, finding::Verb::Contest)
                               : Moment{};
    const Moment review = command.pass ? draft.due(rules.conclusion_review) : Moment{};
    draft.add(TaskReviewed{task->id, command.pass, command.reason, contest, review});
    draft.cancel_all_timers(matter(task->id));
    if (!command.pass) {
        draft.set_timer(TimerKind::TaskFinal, matter(task->id), draft.due(rules.task.supplement));
        return std::nullopt;
    }
    for (const FindingId& id : task->findings) {
        const Finding& finding = draft.state().findings.at(id);
        if (finding.state == finding::State::Recorded) {
            draft.add(FindingStepped{id, finding::Verb::Confirm, {}, {}, contest});
        }
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const WithdrawTask& command) {
    const auto [task, refusal] = any_task(draft, command);
    if (!task) return refusal;
    draft.add(TaskWithdrawn{task->id, draft.context().second, command.reason});
    draft.cancel_all_timers(matter(task->id));
    return std::nullopt;
}

}  // namespace dudao
