// GET /api/v1/rectifications/{id}: the clock, the ladder, what was demanded and said, one timeline.
#include <nlohmann/json.hpp>

#include "console/api/ladder.h"
#include "console/api/matters.h"
#include "console/api/may.h"
#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "domain/rectification/clock.h"

namespace dudao::console {
namespace {

/// What only the record has: the order's words, the service, the last submission.
struct Told {
    Text demand;
    Text test;
    std::string served_how;
    Moment served_at;
    Text measures;
    std::vector<EvidenceHash> evidence;
};

Told told_of(const Reader& reader, RectificationId id) {
    Told told;
    for (const std::uint64_t index : reader.record.of(matter_text("rectification", id.value))) {
        const Event event = reader.record.event(index);
        if (const auto* issued = std::get_if<RectificationIssued>(&event.body)) {
            if (issued->id != id) continue;  // the one that was opened when this failed a re-check
            told.demand = issued->demand;
            told.test = issued->test;
        } else if (const auto* served = std::get_if<RectificationServed>(&event.body)) {
            told.served_how = name(served->how);
            told.served_at = event.at;
        } else if (const auto* step = std::get_if<RectificationStepped>(&event.body)) {
            if (step->verb != rectification::Verb::Submit) continue;
            told.measures = step->text;
            told.evidence = step->evidence;
        }
    }
    return told;
}

Json demands_of(Reader& reader, RectificationId id) {
    Json list = Json::array();
    for (const auto& [key, demand] : reader.state.demands) {
        if (demand.rectification == id && reader.sight.sees(demand)) {
            list.push_back(demand_row(reader, demand));
        }
    }
    return list;
}

Json clock_of(const Reader& reader, const Rectification& r, const Told& told) {
    return {{"budget", to_text(r.budget)},
            {"consumed", consumed_by(reader.state.calendar, r, reader.now)},
            {"generation", r.generation},
            {"served_how", told.served_how},
            {"served_at", told.served_at.ms},
            {"derivation", derivation_of(reader, r)}};
}

}  // namespace

std::optional<Json> rectification_page(Reader& reader, const std::string& id) {
    const Rectification* r = row_of(reader.state.rectifications, RectificationId{id_number(id)});
    if (!r || !reader.sight.sees(*r)) return std::nullopt;
    const Finding& finding = reader.state.findings.at(r->finding);
    const Told told = told_of(reader, r->id);
    const bool needs = reader.sight.reads(*r);
    Json supporting = Json::array();
    for (const UnitId& each : r->supporting) supporting.push_back(each.text);
    const ExtensionRequest& extension = r->extension;

    Json page = rectification_row(reader, *r);
    page["demand"] = reader.words.of(told.demand, needs);
    page["test"] = reader.words.of(told.test, needs);
    page["supporting"] = std::move(supporting);
    page["task"] = id_text(finding.task);  // what evidence of it is attached to
    page["finding_row"] = nullptr;
    if (reader.sight.sees(finding)) page["finding_row"] = finding_row(reader, finding);
    page["clock"] = clock_of(reader, *r, told);
    page["ladder"] = ladder_of(reader, *r);
    page["demands"] = demands_of(reader, r->id);
    page["extension"] = {
        {"open", extension.open},
        {"budget", extension.open ? to_text(extension.budget) : ""},
        {"reason", extension.open ? reader.words.of(extension.reason, needs) : ""}};
    page["measures"] = reader.words.of(told.measures, needs);
    page["evidence"] = evidence_rows(reader, told.evidence);
    page["timeline"] = timeline(reader, matter_text("rectification", r->id.value));
    page["reopened_from"] = id_text(r->reopened_from);
    page["lead"] = id_text(reader.sight.shown(*r).lead);
    page["may"] = may(reader, *r);
    return page;
}

}  // namespace dudao::console
