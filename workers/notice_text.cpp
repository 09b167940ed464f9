#include "workers/notice_text.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "messages/messages.h"
#include "messages/number_text.h"

namespace dudao::workers {
namespace {

struct Number {
    MatterKind kind = MatterKind::Notice;
    std::int32_t year = 0;
    std::int32_t number = 0;
};

template <class Map, class Id>
Number number_in(MatterKind kind, const Map& map, Id id) {
    const auto at = map.find(id);
    return at == map.end() ? Number{} : Number{kind, at->second.year, at->second.number};
}

/// The number shown to people; a demand is shown with the number of its rectification.
Number number_of(const State& state, const Matter& matter) {
    switch (matter.kind) {
        case MatterKind::Task:
            return number_in(MatterKind::Task, state.tasks, TaskId{matter.id});
        case MatterKind::Rectification:
            return number_in(MatterKind::Rectification, state.rectifications,
                             RectificationId{matter.id});
        case MatterKind::Demand: {
            const auto at = state.demands.find(DemandId{matter.id});
            if (at == state.demands.end()) return {};
            return number_in(MatterKind::Rectification, state.rectifications,
                             at->second.rectification);
        }
        case MatterKind::Case:
            return number_in(MatterKind::Case, state.cases, CaseId{matter.id});
        case MatterKind::Assignment:
            return number_in(MatterKind::Assignment, state.assignments, AssignmentId{matter.id});
        default:
            return {};
    }
}

std::string text_of(Lang lang, Number no) {
    return no.number == 0 ? "—" : number_text(lang, no.kind, no.year, no.number);
}

std::string words(Lang lang, const std::string& key, const std::string& no,
                  const std::string& due) {
    std::vector<Filling> fillings;
    for (const auto hole : placeholders(text(lang, key))) {
        fillings.emplace_back(hole, hole == "no" ? no : due);
    }
    return format(lang, key, fillings);
}

std::string due_text(const State& state, const NoticeItem& item) {
    return item.due.ms == 0 ? "—" : deadline_text(state.calendar.zone, item.due);
}

nlohmann::ordered_json to_json(const State& state, const NoticeItem& item) {
    const Number number = number_of(state, item.matter);
    const std::string due = due_text(state, item);
    nlohmann::ordered_json json{{"matter", std::string(name(item.matter.kind))},
                                {"no", text_of(Lang::Zh, number)},
                                {"step", item.step},
                                {"due", item.due.ms == 0 ? "" : due},
                                {"key", item.text}};
    if (has_text("notice." + item.text)) {
        json["zh"] = item_words(Lang::Zh, state, item);
        json["en"] = item_words(Lang::En, state, item);
    }
    return json;
}

void add_reach(nlohmann::ordered_json& json, const std::string& mail, const std::string& phone) {
    if (!mail.empty()) json["mail"] = mail;
    if (!phone.empty()) json["phone"] = phone;
}

}  // namespace

std::string item_words(Lang lang, const State& state, const NoticeItem& item) {
    const std::string key = "notice." + item.text;
    if (!has_text(key)) return {};
    return words(lang, key, text_of(lang, number_of(state, item.matter)), due_text(state, item));
}

std::string notice_line(const State& state, const Notice& notice, Moment at, const Reach& reach) {
    const Zone& zone = state.calendar.zone;
    nlohmann::ordered_json json{
        {"id", notice.id.value}, {"to", notice.to.text}, {"at", to_text(at, zone.offset_at(at))}};
    add_reach(json, reach.mail, reach.phone);
    nlohmann::ordered_json before = nlohmann::ordered_json::object();
    add_reach(before, reach.mail_before, reach.phone_before);
    if (!before.empty()) json["before"] = std::move(before);
    json["items"] = nlohmann::ordered_json::array();
    for (const NoticeItem& item : notice.items) json["items"].push_back(to_json(state, item));
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace dudao::workers
