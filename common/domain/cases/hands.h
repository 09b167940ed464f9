// Who may act in a case: people it keeps out, hands of earlier parts, results of its assignments.
#pragma once

#include <initializer_list>

#include "domain/draft.h"

namespace dudao {

/// True if a look of this person is in the log that is less than a day old: one a day is noted.
bool is_look_noted(const Case& lead, const PersonId& reader, Moment now);

/// True if the person is the one concerned. False in a process without the case key.
bool is_subject(const Context& reader, const Case& lead, const PersonId& person);

/// True for the person concerned, people of the unit, the group that found the matter, who struck
/// it off, and people recused: they neither act in the case nor see it. In a process without the
/// case key it is true for everybody once a person is named, since it cannot tell who that is.
bool is_kept_out(const State& state, const Context& reader, const Case& lead,
                 const PersonId& person);

/// The part that a step from the present state gives to who takes it, and to who agrees;
/// std::nullopt for steps that judge nothing.
std::optional<Part> part_of(const Case& lead, cases::Verb verb);
std::optional<Part> part_of_second(const Case& lead, cases::Verb verb);
/// The part of those who carry an assignment out; a paper or a measure makes nobody a judge.
std::optional<Part> part_of(const Case& lead, assignment::Kind kind);

/// True if what the person did in the case before forbids this part: nobody reviews or decides what
/// they investigated, and an appeal is heard by others than all before.
bool excludes(const Case& lead, const PersonId& person, std::optional<Part> part);

/// True for those who had a part in the case, members of its teams, and issuers of its assignments.
bool has_hand(const State& state, const Case& lead, const PersonId& person);

/// The case that a command is about; nullptr if it is about none.
const Case* case_of(const State& state, const Command& command);

/// The last closed assignment of a kind, of those issued in the present stage; nullptr if none.
const Assignment* closed(const State& state, const Case& lead, assignment::Kind kind,
                         assignment::Paper paper = assignment::Paper::None);
/// True if one of this kind was ever closed in the case.
bool was_closed(const State& state, const Case& lead, assignment::Kind kind);

/// True if the team has a member who had a part, or is in one of these other teams.
bool shares_people(const State& state, const Case& lead, const TeamRow& team,
                   std::initializer_list<TeamId> others);

/// True for a device of the team that names nobody, and for its members, with a device of theirs or
/// without.
bool is_of_team(const Context& speaker, const TeamRow& team);
/// True for whom is_of_team is true for the assignment's team, unless the case keeps them out.
bool is_for(const State& state, const Context& speaker, const Assignment& row);
/// True for whom is_for is true and who is a hand of the assignment: one of those who began it.
bool is_hand(const State& state, const Context& speaker, const Assignment& row);

}  // namespace dudao
