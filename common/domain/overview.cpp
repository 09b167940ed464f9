#include "domain/overview.h"

#include <algorithm>

#include "domain/figures.h"

namespace dudao {
namespace {

void look_at_tasks(const views::Rows& rows, Overview& out) {
    for (const auto& [id, task] : rows.tasks) {
        if (!counts(Figure::InTheVillage, visit_of(task))) continue;
        out.in_field.push_back(
            {id, task.year, task.number, task.group, task.target, task.checked_in_at});
    }
}

void look_at_findings(const views::Rows& rows, Overview& out) {
    const Zone& zone = rows.jurisdiction.zone;
    const Day yesterday = zone.local_day(out.now) - 1;
    for (const auto& [severity, word] : Names<Severity>::table)
        out.found_yesterday[std::string(word)] = 0;
    for (const auto& [id, finding] : rows.findings) {
        if (zone.local_day(finding.recorded_at) != yesterday) continue;
        ++out.found_yesterday[std::string(name(finding.severity))];
    }
}

void look_at_rectifications(const views::Rows& rows, Overview& out) {
    const Zone& zone = rows.jurisdiction.zone;
    for (const auto& [id, r] : rows.ledger) {
        const Duty duty = duty_of(r);
        const Owed owed{id,         r.year,     r.number, r.unit, r.responsible,
                        r.severity, r.deadline, r.step};
        if (counts(Figure::Overdue, duty, zone, out.now)) out.overdue.push_back(owed);
        if (counts(Figure::DueInWeek, duty, zone, out.now)) out.due_this_week.push_back(owed);
    }
    const auto by_deadline = [](const Owed& a, const Owed& b) { return a.deadline < b.deadline; };
    std::stable_sort(out.overdue.begin(), out.overdue.end(), by_deadline);
    std::stable_sort(out.due_this_week.begin(), out.due_this_week.end(), by_deadline);
}

void look_at_villages(const views::Rows& rows, Overview& out) {
    for (const auto& [id, unit] : rows.units) {
        if (unit.level == Level::Village) out.unseen.push_back({id, unit.last_visit});
    }
    std::stable_sort(out.unseen.begin(), out.unseen.end(),
                     [](const Unseen& a, const Unseen& b) { return a.last < b.last; });
    if (out.unseen.size() > unseen_max) out.unseen.resize(unseen_max);
}

}  // namespace

Overview overview(const views::Rows& rows, Moment now) {
    Overview out;
    out.now = now;
    look_at_tasks(rows, out);
    look_at_findings(rows, out);
    look_at_rectifications(rows, out);
    look_at_villages(rows, out);
    for (const auto& [figure, n] : figures(rows, now)) out.figures[std::string(name(figure))] = n;
    return out;
}

}  // namespace dudao
