#include "domain/view_rows.h"

#include "domain/figures.h"

namespace dudao::views {

std::optional<TaskRow> row(const State& state, TaskId id) {
    const auto at = state.tasks.find(id);
    if (at == state.tasks.end()) return std::nullopt;
    const Task& t = at->second;
    return TaskRow{t.year,   t.number,     t.kind,         t.state,         t.group,
                   t.target, t.accept_due, t.check_in_due, t.checked_in_at, t.left_at};
}

std::optional<FindingRow> row(const State& state, const FindingId& id) {
    const auto at = state.findings.find(id);
    if (at == state.findings.end()) return std::nullopt;
    const Finding& f = at->second;
    const auto of = state.tasks.find(f.task);
    if (of == state.tasks.end()) return std::nullopt;
    return FindingRow{of->second.year, of->second.number, f.facts().category, f.facts().severity,
                      f.state,         f.facts().unit,    f.rectification,    f.recorded_at};
}

std::optional<LedgerRow> row(const State& state, RectificationId id,
                             const std::map<RectificationId, DemandKind>& awaits) {
    const auto at = state.rectifications.find(id);
    if (at == state.rectifications.end()) return std::nullopt;
    const Rectification& r = at->second;
    const Duty duty = duty_of(state, r);
    const auto awaited = awaits.find(id);
    return LedgerRow{r.year,
                     r.number,
                     r.unit,
                     r.responsible,
                     r.severity,
                     r.state,
                     r.deadline,
                     r.clock_runs,
                     r.generation,
                     r.step,
                     r.listed,
                     r.returns,
                     r.extensions,
                     r.lead,
                     duty.slip,
                     duty.fallen_away,
                     duty.extension_asked,
                     duty.struck_off_at,
                     awaited == awaits.end() ? DemandKind::None : awaited->second};
}

std::optional<UnitRow> row(const State& state, const UnitId& id) {
    const auto at = state.units.find(id);
    if (at == state.units.end()) return std::nullopt;
    const auto visits = state.visits.find(id);
    const bool never = visits == state.visits.end() || visits->second.empty();
    return UnitRow{at->second.name_zh, at->second.name_en, at->second.level, at->second.parent,
                   never ? Moment{} : visits->second.back()};
}

JurisdictionRow jurisdiction_row(const State& state) {
    JurisdictionRow row{state.founding.name_zh,
                        state.founding.name_en,
                        state.founding.demo_clock,
                        state.calendar.zone,
                        state.last_at,
                        0,
                        0};
    for (const auto& [id, notice] : state.notices) {
        const bool waits = notice.state == NoticeState::Waiting;
        ++(waits ? row.notices_waiting : row.notices_under_way);
    }
    return row;
}

}  // namespace dudao::views
