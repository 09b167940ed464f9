// Who may act in a case: people it keeps out, hands of earlier parts, results of its assignments.
#pragma once

#include <initializer_list>

#include "domain/draft.h"

namespace dudao {

/// True if the person is the one concerned. False in a process without the case key.
bool is_subject(const Context& reader, const Case& lead, const PersonId& person);

/// True for the person concerned, people of the unit, the group that found the matter, who struck
/// it off, and people recused: they neither act in the case nor see it.
bool is_kept_out(const State& state, const Context& reader, const Case& lead,
                 const PersonId& person);

/// True if the person had one of these parts.
bool had_part(const Case& lead, const PersonId& person, std::initializer_list<Part> parts);
bool had_any_part(const Case& lead, const PersonId& person);

/// The last closed assignment of a kind, of those issued in the present stage; nullptr if none.
const Assignment* closed(const State& state, const Case& lead, assignment::Kind kind,
                         assignment::Paper paper = assignment::Paper::None);
/// True if one of this kind was ever closed in the case.
bool was_closed(const State& state, const Case& lead, assignment::Kind kind);

/// True if the team has a member who had a part, or is in one of these other teams.
bool shares_people(const State& state, const Case& lead, const TeamRow& team,
                   std::initializer_list<TeamId> others);

/// True for a member or device of the team.
bool of_team(const State& state, const Context& speaker, const TeamId& team);

}  // namespace dudao
