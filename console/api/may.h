// Which commands state and role allow a reader on a matter: the rules themselves are asked, with
// commands that lack nothing but the reader's words. What is missing in them then (a reason, a
// proof) is for the form to ask; what is forbidden or not possible now is not offered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console/api/reader.h"
#include "domain/cases/types.h"
#include "domain/rectification/types.h"
#include "domain/rejection.h"

namespace dudao::console {

std::vector<std::string> may(const Reader& reader, const Task& task);
std::vector<std::string> may(const Reader& reader, const Finding& finding);
std::vector<std::string> may(const Reader& reader, const Rectification& r);
std::vector<std::string> may(const Reader& reader, const Demand& d);
std::vector<std::string> may(const Reader& reader, const Plan& plan);
std::vector<std::string> may(const Reader& reader, const ConflictRow& row);
std::vector<std::string> may(const Reader& reader, const Case& lead);

/// A step of the table from the state that a case is in, on its track, by the office.
struct CaseWay {
    const cases::Step* step = nullptr;
    std::string_view command;          // that takes it
    std::optional<Rejection> refused;  // what it waits for; nothing: it can be taken now
};
std::vector<CaseWay> ways_of(const Reader& reader, const Case& lead);

/// What could be asked of which team now; each without its words.
std::vector<IssueAssignment> asks_of(const Reader& reader, const Case& lead);
/// The teams that could be given which part now.
std::vector<AssignTeam> teams_for(const Reader& reader, const Case& lead);
/// What the reader may do with it as its reviewer.
std::vector<assignment::Verb> reviews_of(const Reader& reader, const Assignment& row);
/// The live devices of a team, for which an assignment is sealed.
std::vector<TeamDevice> devices_of(const State& state, const TeamId& team);
/// Stands for what the words of an assignment will be sealed to.
void seal_nothing(IssueAssignment& command, const std::vector<TeamDevice>& devices);

/// The rules take this command from the reader now. What they find wrong with its words is for the
/// form to mend, and they are asked last of all.
bool takes(const Reader& reader, const Command& command);

/// Stands for whatever the person will write.
Text some_words();

/// An order about this finding to its unit and somebody who could answer for it; without a person
/// where nobody could yet.
IssueRectification an_order(const Reader& reader, const Finding& finding);

/// One of the reader's roles stands in the right that the command declares, whatever the matter.
bool may_send(const Reader& reader, std::string_view command);

}  // namespace dudao::console
