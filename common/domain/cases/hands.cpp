#include "domain/cases/hands.h"

#include <algorithm>

#include "domain/roles.h"

namespace dudao {
namespace {

bool is_member(const TeamRow& team, const PersonId& person) {
    return std::find(team.members.begin(), team.members.end(), person) != team.members.end();
}

const TeamRow* team_row(const State& state, const TeamId& id) {
    const auto at = state.teams.find(id);
    return at == state.teams.end() ? nullptr : &at->second;
}

/// The group whose visit recorded the finding; empty if the lead is of no finding.
GroupId finders(const State& state, const Case& lead) {
    const auto finding = state.findings.find(lead.finding);
    if (finding == state.findings.end()) return {};
    return state.tasks.at(finding->second.task).group;
}

}  // namespace

bool is_subject(const Context& reader, const Case& lead, const PersonId& person) {
    if (lead.subject.empty() || !person || !reader.case_key || !reader.outside) return false;
    return reader.outside->mark(*reader.case_key, lead.id, person) == lead.subject;
}

bool is_kept_out(const State& state, const Context& reader, const Case& lead,
                 const PersonId& person) {
    if (!person) return false;
    if (is_subject(reader, lead, person) || belongs_to(state, person, lead.unit)) return true;
    const auto& recused = lead.recused;
    if (std::find(recused.begin(), recused.end(), person) != recused.end()) return true;
    const auto r = state.rectifications.find(lead.rectification);
    if (r != state.rectifications.end() && r->second.verified_by == person) return true;
    const GroupRow* group = group_of(state, person);
    return group != nullptr && group->id == finders(state, lead);
}

bool had_part(const Case& lead, const PersonId& person, std::initializer_list<Part> parts) {
    return std::any_of(lead.hands.begin(), lead.hands.end(), [&](const Hand& hand) {
        return hand.person == person &&
               std::find(parts.begin(), parts.end(), hand.part) != parts.end();
    });
}

bool had_any_part(const Case& lead, const PersonId& person) {
    return std::any_of(lead.hands.begin(), lead.hands.end(),
                       [&](const Hand& hand) { return hand.person == person; });
}

const Assignment* closed(const State& state, const Case& lead, assignment::Kind kind,
                         assignment::Paper paper) {
    const Assignment* last = nullptr;
    const auto first = static_cast<std::size_t>(lead.stage_from);
    for (std::size_t i = first; i < lead.assignments.size(); ++i) {
        const Assignment& each = state.assignments.at(lead.assignments[i]);
        if (each.state == assignment::State::Closed && each.kind == kind && each.paper == paper) {
            last = &each;
        }
    }
    return last;
}

bool was_closed(const State& state, const Case& lead, assignment::Kind kind) {
    return std::any_of(lead.assignments.begin(), lead.assignments.end(), [&](AssignmentId id) {
        const Assignment& each = state.assignments.at(id);
        return each.state == assignment::State::Closed && each.kind == kind;
    });
}

bool shares_people(const State& state, const Case& lead, const TeamRow& team,
                   std::initializer_list<TeamId> others) {
    return std::any_of(team.members.begin(), team.members.end(), [&](const PersonId& person) {
        if (had_any_part(lead, person)) return true;
        return std::any_of(others.begin(), others.end(), [&](const TeamId& id) {
            const TeamRow* other = team_row(state, id);
            return other != nullptr && is_member(*other, person);
        });
    });
}

bool of_team(const State& state, const Context& speaker, const TeamId& team) {
    if (speaker.kind == KeyKind::Device) return speaker.team == team;
    const TeamRow* row = team_row(state, team);
    return row != nullptr && is_member(*row, speaker.actor);
}

}  // namespace dudao
