// What a phone is shown, in one answer: everything on the device that concerns its group.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "agents/field/field.h"
#include "agents/limits.h"
#include "messages/refusals.h"

namespace dudao::agent {
namespace {

using Json = nlohmann::json;

Json to_json(const FindingNote& note) {
    const FindingFacts& facts = note.facts;
    return {{"id", note.id.text},
            {"task", note.task.value},
            {"by", note.by.text},
            {"facts",
             {{"category", name(facts.category)},
              {"severity", name(facts.severity)},
              {"rule", facts.rule},
              {"unit", facts.unit.text},
              {"text", facts.text.value},
              {"suspected_breach", facts.suspected_breach}}}};
}

Json to_json(const Row& row, Lang lang) {
    const bool refused = row.state == RowState::Refused;
    const RefusalWords words = refused ? refusal_in(lang, row.answer.why, row.answer.said,
                                                    {row.answer.what, row.answer.mend})
                                       : RefusalWords{};
    return {{"key", row.key},
            {"n", row.n},
            {"name", row.name},
            {"task", row.task.value},
            {"assignment", row.assignment.value},
            {"step", row.step},
            {"state", reply::word_of(row.state)},
            {"kept_at", row.kept_at.ms},
            {"why", row.answer.why},
            {"what", words.what},
            {"mend", words.mend},
            {"by", row.by.text}};
}

Json to_json(const EvidenceFile& file) {
    return {{"hash", file.hash.text},
            {"size", file.size},
            {"mime", file.mime},
            {"stored", file.stored},
            {"uploaded", file.uploaded}};
}

/// The newest findings; later ids sort later.
Json newest_of(const std::map<FindingId, FindingNote>& findings) {
    Json list = Json::array();
    auto at = findings.begin();
    std::advance(at, findings.size() - std::min(findings.size(), field_findings_max));
    for (; at != findings.end(); ++at) list.push_back(to_json(at->second));
    return list;
}

bool is_told_to(const PersonId& person, const TeamWork& work) {
    return work.hands.empty() ||
           std::find(work.hands.begin(), work.hands.end(), person) != work.hands.end();
}

/// True for evidence of an assignment that is told to others alone.
bool is_of_others(const EvidenceHash& hash, const std::vector<reply::Assignment>& all,
                  const PersonId& person) {
    bool others = false;
    for (const reply::Assignment& each : all) {
        const auto& evidence = each.work->evidence;
        if (std::find(evidence.begin(), evidence.end(), hash) == evidence.end()) continue;
        if (is_told_to(person, *each.work)) return false;
        others = true;
    }
    return others;
}

}  // namespace

std::string field_state(const Agent::View& view, const PersonId& person, Moment now, Lang lang) {
    Json tasks = Json::array();
    for (const reply::Task& task : view.tasks) tasks.push_back(reply::to_json(task));
    Json assignments = Json::array();
    for (const reply::Assignment& each : view.assignments) {
        if (is_told_to(person, *each.work)) assignments.push_back(reply::to_json(each));
    }
    Json members = Json::array();
    for (const PersonId& each : view.settings.members) {
        members.push_back({{"id", each.text}, {"name", ""}});
    }
    Json units = Json::array();
    for (const UnitName& each : view.units) {
        units.push_back({{"id", each.id.text}, {"zh", each.zh}, {"en", each.en}});
    }
    Json rows = Json::array();
    for (const Row* row : view.rows) rows.push_back(to_json(*row, lang));
    Json files = Json::array();
    for (const EvidenceFile* file : view.files) {
        if (!is_of_others(file->hash, view.assignments, person)) files.push_back(to_json(*file));
    }
    const Json state = {{"version", view.version},
                        {"now", now.ms},
                        {"me", {{"person", person.text}, {"name", ""}}},
                        {"device",
                         {{"incarnation", view.settings.incarnation},
                          {"group", view.settings.group.text},
                          {"team", view.settings.team.text},
                          {"online", view.settings.online},
                          {"welcomed", view.welcomed},
                          {"refused", view.refused},
                          {"head", view.head},
                          {"held", view.settings.held}}},
                        {"members", std::move(members)},
                        {"tasks", std::move(tasks)},
                        {"assignments", std::move(assignments)},
                        {"checklists", reply::to_json(view.checklists)},
                        {"findings", newest_of(view.findings)},
                        {"units", std::move(units)},
                        {"rows", std::move(rows)},
                        {"files", std::move(files)}};
    return state.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dudao::agent
