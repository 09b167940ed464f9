// GET /api/v1/escalations: what climbs next, what has climbed, and whether those it concerns were
// told.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/registry.h"
#include "console/api/rows.h"
#include "console/limits.h"
#include "console/papers/paper.h"

namespace dudao::console {
namespace {

constexpr Span ahead = days(7);
constexpr Span acted_for = days(14);
constexpr Span unreachable_for = days(30);

const Rectification* seen(const Reader& reader, RectificationId id) {
    const Rectification* r = row_of(reader.state.rectifications, id);
    return r && reader.sight.sees(*r) ? r : nullptr;
}

Slip slip_at(const State& state, const Rectification& r, std::int32_t step) {
    const Policy* policy = row_of(state.policies, r.policy);
    const auto place = static_cast<std::size_t>(step - 1);
    return policy && place < policy->ladder.size() ? policy->ladder[place].slip : Slip::None;
}

Json row_head(const Rectification& r, std::int32_t step, Slip slip, Moment at) {
    return {{"rectification", id_text(r.id)},
            {"number", short_number(r.year, r.number)},
            {"unit", r.unit.text},
            {"step", step},
            {"slip", name(slip)},
            {"at", at.ms}};
}

Json coming(const Reader& reader) {
    std::vector<const Timer*> timers;
    for (const auto& [id, timer] : reader.state.timers) {
        if (timer.kind != TimerKind::Ladder || timer.due > reader.now + ahead) continue;
        if (seen(reader, RectificationId{timer.matter.id})) timers.push_back(&timer);
    }
    std::sort(timers.begin(), timers.end(), [](const Timer* a, const Timer* b) {
        return std::pair(a->due, a->id) < std::pair(b->due, b->id);
    });
    Json rows = Json::array();
    for (const Timer* timer : timers) {
        if (rows.size() == escalations_shown_max) break;
        const Rectification& r = *seen(reader, RectificationId{timer->matter.id});
        rows.push_back(row_head(r, timer->step, slip_at(reader.state, r, timer->step), timer->due));
    }
    return rows;
}

/// How long the system kept somebody waiting: from the moment that a timer was due, or from its
/// setting where that was later. A ladder that is set anew for an overdue matter has steps whose
/// moment has passed; nobody was late with those.
Span lateness(const Reader& reader, RectificationId id, TimerId timer, Moment due, Moment acted) {
    const auto events = reader.record.of(matter_text("rectification", id.value));
    for (auto at = events.rbegin(); at != events.rend(); ++at) {
        if (event_names.at(reader.record.line(*at).type) != TimerSet::as_event) continue;
        const Event event = reader.record.event(*at);
        if (std::get<TimerSet>(event.body).timer.id == timer) {
            return acted - std::max(due, event.at);
        }
    }
    return acted - due;
}

/// A timer that ended and the step that it ended with stand side by side in one commit.
Span late_before(const Reader& reader, std::uint64_t index, RectificationId id, Moment acted) {
    const Record& record = reader.record;
    if (index == record.begin()) return {};
    const Record::Line line = record.line(index - 1);
    if (line.seq != record.line(index).seq) return {};
    if (event_names.at(line.type) != TimerEnded::as_event) return {};
    const Event before = record.event(index - 1);
    const auto& ended = std::get<TimerEnded>(before.body);
    if (ended.how == TimerEnd::Cancelled) return {};
    return lateness(reader, id, ended.id, acted - ended.late, acted);
}

Json acted_row(const Reader& reader, std::uint64_t index, const Event& event) {
    if (const auto* taken = std::get_if<StepTaken>(&event.body)) {
        const Rectification* r = seen(reader, taken->id);
        if (!r) return nullptr;
        Json row = row_head(*r, taken->step, taken->slip, event.at);
        row["late"] = late_before(reader, index, taken->id, event.at).ms;
        row["overtaken"] = false;
        return row;
    }
    if (const auto* over = std::get_if<StepOvertaken>(&event.body)) {
        const Rectification* r = seen(reader, over->id);
        if (!r) return nullptr;
        Json row = row_head(*r, over->step, slip_at(reader.state, *r, over->step), event.at);
        row["late"] = late_before(reader, index, over->id, event.at).ms;
        row["overtaken"] = true;
        return row;
    }
    return nullptr;
}

Json unreachable_row(const Reader& reader, const Record::Line& line, const Event& event) {
    const auto& vacant = std::get<Unreachable>(event.body);
    if (!reader.sees(line)) return nullptr;
    return {{"unit", vacant.unit.text},
            {"role", name(vacant.role)},
            {"at", event.at.ms},
            {"passed_to", vacant.passed_to.text}};
}

void look_back(const Reader& reader, Json& acted, Json& vacant) {
    const Record& record = reader.record;
    std::uint64_t looked = 0;
    for (std::uint64_t i = record.end(); i > record.begin() && looked < escalations_looked_max;
         --i, ++looked) {
        const Record::Line line = record.line(i - 1);
        const std::string_view type = event_names.at(line.type);
        const bool vacant_post = type == Unreachable::as_event;
        if (!vacant_post && type != StepTaken::as_event && type != StepOvertaken::as_event)
            continue;
        const Event event = record.event(i - 1);
        if (event.at < reader.now - unreachable_for) break;
        if (vacant_post) {
            Json row = unreachable_row(reader, line, event);
            if (!row.is_null() && vacant.size() < escalations_shown_max)
                vacant.push_back(std::move(row));
            continue;
        }
        if (event.at < reader.now - acted_for || acted.size() >= escalations_shown_max) continue;
        Json row = acted_row(reader, i - 1, event);
        if (row.is_null()) continue;
        row["paper"] = is_paper(event.body) ? std::to_string(i - 1) : "";  // the slip to print
        acted.push_back(std::move(row));
    }
}

/// The number that people see of what a notice is about; a demand's is its rectification's.
std::string number_of(const State& state, const Matter& matter) {
    const auto number = [](const auto* row) {
        return row ? short_number(row->year, row->number) : std::string();
    };
    switch (matter.kind) {
        case MatterKind::Task:
            return number(row_of(state.tasks, TaskId{matter.id}));
        case MatterKind::Rectification:
            return number(row_of(state.rectifications, RectificationId{matter.id}));
        case MatterKind::Demand: {
            const Demand* demand = row_of(state.demands, DemandId{matter.id});
            return demand ? number(row_of(state.rectifications, demand->rectification)) : "";
        }
        case MatterKind::Case:
            return number(row_of(state.cases, CaseId{matter.id}));
        default:
            return {};
    }
}

/// What it tells of that the reader sees.
Json items_of(const Reader& reader, const std::vector<NoticeItem>& items) {
    Json shown = Json::array();
    for (const NoticeItem& item : items) {
        if (!reader.sees(matter_text(name(item.matter.kind), item.matter.id))) continue;
        shown.push_back({{"matter", name(item.matter.kind)},
                         {"id", std::to_string(item.matter.id)},
                         {"number", number_of(reader.state, item.matter)},
                         {"step", item.step},
                         {"text", item.text},
                         {"due", item.due.ms}});
    }
    return shown;
}

Json notice_row(const Reader& reader, const Notice& notice, NoticeState state, Moment at) {
    return {{"id", id_text(notice.id)},
            {"state", name(state)},
            {"to", notice.to.text},
            {"send_at", notice.send_at.ms},
            {"at", at.ms},  // of the outcome; 0: it has none yet
            {"items", items_of(reader, notice.items)}};
}

/// As it was queued: what has an outcome is in the record alone.
Notice from_record(const Reader& reader, NoticeId id) {
    Notice notice;
    notice.id = id;
    for (const std::uint64_t index : reader.record.of(matter_text("notice", id.value))) {
        const Event event = reader.record.event(index);
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (!queued) continue;
        notice.to = queued->to;
        notice.send_at = queued->send_at;
        notice.items.push_back(queued->item);
    }
    return notice;
}

/// What waits, the next first; then what became of the others, the newest first.
Json notices(const Reader& reader) {
    const bool all = reader.sight.office();
    Json rows = Json::array();
    const auto add = [&](const Notice& notice, NoticeState state, Moment at) {
        if (!all && notice.to != reader.person) return;
        Json row = notice_row(reader, notice, state, at);
        if (!row["items"].empty()) rows.push_back(std::move(row));
    };
    std::vector<const Notice*> waiting;
    for (const auto& [id, notice] : reader.state.notices) waiting.push_back(&notice);
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const Notice* a, const Notice* b) { return a->send_at < b->send_at; });
    for (const Notice* each : waiting) {
        if (rows.size() == escalations_shown_max) break;
        add(*each, each->state, {});
    }
    const std::size_t most = rows.size() + escalations_shown_max;
    const Record& record = reader.record;
    for (std::uint64_t i = record.end(); i > record.begin() && rows.size() < most; --i) {
        if (record.end() - i >= notices_looked_max) break;
        if (event_names.at(record.line(i - 1).type) != NoticeOutcome::as_event) continue;
        const Event event = record.event(i - 1);
        if (event.at < reader.now - unreachable_for) break;
        const auto& outcome = std::get<NoticeOutcome>(event.body);
        add(from_record(reader, outcome.id), outcome.state, event.at);
    }
    return rows;
}

}  // namespace

Json escalations(Reader& reader) {
    Json acted = Json::array();
    Json vacant = Json::array();
    look_back(reader, acted, vacant);
    return {{"coming", coming(reader)},
            {"acted", std::move(acted)},
            {"notices", notices(reader)},
            {"unreachable", std::move(vacant)}};
}

}  // namespace dudao::console
