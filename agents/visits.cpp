#include "agents/visits.h"

#include <algorithm>

#include "agents/limits.h"

namespace dudao::agent {
namespace {

bool is_finished(task::State state) {
    return state != task::State::Released && state != task::State::Accepted &&
           state != task::State::OnSite && state != task::State::Reported;
}

/// A verb that is impossible in the state leaves it unchanged; the office decides.
task::State stepped(task::State state, task::Verb verb) {
    const auto* step = row(task::table, state, verb);
    return step == nullptr ? state : step->to;
}

}  // namespace

Visits::Visits(std::vector<Visit> visits, const std::map<std::int64_t, Row>& rows) {
    for (Visit& visit : visits) {
        const TaskId task = visit.task;
        visits_.emplace(task, std::move(visit));
    }
    renumber(rows);
}

const Visit* Visits::find(TaskId task) const {
    const auto at = visits_.find(task);
    return at == visits_.end() ? nullptr : &at->second;
}

task::State Visits::state_of(TaskId task) const {
    const Visit* visit = find(task);
    if (visit == nullptr) return task::State::Released;
    task::State state = visit->confirmed;
    const auto pending = pending_.find(task);
    if (pending == pending_.end()) return state;
    for (const auto& [n, verb] : pending->second) state = stepped(state, verb);
    return state;
}

bool Visits::knows_finding(const FindingId& finding) const {
    return std::any_of(visits_.begin(), visits_.end(), [&](const auto& each) {
        const auto& known = each.second.findings;
        return std::find(known.begin(), known.end(), finding) != known.end();
    });
}

void Visits::add(Visit visit, Effects& effects) {
    if (visits_.size() >= tasks_max) {
        const auto old = std::find_if(visits_.begin(), visits_.end(), [](const auto& each) {
            return is_finished(each.second.confirmed);
        });
        if (old != visits_.end()) {
            effects.writes.emplace_back(DropVisit{old->first});
            visits_.erase(old);
        }
    }
    change(std::move(visit), effects);
}

void Visits::change(Visit visit, Effects& effects) {
    effects.writes.emplace_back(KeepVisit{visit});
    const TaskId task = visit.task;
    visits_[task] = std::move(visit);
}

void Visits::kept(const Row& row) {
    const auto verb =
        row.step.empty() ? Result<task::Verb>(bad_input("none")) : parse_name<task::Verb>(row.step);
    if (verb) pending_[row.task][row.n] = *verb;
}

void Visits::answered(const Row& row, Effects& effects) {
    if (const auto pending = pending_.find(row.task); pending != pending_.end()) {
        pending->second.erase(row.n);
        if (pending->second.empty()) pending_.erase(pending);
    }
    const auto at = visits_.find(row.task);
    if (at == visits_.end() || row.state != RowState::Received) return;
    Visit visit = at->second;
    if (row.name == AcknowledgeDelivery::as_command.name) {
        visit.delivered = true;
    } else if (const auto verb = parse_name<task::Verb>(row.step)) {
        visit.confirmed = stepped(visit.confirmed, *verb);
        visit.confirmed_head = std::max(visit.confirmed_head, row.answer.accepted.commit);
    } else {
        return;
    }
    change(std::move(visit), effects);
}

void Visits::renumber(const std::map<std::int64_t, Row>& rows) {
    pending_.clear();
    for (const auto& [n, each] : rows) {
        if (each.state == RowState::Saved) kept(each);
    }
}

void Visits::confirmed(const Task& task, std::uint64_t head, Effects& effects) {
    const auto at = visits_.find(task.id);
    if (at == visits_.end() || head < at->second.confirmed_head) return;
    if (at->second.confirmed == task.state) return;
    Visit visit = at->second;
    visit.confirmed = task.state;
    visit.confirmed_head = head;
    change(std::move(visit), effects);
}

}  // namespace dudao::agent
