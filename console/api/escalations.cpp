// GET /api/v1/escalations: what climbs next, what has climbed, and how many were not told.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/notices.h"
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

}  // namespace

Json escalations(Reader& reader) {
    Json acted = Json::array();
    Json vacant = Json::array();
    look_back(reader, acted, vacant);
    return {{"coming", coming(reader)},
            {"acted", std::move(acted)},
            {"untold", untold(reader)},
            {"unreachable", std::move(vacant)}};
}

}  // namespace dudao::console
