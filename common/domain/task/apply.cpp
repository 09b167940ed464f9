#include <algorithm>

#include "domain/folds.h"
#include "domain/roles.h"

namespace dudao {

void apply(State& state, const EventHead& e, const TaskReleased& body) {
    state.counters["task/" + std::to_string(body.year)] = body.number;
    Task task;
    task.id = body.id;
    task.year = body.year;
    task.number = body.number;
    task.kind = body.kind;
    task.plan = body.plan;
    task.draw = body.draw;
    task.group = body.group;
    task.commitment = body.commitment;
    task.sealed = body.sealed;
    for (Sealed& sealed : task.sealed) sealed.blob.clear();  // stored in {j}:mail
    task.checklists = body.checklists;
    task.replaces = body.replaces;
    task.policy = body.policy;
    task.released_at = e.at;
    task.accept_due = body.accept_due;
    task.check_in_due = body.check_in_due;
    task.target = body.target;
    state.tasks[body.id] = std::move(task);
}

void apply(State& state, const EventHead&, const TaskResealed& body) {
    auto& all = at(state.tasks, body.id).sealed;
    for (const Sealed& each : body.sealed) all.push_back({each.device, each.hash, {}});
}

void apply(State& state, const EventHead&, const TaskDelivered& body) {
    at(state.tasks, body.id).delivered.push_back(body.device);
}

void apply(State& state, const EventHead&, const TaskAccepted& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, task::Verb::Accept);
}

void apply(State& state, const EventHead&, const TaskRecused& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, task::Verb::Recuse);
}

void apply(State& state, const EventHead& e, const TaskCheckedIn& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, task::Verb::CheckIn);
    task.target = body.target;
    task.checked_in_at = e.at;
    task.members = body.members;
    task.single_witness = body.single_witness;
    state.visits[body.target].push_back(e.at);
}

void apply(State& state, const EventHead& e, const TaskLeft& body) {
    at(state.tasks, body.id).left_at = e.at;
}

void apply(State& state, const EventHead&, const ItemAnswered& body) {
    at(state.tasks, body.id).answers[body.answer.item].push_back(body.answer);
}

void apply(State& state, const EventHead&, const AnswerPicked& body) {
    at(state.tasks, body.id).picked[body.item] = body.index;
}

void apply(State& state, const EventHead& e, const EvidenceAttached& body) {
    const GroupRow* group = group_of(state, e.actor);
    const bool by_unit = group == nullptr || group->id != at(state.tasks, body.task).group;
    const auto known = state.evidence.find(body.hash);
    if (known == state.evidence.end()) {
        state.evidence[body.hash] = Evidence{body.task, body.finding, body.size, body.mime, false,
                                             by_unit,   e.actor,      e.via,     {},        {}};
        return;
    }
    Evidence& first = known->second;
    const EvidenceReference own{first.task, first.finding, first.by, first.via, first.by_unit};
    const EvidenceReference named{body.task, body.finding, e.actor, e.via, by_unit};
    const bool told =
        named == own || std::find(first.also.begin(), first.also.end(), named) != first.also.end();
    if (!told && first.also.size() < evidence_references_max) first.also.push_back(named);
}

void apply(State& state, const EventHead&, const EvidenceStored& body) {
    at(state.evidence, body.hash).stored = true;
}

void apply(State& state, const EventHead& e, const TaskReported& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state,
                       body.final_report ? task::Verb::ReportFinal : task::Verb::ReportPreliminary);
    if (body.final_report) {
        task.reported_at = e.at;
        if (task.left_at.ms == 0) task.left_at = e.at;
    } else {
        task.preliminary = true;
    }
}

void apply(State& state, const EventHead&, const TaskReviewed& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, body.pass ? task::Verb::Pass : task::Verb::Return);
}

void apply(State& state, const EventHead&, const TaskMissed& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, task::Verb::Miss);
}

void apply(State& state, const EventHead&, const TaskWithdrawn& body) {
    Task& task = at(state.tasks, body.id);
    task.state = after(task::table, task.state, task::Verb::Withdraw);
}

}  // namespace dudao
