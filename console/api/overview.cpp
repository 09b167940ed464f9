#include "console/api/overview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

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

using Rows = std::vector<const DutyRow*>;

/// What bears a slip and is not late: it was handed in, its clock stands, or it has a new date. By
/// number.
Json slips_in_time(const Reader& reader, const Rows& rows) {
    Rows found;
    for (const DutyRow* row : rows) {
        const Duty& duty = row->duty;
        if (!is_open(duty) || is_overdue(duty, reader.now) || duty.slip < Slip::Yellow) continue;
        found.push_back(row);
    }
    const auto shown =
        found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), owed_shown));
    std::partial_sort(found.begin(), shown, found.end(), [](const DutyRow* a, const DutyRow* b) {
        return std::tuple(a->year, a->number, a->id) < std::tuple(b->year, b->number, b->id);
    });
    Json list = Json::array();
    std::for_each(found.begin(), shown, [&](const DutyRow* row) {
        const Rectification& r = reader.state.rectifications.at(row->id);
        list.push_back(
            {{"unit", r.unit.text}, {"slip", name(row->duty.slip)}, {"state", name(r.state)}});
    });
    return list;
}

bool is_due_before(const DutyRow* a, const DutyRow* b) {
    return std::pair(a->duty.deadline, a->id) < std::pair(b->duty.deadline, b->id);
}

/// The first overdue ones, and how many fall due on each of the next days.
void add_owed(Reader& reader, Json& out, const Rows& rows) {
    const Zone& zone = reader.state.calendar.zone;
    Rows late;
    std::array<std::int64_t, due_days_ahead + 1> due{};
    std::array<const DutyRow*, due_days_ahead + 1> first{};
    for (const DutyRow* row : rows) {
        if (is_overdue(row->duty, reader.now)) late.push_back(row);
        if (row->duty.deadline.ms == 0) continue;
        const auto day = falls_due_in(row->duty, zone, reader.now);
        if (!day || *day > due_days_ahead) continue;
        const auto at = static_cast<std::size_t>(*day);
        ++due.at(at);
        if (!first.at(at) || is_due_before(row, first.at(at))) first.at(at) = row;
    }
    const auto shown =
        late.begin() + static_cast<std::ptrdiff_t>(std::min(late.size(), owed_shown));
    std::partial_sort(late.begin(), shown, late.end(), is_due_before);
    Json overdue = Json::array();
    std::for_each(late.begin(), shown, [&](const DutyRow* row) {
        overdue.push_back(rectification_row(reader, reader.state.rectifications.at(row->id)));
    });
    out["overdue"] = std::move(overdue);
    WorkingDays days(reader.state.calendar);
    Json due_days = Json::array();
    for (std::size_t i = 0; i < due.size(); ++i) {
        const DutyRow* of = first.at(i);
        due_days.push_back(
            {{"n", due.at(i)},
             {"days_left", of ? days_left(of->duty, days, reader.now).value_or(0) : 0}});
    }
    out["due_days"] = std::move(due_days);
}

/// Open and overdue of one unit or several, and the highest slip among the overdue.
struct Load {
    std::int64_t open = 0;
    std::int64_t overdue = 0;
    Slip slip = Slip::None;

    void add(const Duty& duty, Moment now) {
        const bool late = is_overdue(duty, now);
        open += is_open(duty) ? 1 : 0;
        overdue += late ? 1 : 0;
        if (late) slip = std::max(slip, duty.slip);
    }
    void add(const Load& other) {
        open += other.open;
        overdue += other.overdue;
        slip = std::max(slip, other.slip);
    }
};

std::map<UnitId, Load> loads_of(const Reader& reader, const Rows& rows) {
    const Numbers& units = reader.record.duties().units();
    std::vector<std::optional<Load>> by_unit(units.size());
    for (const DutyRow* row : rows) {
        if (!is_open(row->duty)) continue;
        std::optional<Load>& load = by_unit[row->unit];
        if (!load) load.emplace();
        load->add(row->duty, reader.now);
    }
    std::map<UnitId, Load> loads;
    for (std::uint32_t n = 0; n < by_unit.size(); ++n) {
        if (by_unit[n]) loads[UnitId{std::string(units.text(n))}] = *by_unit[n];
    }
    return loads;
}

/// All that the reader sees.
Rows all_rows(const Reader& reader) {
    LedgerFilter everything;
    everything.which = std::nullopt;
    return ledger_rows(reader, everything);
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
Json struck_off_lately(const Reader& reader, const Rows& rows) {
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::vector<double> took;
    for (const DutyRow* row : rows) {
        const Duty& duty = row->duty;
        if (is_open(duty) || duty.fallen_away) continue;
        if (duty.struck_off_at < reader.now - thirty_days) continue;
        ++(duty.deadline.ms == 0 || row->submitted_at <= duty.deadline ? on_time : late);
        took.push_back(static_cast<double>((duty.struck_off_at - row->issued).ms) /
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
Json weeks(const Reader& reader, const Rows& rows) {
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
        for (const DutyRow* row : rows) {
            const Moment off = row->duty.struck_off_at;
            opened += row->issued >= start && row->issued < end ? 1 : 0;
            const bool struck_off = !is_open(row->duty) && !row->duty.fallen_away;
            closed += struck_off && off >= start && off < end ? 1 : 0;
            // What was issued later cannot have been late then.
            if (row->issued >= end) continue;
            overdue += reader.record.was_overdue(row->id, end - Span{1}) ? 1 : 0;
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
    const Rows rows = all_rows(reader);
    out["figures"] = figures_of(reader);
    add_tasks(reader, out);
    add_findings(reader, out);
    out["slips_in_time"] = slips_in_time(reader, rows);
    add_owed(reader, out, rows);
    out["townships"] = townships_of(reader, loads_of(reader, rows));
    add_villages(reader, out);
    out["ageing"] = ageing(reader, rows);
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
    std::map<UnitId, Load> loads = loads_of(reader, all_rows(reader));
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
