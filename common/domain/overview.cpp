#include "domain/overview.h"

#include <algorithm>

namespace dudao {
namespace {

void look_at_tasks(const State& state, Overview& out) {
    for (const auto& [id, task] : state.tasks) {
        if (task.state == task::State::Released || task.state == task::State::Accepted)
            ++out.on_the_way;
        if (task.state != task::State::OnSite) continue;
        out.in_field.push_back(
            {id, task.year, task.number, task.group, task.target, task.checked_in_at});
    }
}

void look_at_findings(const State& state, Overview& out) {
    const Zone& zone = state.calendar.zone;
    const Day yesterday = zone.local_day(out.now) - 1;
    for (const auto& [severity, word] : Names<Severity>::table)
        out.found_yesterday[std::string(word)] = 0;
    for (const auto& [id, finding] : state.findings) {
        if (zone.local_day(finding.recorded_at) != yesterday) continue;
        ++out.found_yesterday[std::string(name(finding.facts().severity))];
    }
}

void look_at_rectifications(const State& state, Overview& out) {
    const Moment week = out.now + days(7);
    for (const auto& [id, r] : state.rectifications) {
        if (r.state == rectification::State::StruckOff) {
            ++out.struck_off;
            continue;
        }
        ++out.open_rectifications;
        if (!r.clock_runs) continue;
        const Owed owed{id,         r.year,     r.number, r.unit, r.responsible,
                        r.severity, r.deadline, r.step};
        if (r.deadline <= out.now) {
            out.overdue.push_back(owed);
        } else if (r.deadline <= week) {
            out.due_this_week.push_back(owed);
        }
    }
    const auto by_deadline = [](const Owed& a, const Owed& b) { return a.deadline < b.deadline; };
    std::stable_sort(out.overdue.begin(), out.overdue.end(), by_deadline);
    std::stable_sort(out.due_this_week.begin(), out.due_this_week.end(), by_deadline);
}

void look_at_villages(const State& state, Overview& out) {
    for (const auto& [id, unit] : state.units) {
        if (unit.level != Level::Village) continue;
        const auto visits = state.visits.find(id);
        const bool never = visits == state.visits.end() || visits->second.empty();
        out.unseen.push_back({id, never ? Moment{} : visits->second.back()});
    }
    std::stable_sort(out.unseen.begin(), out.unseen.end(),
                     [](const Unseen& a, const Unseen& b) { return a.last < b.last; });
    if (out.unseen.size() > unseen_max) out.unseen.resize(unseen_max);
}

}  // namespace

Overview overview(const State& state, Moment now) {
    Overview out;
    out.now = now;
    look_at_tasks(state, out);
    look_at_findings(state, out);
    look_at_rectifications(state, out);
    look_at_villages(state, out);
    for (const auto& [id, notice] : state.notices) {
        ++(notice.state == NoticeState::Waiting ? out.notices_waiting : out.notices_under_way);
    }
    return out;
}

}  // namespace dudao
