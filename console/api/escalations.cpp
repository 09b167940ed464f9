// GET /api/v1/escalations: what climbs next, what has climbed, and whether those it concerns were
// told.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/registry.h"
#include "console/api/rows.h"
#include "console/limits.h"

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

/// A timer that acted and the step it acted on stand in one commit: how late it was is the timer's.
Json acted_row(const Reader& reader, const Event& event, Span late) {
    if (const auto* taken = std::get_if<StepTaken>(&event.body)) {
        const Rectification* r = seen(reader, taken->id);
        if (!r) return nullptr;
        Json row = row_head(*r, taken->step, taken->slip, event.at);
        row["late"] = late.ms;
        row["overtaken"] = false;
        return row;
    }
    if (const auto* over = std::get_if<StepOvertaken>(&event.body)) {
        const Rectification* r = seen(reader, over->id);
        if (!r) return nullptr;
        Json row = row_head(*r, over->step, slip_at(reader.state, *r, over->step), event.at);
        row["late"] = over->late.ms;
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
        Span late;
        if (i - 1 > record.begin()) {
            const Event before = record.event(i - 2);
            const auto* ended = std::get_if<TimerEnded>(&before.body);
            if (ended && ended->how == TimerEnd::Acted) late = ended->late;
        }
        Json row = acted_row(reader, event, late);
        if (!row.is_null()) acted.push_back(std::move(row));
    }
}

Json notices(const Reader& reader) {
    const bool all = reader.sight.office();
    Json rows = Json::array();
    for (const auto& [id, notice] : reader.state.notices) {
        if (!all && notice.to != reader.person) continue;
        Json items = Json::array();
        for (const NoticeItem& item : notice.items) {
            const std::string matter = matter_text(name(item.matter.kind), item.matter.id);
            if (!reader.sees(matter)) continue;
            items.push_back({{"matter", name(item.matter.kind)},
                             {"id", std::to_string(item.matter.id)},
                             {"step", item.step},
                             {"text", item.text}});
        }
        if (items.empty() || rows.size() >= escalations_shown_max) continue;
        rows.push_back({{"id", id_text(id)},
                        {"state", name(notice.state)},
                        {"to", notice.to.text},
                        {"send_at", notice.send_at.ms},
                        {"items", std::move(items)}});
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
