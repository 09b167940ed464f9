#include "console/api/overview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "console/api/ledger.h"
#include "console/api/rows.h"
#include "console/limits.h"
#include "domain/overview.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

constexpr int weeks_shown = 12;
constexpr std::size_t owed_shown = 50;
constexpr int due_days_shown = 8;  // today and the seven after
constexpr Span thirty_days = days(30);

bool is_under_way(const Task& task) {
    return task.state == task::State::Released || task.state == task::State::Accepted;
}

/// Checked in, and not gone again: a final report ends the visit, also one that is returned.
bool is_in_village(const Task& task) {
    return task.state == task::State::OnSite && task.reported_at.ms == 0;
}

/// Whether the reader may know how often and when a village was visited: the office, and whoever
/// answers for it.
bool sees_visits(const Reader& reader, const UnitId& unit) {
    return reader.sight.office() || reader.sight.of_unit(unit);
}

void add_tasks(Reader& reader, Json& out) {
    std::int64_t on_the_way = 0;
    std::int64_t sealed = 0;
    Json in_field = Json::array();
    for (const auto& [id, task] : reader.state.tasks) {
        if (!reader.sight.sees(task)) continue;
        on_the_way += is_under_way(task) ? 1 : 0;
        sealed += is_under_way(task) && task.kind == TaskKind::Unannounced ? 1 : 0;
        if (!is_in_village(task)) continue;
        in_field.push_back({{"task", id_text(id)},
                            {"number", short_number(task.year, task.number)},
                            {"group", task.group.text},
                            {"target", shown_target(task)},
                            {"since", task.checked_in_at.ms},
                            {"findings", findings_seen(reader, task)}});
    }
    out["on_the_way"] = on_the_way;
    out["sealed"] = sealed;
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
    const auto counts = [](const std::map<Severity, std::int64_t>& found) {
        Json list = Json::object();
        for (const auto& [severity, word] : Names<Severity>::table) {
            const auto at = found.find(severity);
            list[std::string(word)] = at == found.end() ? 0 : at->second;
        }
        return list;
    };
    out["found_yesterday"] = counts(yesterday);
    out["found_today"] = counts(now);
}

void add_owed(Reader& reader, Json& out, std::vector<LedgerRow> rows) {
    std::erase_if(rows, [](const LedgerRow& row) { return !row.stands.days_left; });
    std::sort(rows.begin(), rows.end(), [](const LedgerRow& a, const LedgerRow& b) {
        return std::pair(a.r->deadline, a.r->id) < std::pair(b.r->deadline, b.r->id);
    });
    const Zone& zone = reader.state.calendar.zone;
    const Day today = zone.local_day(reader.now);
    Json overdue = Json::array();
    std::vector<LedgerRow> over;
    std::array<std::int64_t, due_days_shown> due{};
    std::array<std::int32_t, due_days_shown> days_left{};
    for (const LedgerRow& row : rows) {
        if (row.stands.overdue) {
            over.push_back(row);
            if (over.size() <= owed_shown) overdue.push_back(rectification_row(reader, *row.r));
            continue;
        }
        // A 24:00 belongs to the day it ends.
        const int day = zone.local_day(row.r->deadline - Span{1}).number - today.number;
        if (day < 0 || day >= due_days_shown) continue;
        const auto at = static_cast<std::size_t>(day);
        if (due.at(at)++ == 0) days_left.at(at) = *row.stands.days_left;
    }
    out["overdue"] = std::move(overdue);
    out["overdue_by_slip"] = by_slip(over);
    Json due_days = Json::array();
    for (std::size_t i = 0; i < due.size(); ++i) {
        due_days.push_back({{"n", due.at(i)}, {"days_left", days_left.at(i)}});
    }
    out["due_days"] = std::move(due_days);
}

/// Of every unit, by the township it lies in; without one: units of the city itself.
void add_townships(const Reader& reader, Json& out, const std::vector<LedgerRow>& rows) {
    struct Counts {
        std::int64_t open = 0;
        std::int64_t overdue = 0;
    };
    std::map<UnitId, Counts> by_unit;
    for (const LedgerRow& row : rows) {
        if (!row.open) continue;
        Counts& of = by_unit[row.r->unit];
        ++of.open;
        of.overdue += row.stands.overdue ? 1 : 0;
    }
    std::map<UnitId, Counts> by_township;
    for (const auto& [unit, counts] : by_unit) {
        Counts& of = by_township[ancestor(reader.state, unit, Level::Township)];
        of.open += counts.open;
        of.overdue += counts.overdue;
    }
    Json list = Json::array();
    for (const auto& [unit, counts] : by_township) {
        list.push_back({{"unit", unit.text}, {"open", counts.open}, {"overdue", counts.overdue}});
    }
    out["townships"] = std::move(list);
}

void add_villages(const Reader& reader, Json& out) {
    std::vector<std::pair<Moment, UnitId>> seen;
    std::int64_t visited = 0;
    for (const auto& [id, unit] : reader.state.units) {
        if (unit.level != Level::Village || !sees_visits(reader, id)) continue;
        const auto* visits = row_of(reader.state.visits, id);
        const bool never = visits == nullptr || visits->empty();
        visited += never ? 0 : 1;
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
    out["villages_seen"] = visited;
    out["villages"] = seen.size();
}

/// Struck off within thirty days: in time when it was handed in by its deadline.
Json struck_off_lately(const Reader& reader, const std::vector<LedgerRow>& rows) {
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::vector<double> took;
    for (const LedgerRow& row : rows) {
        const Rectification& r = *row.r;
        if (row.open || has_fallen_away(r)) continue;
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
        const Moment end = std::min(zone.local_moment(first + 7 * (week + 1), 0), reader.now);
        std::int64_t opened = 0;
        std::int64_t closed = 0;
        std::int64_t overdue = 0;
        for (const LedgerRow& row : rows) {
            const Rectification& r = *row.r;
            const Moment off = r.struck_off_at;
            opened += row.issued >= start && row.issued < end ? 1 : 0;
            closed += off.ms != 0 && off >= start && off < end ? 1 : 0;
            const bool handed_in = !r.clock_runs && r.submitted_at.ms != 0 && r.submitted_at <= end;
            overdue +=
                r.deadline.ms != 0 && r.deadline <= end && !handed_in && (off.ms == 0 || off > end)
                    ? 1
                    : 0;
        }
        out.push_back(
            {{"start", start.ms}, {"opened", opened}, {"closed", closed}, {"overdue", overdue}});
    }
    return out;
}

void add_notices(const Reader& reader, Json& out) {
    std::int64_t waiting = 0;
    std::int64_t under_way = 0;
    std::int64_t failed = 0;
    Moment oldest;
    const bool all = reader.sight.office();
    for (const auto& [id, notice] : reader.state.notices) {
        if (!reader.sight.sees(notice)) continue;
        ++(notice.state == NoticeState::Waiting ? waiting : under_way);
        if (oldest.ms == 0 || notice.send_at < oldest) oldest = notice.send_at;
    }
    // What failed leaves the state; the record of the last thirty days has it.
    const Record& record = reader.record;
    for (std::uint64_t i = record.end(); all && i > record.begin(); --i) {
        if (record.end() - i >= notices_looked_max) break;
        const Record::Line line = record.line(i - 1);
        if (event_names.at(line.type) != NoticeOutcome::as_event || !reader.sees(line)) continue;
        const Event event = record.event(i - 1);
        if (event.at < reader.now - thirty_days) break;
        const auto& outcome = std::get<NoticeOutcome>(event.body);
        failed += outcome.state == NoticeState::Failed ? 1 : 0;
    }
    out["notices"] = {
        {"waiting", waiting}, {"under_way", under_way}, {"failed", failed}, {"oldest", oldest.ms}};
}

}  // namespace

Json overview_page(Reader& reader) {
    Json out = Json::object();
    LedgerFilter everything;
    everything.which = LedgerFilter::Which::All;
    everything.sort = "number";
    const auto rows = ledger_rows(reader, everything);
    const auto open =
        std::count_if(rows.begin(), rows.end(), [](const LedgerRow& row) { return row.open; });
    add_tasks(reader, out);
    add_findings(reader, out);
    add_owed(reader, out, rows);
    add_townships(reader, out, rows);
    add_villages(reader, out);
    out["open_rectifications"] = open;
    out["open_by_slip"] = by_slip(rows);
    out["ageing"] = ageing(rows);
    out["struck_off"] = std::count_if(rows.begin(), rows.end(), [](const LedgerRow& row) {
        return !row.open && !has_fallen_away(*row.r);
    });
    out["struck_off_30d"] = struck_off_lately(reader, rows);
    out["leads"] = nullptr;
    if (reader.sight.cases()) {
        const auto& leads = reader.state.cases;
        out["leads"] = std::count_if(leads.begin(), leads.end(), [&](const auto& each) {
            return reader.sight.sees(each.second);
        });
    }
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
    struct Counts {
        std::int64_t open = 0;
        std::int64_t overdue = 0;
        Slip slip = Slip::None;
    };
    std::map<UnitId, Counts> counts;
    WorkingDays days(reader.state.calendar);
    for (const auto& [id, r] : reader.state.rectifications) {
        if (!is_open(r) || !reader.sight.sees(r)) continue;
        const Standing stands = standing(reader, r, days);
        Counts& of = counts[r.unit];
        ++of.open;
        of.overdue += stands.overdue ? 1 : 0;
        of.slip = std::max(of.slip, stands.slip);
    }
    std::map<UnitId, const Task*> in_field;
    for (const auto& [id, task] : reader.state.tasks) {
        if (is_in_village(task) && reader.sight.sees(task)) {
            in_field[task.target] = &task;
        }
    }
    Json out = Json::array();
    for (const auto& [id, unit] : reader.state.units) {
        if (unit.level != Level::Village || !sees_visits(reader, id)) continue;
        const auto* visits = row_of(reader.state.visits, id);
        const auto field = in_field.find(id);
        const Task* task = field == in_field.end() ? nullptr : field->second;
        const Counts& of = counts[id];
        out.push_back({{"unit", id.text},
                       {"township", ancestor(reader.state, id, Level::Township).text},
                       {"last_seen", !visits || visits->empty() ? 0 : visits->back().ms},
                       {"visits", visits ? visits->size() : 0},
                       {"open", of.open},
                       {"overdue", of.overdue},
                       {"slip", name(of.slip)},
                       {"in_field", task ? task->group.text : ""},
                       {"since", task ? task->checked_in_at.ms : 0}});
    }
    return out;
}

}  // namespace dudao::console
