// A case as the office sees it: its clock, its hands and teams, what was asked of whom, and the
// ways on from here.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/foresee.h"
#include "console/api/matters.h"
#include "console/api/may.h"
#include "console/api/proposals.h"
#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "domain/cases/clock.h"
#include "domain/cases/hands.h"

namespace dudao::console {
namespace {

Json ids(const std::vector<PersonId>& people) {
    Json list = Json::array();
    for (const PersonId& each : people) list.push_back(each.text);
    return list;
}

/// Where the pending limit comes from, and what an extension of it would be.
Json clock_of(const Reader& reader, const Case& lead) {
    if (lead.limit == CaseLimitKind::None) return nullptr;
    const CaseLimit* row = pending_row(reader.state, lead);
    const Policy* policy =
        row_of(reader.state.policies, lead.policy.empty() ? reader.state.policy_now : lead.policy);
    const auto more = extension_of(reader.state, lead);
    const Budget disposal = policy ? policy->lead_disposal : Budget{};
    return {{"budget", to_text(row ? row->budget : disposal)},
            {"source", row ? row->source : "local"},
            {"extension", row && row->extension.amount > 0 ? to_text(row->extension) : ""},
            {"extended_to", more ? more->due.ms : 0},
            {"approver", name(more ? more->approver : CaseApprover::None)},
            {"beyond_year", more && more->beyond_year}};
}

Json hands_of(const Case& lead) {
    Json list = Json::array();
    for (const Hand& each : lead.hands) {
        list.push_back({{"person", each.person.text}, {"part", name(each.part)}});
    }
    return list;
}

Json teams_of(const Reader& reader) {
    Json list = Json::array();
    for (const auto& [id, team] : reader.state.teams) {
        if (!reader.sight.sees(team)) continue;
        list.push_back({{"id", id.text},
                        {"zh", team.name_zh},
                        {"en", team.name_en},
                        {"head", team.head.text},
                        {"members", ids(team.members)},
                        {"devices", devices_of(reader.state, id).size()}});
    }
    return list;
}

Json parts_of(const Case& lead) {
    Json list = Json::array();
    const auto add = [&](Part part, const TeamId& team) {
        if (team) list.push_back({{"part", name(part)}, {"team", team.text}});
    };
    add(Part::Verified, lead.team);
    add(Part::Reviewed, lead.reviewers);
    add(Part::Appealed, lead.appeal_team);
    return list;
}

Json ways_json(const Reader& reader, const Case& lead) {
    Json list = Json::array();
    for (const CaseWay& way : ways_of(reader, lead)) {
        const auto confirm = way.step->confirm;
        const char* agrees = confirm == cases::a_second        ? "officer"
                             : confirm == cases::the_authority ? "authority"
                                                               : "";
        list.push_back({{"verb", name(way.step->verb)},
                        {"command", way.command},
                        {"to", name(way.step->to)},
                        {"agrees", agrees},
                        {"refused", way.refused ? told(reader, *way.refused) : Json(nullptr)}});
    }
    return list;
}

Json asks_json(const Reader& reader, const Case& lead) {
    Json list = Json::array();
    for (const IssueAssignment& each : asks_of(reader, lead)) {
        list.push_back(
            {{"kind", name(each.kind)}, {"paper", name(each.paper)}, {"team", each.team.text}});
    }
    return list;
}

Json team_choices(const Reader& reader, const Case& lead) {
    Json list = Json::array();
    for (const AssignTeam& each : teams_for(reader, lead)) {
        list.push_back({{"part", name(each.part)}, {"team", each.team.text}});
    }
    return list;
}

Json assignments_of(Reader& reader, const Case& lead) {
    Json list = Json::array();
    for (const AssignmentId id : lead.assignments) {
        list.push_back(assignment_row(reader, reader.state.assignments.at(id)));
    }
    return list;
}

Json measures_of(const Case& lead) {
    Json list = Json::array();
    for (const Measure each : lead.measures) list.push_back(name(each));
    return list;
}

/// What the person concerned said, each with its moment: the defence, and every appeal.
Json said_by_the_person(Reader& reader, const Case& lead) {
    Json list = Json::array();
    const bool reads = reader.sight.reads(lead);
    for (const std::uint64_t index : reader.record.of(matter_text("case", lead.id.value))) {
        const std::string_view type = event_names.at(reader.record.line(index).type);
        if (type != CaseDefended::as_event && type != CaseAppealed::as_event) continue;
        const Event event = reader.record.event(index);
        if (const auto* defended = std::get_if<CaseDefended>(&event.body)) {
            list.push_back({{"kind", defended->waived ? "waiver" : "defence"},
                            {"at", event.at.ms},
                            {"text", reader.words.of(defended->statement, reads)}});
        } else if (const auto* appealed = std::get_if<CaseAppealed>(&event.body)) {
            list.push_back({{"kind", "appeal"},
                            {"at", event.at.ms},
                            {"text", reader.words.of(appealed->statement, reads)}});
        }
    }
    return list;
}

}  // namespace

Json case_facts(Reader& reader, const Case& lead) {
    Json page = case_row(reader, lead);
    page["clock"] = clock_of(reader, lead);
    page["simple"] = lead.simple;
    page["named"] = !lead.subject.empty();
    page["filed_at"] = lead.filed_at.ms;
    page["served_at"] = lead.served_at.ms;
    page["hands"] = hands_of(lead);
    page["parts"] = parts_of(lead);
    page["recused"] = ids(lead.recused);
    page["measures"] = measures_of(lead);
    page["said"] = said_by_the_person(reader, lead);
    return page;
}

std::optional<Json> case_page(Reader& reader, const std::string& id) {
    const Case* found = row_of(reader.state.cases, CaseId{id_number(id)});
    if (!found || !reader.sight.sees(*found)) return std::nullopt;
    reader.words.opened(found->id);
    const Rectification* r = row_of(reader.state.rectifications, found->rectification);
    const Finding* finding = row_of(reader.state.findings, found->finding);
    Json page = case_facts(reader, *found);
    page["rectification_row"] = nullptr;
    page["finding_row"] = nullptr;
    if (r && reader.sight.sees(*r)) page["rectification_row"] = rectification_row(reader, *r);
    if (finding && reader.sight.sees(*finding)) page["finding_row"] = finding_row(reader, *finding);
    page["teams"] = teams_of(reader);
    page["assignments"] = assignments_of(reader, *found);
    page["waiting"] = proposals_about(reader, *found);
    page["ways"] = ways_json(reader, *found);
    page["asks"] = asks_json(reader, *found);
    page["team_choices"] = team_choices(reader, *found);
    page["timeline"] = timeline(reader, matter_text("case", found->id.value));
    page["may"] = may(reader, *found);
    return page;
}

}  // namespace dudao::console
