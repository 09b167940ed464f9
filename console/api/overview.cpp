#include "console/api/overview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "console/api/ledger.h"
#include "console/api/notices.h"
#include "console/api/rows.h"
#include "console/limits.h"
#include "domain/overview.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

constexpr int weeks_shown = 12;
constexpr std::size_t owed_shown = 50;
constexpr std::size_t on_the_way_max = 20;
constexpr Span thirty_days = days(30);

/// Whether the reader may know how often and when a village was visited: the office, and whoever
/// answers for it.
bool sees_visits(const Reader& reader, const UnitId& unit) {
    return reader.sight.office() || reader.sight.of_unit(unit);
}

Json figures_of(const Reader& reader) {
    const Figures known = figures(reader.sight, reader.now);
    Json out = Json::object();
    for (const auto& [figure, word] : Names<Figure>::table) {
        const auto at = known.find(figure);
        out[std::string(word)] = at == known.end() ? Json() : Json(at->second);
    }
    return out;
}

/// Who is on the way, and until when: whoever has the least time left first. Nobody's target.
Json on_the_way(const Reader& reader) {
    std::vector<std::pair<Moment, const Task*>> found;
    for (const auto& [id, task] : reader.state.tasks) {
        if (!counts(Figure::OnTheWay, visit_of(task)) || !reader.sight.sees(task)) continue;
        const bool accepted = task.state == task::State::Accepted;
        found.emplace_back(accepted ? task.check_in_due : task.accept_due, &task);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Json list = Json::array();
    for (const auto& [until, task] : found) {
        if (list.size() == on_the_way_max) break;
        list.push_back({{"task", id_text(task->id)},
                        {"group", task->group.text},
                        {"state", name(task->state)},
                        {"until", until.ms}});
    }
    return list;
}

void add_tasks(Reader& reader, Json& out) {
    out["on_the_way"] = on_the_way(reader);
    Json in_field = Json::array();
    for (const auto& [id, task] : reader.state.tasks) {
        if (!counts(Figure::InTheVillage, visit_of(task))) continue;
        if (!reader.sight.sees(task)) continue;
        in_field.push_back({{"task", id_text(id)},
                            {"number", short_number(task.year, task.number)},
                            {"group", task.group.text},
                            {"target", shown_target(task)},
                            {"since", task.checked_in_at.ms},
                            {"findings", findings_seen(reader, task)}});
    }
    out["in_field"] = std::move(in_field);
}

void add_findings(Reader& reader, Json& out) {
    const Zone& zone = reader.state.calendar.zone;
    const Day today = zone.local_day(reader.now);
    std::map<Severity, std::int64_t> yesterday;
    std::map<Severity, std::int64_t> now;
    for (const auto& [id, finding] : reader.state.findings) {
        const Day day = zone.local_day(finding.recorded_at);
        if (day < today - 1 || !reader.sight.sees(finding)) continue;
        ++(day == today ? now : yesterday)[finding.facts().severity];
    }
    const auto by_severity = [](const std::map<Severity, std::int64_t>& found) {
        Json list = Json::object();
        for (const auto& [severity, word] : Names<Severity>::table) {
            const auto at = found.find(severity);
            list[std::string(word)] = at == found.end() ? 0 : at->second;
        }
        return list;
    };
    out["found_yesterday"] = by_severity(yesterday);
    out["found_today"] = by_severity(now);
}

/// What bears a slip and is not late: it was handed in, its clock stands, or it has a new date.
Json slips_in_time(const std::vector<LedgerRow>& rows) {
    Json list = Json::array();
    for (const LedgerRow& row : rows) {
        const Duty& duty = row.stands.duty;
        if (!is_open(duty) || row.stands.overdue || duty.slip < Slip::Yellow) continue;
        if (list.size() == owed_shown) break;
        list.push_back(
            {{"unit", row.r->unit.text}, {"slip", name(duty.slip)}, {"state", name(row.r->state)}});
    }
    return list;
}

void add_owed(Reader& reader, Json& out, std::vector<LedgerRow> rows) {
    std::erase_if(rows, [](const LedgerRow& row) { return !row.stands.days_left; });
    std::sort(rows.begin(), rows.end(), [](const LedgerRow& a, const LedgerRow& b) {
        return std::pair(a.r->deadline, a.r->id) < std::pair(b.r->deadline, b.r->id);
    });
    const Zone& zone = reader.state.calendar.zone;
    Json overdue = Json::array();
    std::array<std::int64_t, due_days_ahead + 1> due{};
    std::array<std::int32_t, due_days_ahead + 1> days_left{};
    for (const LedgerRow& row : rows) {
        if (row.stands.overdue && overdue.size() < owed_shown) {
            overdue.push_back(rectification_row(reader, *row.r));
        }
        const auto day = falls_due_in(row.stands.duty, zone, reader.now);
        if (!day || *day > due_days_ahead) continue;
        const auto at = static_cast<std::size_t>(*day);
        if (due.at(at)++ == 0) days_left.at(at) = *row.stands.days_left;
    }
    out["overdue"] = std::move(overdue);
    Json due_days = Json::array();
    for (std::size_t i = 0; i < due.size(); ++i) {
        due_days.push_back({{"n", due.at(i)}, {"days_left", days_left.at(i)}});
    }
    out["due_days"] = std::move(due_days);
}

/// Open and overdue of one unit or several, and the highest slip among the overdue.
struct Load {
    std::int64_t open = 0;
    std::int64_t overdue = 0;
    Slip slip = Slip::None;

    void add(const Standing& stands) {
        open += is_open(stands.duty) ? 1 : 0;
        overdue += stands.overdue ? 1 : 0;
        if (stands.overdue) slip = std::max(slip, stands.duty.slip);
    }
    void add(const Load& other) {
        open += other.open;
        overdue += other.overdue;
        slip = std::max(slip, other.slip);
    }
};

std::map<UnitId, Load> loads_of(const Reader& reader) {
    std::map<UnitId, Load> loads;
    WorkingDays days(reader.state.calendar);
    for (const auto& [id, r] : reader.state.rectifications) {
        if (r.state == rectification::State::StruckOff || !reader.sight.sees(r)) continue;
        loads[r.unit].add(standing(reader, r, days));
    }
    return loads;
}

/// By the township that a unit lies in, the city's own units under an empty one; and what of it is
/// of no village: the township's own.
Json townships_of(const Reader& reader, const std::map<UnitId, Load>& loads) {
    struct Township {
        Load all;
        Load own;
    };
    std::map<UnitId, Township> townships;
    for (const auto& [id, load] : loads) {
        Township& of = townships[ancestor(reader.state, id, Level::Township)];
        of.all.add(load);
        const UnitRow* unit = row_of(reader.state.units, id);
        if (!unit || unit->level != Level::Village) of.own.add(load);
    }
    Json list = Json::array();
    for (const auto& [unit, of] : townships) {
        list.push_back({{"unit", unit.text},
                        {"open", of.all.open},
                        {"overdue", of.all.overdue},
                        {"own_open", of.own.open},
                        {"own_overdue", of.own.overdue},
                        {"own_slip", name(of.own.slip)}});
    }
    return list;
}

void add_villages(const Reader& reader, Json& out) {
    std::vector<std::pair<Moment, UnitId>> seen;
    for (const auto& [id, unit] : reader.state.units) {
        if (unit.level != Level::Village || !sees_visits(reader, id)) continue;
        const auto* visits = row_of(reader.state.visits, id);
        const bool never = visits == nullptr || visits->empty();
        seen.emplace_back(never ? Moment{} : visits->back(), id);
    }
    std::stable_sort(seen.begin(), seen.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Json unseen = Json::array();
    for (const auto& [last, id] : seen) {
        if (unseen.size() == unseen_max) break;
        unseen.push_back({{"unit", id.text}, {"last", last.ms}});
    }
    out["unseen"] = std::move(unseen);
    Json kept_out = Json::array();  // by name, to those who can mend it
    if (reader.sight.office()) {
        for (const UnitId& id : villages_without_group(reader.state)) kept_out.push_back(id.text);
    }
    out["without_group"] = std::move(kept_out);
}

/// Struck off within thirty days: in time when it was handed in by its deadline.
Json struck_off_lately(const Reader& reader, const std::vector<LedgerRow>& rows) {
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::vector<double> took;
    for (const LedgerRow& row : rows) {
        const Rectification& r = *row.r;
        if (row.open() || row.stands.duty.fallen_away) continue;
        if (r.struck_off_at < reader.now - thirty_days) continue;
        ++(r.deadline.ms == 0 || r.submitted_at <= r.deadline ? on_time : late);
        took.push_back(static_cast<double>((r.struck_off_at - row.issued).ms) /
                       static_cast<double>(days(1).ms));
    }
    double median = 0;
    if (!took.empty()) {
        const auto middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
        std::nth_element(took.begin(), middle, took.end());
        median = std::round(*middle * 10) / 10;
    }
    return {{"on_time", on_time}, {"late", late}, {"median_days", median}};
}

/// Twelve weeks from Monday to Monday, the running one last: opened and closed in it, overdue at
/// its end.
Json weeks(const Reader& reader, const std::vector<LedgerRow>& rows) {
    const Zone& zone = reader.state.calendar.zone;
    const Day today = zone.local_day(reader.now);
    const Day first = today - weekday(today) - 7 * (weeks_shown - 1);
    Json out = Json::array();
    for (int week = 0; week < weeks_shown; ++week) {
        const Moment start = zone.local_moment(first + 7 * week, 0);
        // The running week ends after what has been done by now.
        const Moment end =
            std::min(zone.local_moment(first + 7 * (week + 1), 0), reader.now + Span{1});
        std::int64_t opened = 0;
        std::int64_t closed = 0;
        std::int64_t overdue = 0;
        for (const LedgerRow& row : rows) {
            const Rectification& r = *row.r;
            const Moment off = r.struck_off_at;
            opened += row.issued >= start && row.issued < end ? 1 : 0;
            const bool struck_off = !row.open() && !row.stands.duty.fallen_away;
            closed += struck_off && off >= start && off < end ? 1 : 0;
            overdue += reader.record.was_overdue(r.id, end - Span{1}) ? 1 : 0;
        }
        out.push_back(
            {{"start", start.ms}, {"opened", opened}, {"closed", closed}, {"overdue", overdue}});
    }
    return out;
}

void add_notices(const Reader& reader, Json& out) {
    Moment oldest;
    for (const auto& [id, notice] : reader.state.notices) {
        if (!reader.sight.sees(notice)) continue;
        if (oldest.ms == 0 || notice.send_at < oldest) oldest = notice.send_at;
    }
    out["notices"] = untold(reader);
    out["notices"]["oldest"] = oldest.ms;
}

}  // namespace

Json overview_page(Reader& reader) {
    Json out = Json::object();
    LedgerFilter everything;
    everything.which = std::nullopt;
    everything.sort = "number";
    const auto rows = ledger_rows(reader, everything);
    out["figures"] = figures_of(reader);
    add_tasks(reader, out);
    add_findings(reader, out);
    out["slips_in_time"] = slips_in_time(rows);
    add_owed(reader, out, rows);
    out["townships"] = townships_of(reader, loads_of(reader));
    add_villages(reader, out);
    out["ageing"] = ageing(rows);
    out["struck_off_30d"] = struck_off_lately(reader, rows);
    add_notices(reader, out);
    const Replica& replica = reader.facts.replica;
    out["record"] = {{"commits", replica.seq},
                     {"events", replica.state.leaves},
                     {"head", to_hex(replica.head)},
                     {"whole", reader.facts.health.store},  // each commit's hash was checked
                     {"checked", reader.now.ms}};
    out["weeks"] = weeks(reader, rows);
    return out;
}

Json map_page(const Reader& reader) {
    std::map<UnitId, Load> loads = loads_of(reader);
    Json townships = townships_of(reader, loads);
    std::map<UnitId, const Task*> in_field;
    for (const auto& [id, task] : reader.state.tasks) {
        if (counts(Figure::InTheVillage, visit_of(task)) && reader.sight.sees(task)) {
            in_field[task.target] = &task;
        }
    }
    Json villages = Json::array();
    for (const auto& [id, unit] : reader.state.units) {
        if (unit.level != Level::Village || !sees_visits(reader, id)) continue;
        const auto* visits = row_of(reader.state.visits, id);
        const auto field = in_field.find(id);
        const Task* task = field == in_field.end() ? nullptr : field->second;
        const Load& of = loads[id];
        villages.push_back({{"unit", id.text},
                            {"township", ancestor(reader.state, id, Level::Township).text},
                            {"last_seen", !visits || visits->empty() ? 0 : visits->back().ms},
                            {"visits", visits ? visits->size() : 0},
                            {"open", of.open},
                            {"overdue", of.overdue},
                            {"slip", name(of.slip)},
                            {"in_field", task ? task->group.text : ""},
                            {"since", task ? task->checked_in_at.ms : 0}});
    }
    return {{"villages", std::move(villages)}, {"townships", std::move(townships)}};
}

}  // namespace dudao::console
