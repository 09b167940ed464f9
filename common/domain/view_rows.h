// The rows of the views, which readers outside the broker find in Redis (docs/integration.md has
// the format). Each is computed from the state alone. A task's row has no target before the
// check-in of an unannounced visit. Whether a rectification led to a case must not be shown to its
// unit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "domain/state.h"

namespace dudao::views {

struct TaskRow {
    std::int32_t year = 0;
    std::int32_t number = 0;
    TaskKind kind = TaskKind::Unannounced;
    task::State state = task::State::Released;
    GroupId group;
    UnitId target;  // empty before the check-in of an unannounced visit
    Moment accept_due;
    Moment check_in_due;
    Moment checked_in_at;  // 0: not yet
    Moment left_at;        // when the group left, at the latest with its final report; 0: not yet
    DUDAO_FIELDS(year, number, kind, state, group, target, accept_due, check_in_due, checked_in_at,
                 left_at)
};

struct FindingRow {
    std::int32_t year = 0;  // with `number`: the task's number
    std::int32_t number = 0;
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    finding::State state = finding::State::Recorded;
    UnitId unit;
    RectificationId rectification;
    Moment recorded_at;
    DUDAO_FIELDS(year, number, category, severity, state, unit, rectification, recorded_at)
};

struct LedgerRow {
    std::int32_t year = 0;
    std::int32_t number = 0;
    UnitId unit;
    PersonId responsible;
    Severity severity = Severity::Ordinary;
    rectification::State state = rectification::State::Issued;
    Moment deadline;  // 0 before it was served
    bool clock_runs = false;
    std::int32_t generation = 0;
    std::int32_t step = 0;  // highest step of the ladder so far
    bool listed = false;
    std::int32_t returns = 0;
    std::int32_t extensions = 0;
    CaseId lead;
    Slip slip = Slip::None;  // the highest of this clock; red while it is listed
    bool fallen_away = false;
    bool extension_asked = false;          // and not decided yet
    Moment struck_off_at;                  // 0: open
    DemandKind awaits = DemandKind::None;  // asked for by a step and not answered yet
    DUDAO_FIELDS(year, number, unit, responsible, severity, state, deadline, clock_runs, generation,
                 step, listed, returns, extensions, lead, slip, fallen_away, extension_asked,
                 struck_off_at, awaits)
};

struct UnitRow {
    std::string name_zh;
    std::string name_en;
    Level level = Level::Village;
    UnitId parent;
    Moment last_visit;  // 0: never
    DUDAO_FIELDS(name_zh, name_en, level, parent, last_visit)
};

/// The only row of the view `jurisdiction`.
struct JurisdictionRow {
    std::string name_zh;
    std::string name_en;
    bool demo_clock = false;
    Zone zone;
    Moment last_at;  // of the last event
    std::int32_t notices_waiting = 0;
    std::int32_t notices_under_way = 0;  // attempted, outcome unknown
    DUDAO_FIELDS(name_zh, name_en, demo_clock, zone, last_at, notices_waiting, notices_under_way)
};

/// std::nullopt if the id does not exist.
std::optional<TaskRow> row(const State& state, TaskId id);
std::optional<FindingRow> row(const State& state, const FindingId& id);
/// `awaits` is awaited(state) of figures.h, asked once for many rows.
std::optional<LedgerRow> row(const State& state, RectificationId id,
                             const std::map<RectificationId, DemandKind>& awaits);
std::optional<UnitRow> row(const State& state, const UnitId& id);
JurisdictionRow jurisdiction_row(const State& state);

/// All rows, as a reader has them.
struct Rows {
    JurisdictionRow jurisdiction;
    std::map<TaskId, TaskRow> tasks;
    std::map<FindingId, FindingRow> findings;
    std::map<RectificationId, LedgerRow> ledger;
    std::map<UnitId, UnitRow> units;
};

}  // namespace dudao::views
