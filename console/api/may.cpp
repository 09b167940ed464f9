#include "console/api/may.h"

#include <algorithm>
#include <exception>

#include "domain/decide.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

/// Somebody who could be made responsible for a unit's matter; empty where nobody could yet.
PersonId somebody_of(const Reader& reader, const UnitId& unit) {
    const State& state = reader.state;
    for (const PersonId& each : reach_role(state, Role::UnitOfficer, unit).people) {
        if (may_answer_for(state, each, unit, reader.now)) return each;
    }
    return {};
}

bool can_climb(const Reader& reader, const Rectification& r) {
    const Policy* policy = row_of(reader.state.policies, r.policy);
    return policy && r.step < static_cast<std::int32_t>(policy->ladder.size());
}

std::vector<std::string> allowed_of(const Reader& reader, const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands) {
        const std::string word(name(command));
        if (std::find(names.begin(), names.end(), word) != names.end()) continue;
        if (takes(reader, command)) names.push_back(word);
    }
    return names;
}

}  // namespace

Text some_words() { return Text{"…", "…", "…"}; }

bool takes(const Reader& reader, const Command& command) {
    if (!may_send(reader, name(command))) return false;
    try {
        const auto decision = decide(reader.state, reader.sight.asker(), command);
        return decision || decision.error().why == Why::BadInput;
    } catch (const std::exception&) {
        return false;  // the broker will say so to whoever sends it all the same
    }
}

IssueRectification an_order(const Reader& reader, const Finding& finding) {
    const UnitId& unit = finding.facts().unit;
    return {finding.id, unit, somebody_of(reader, unit), {}, some_words(), some_words()};
}

bool may_send(const Reader& reader, std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    if (!declared) return false;
    const std::uint32_t roles = declared->right.roles;
    if (roles == rights::anybody) return reader.state.people.contains(reader.person);
    return std::any_of(reader.roles().begin(), reader.roles().end(),
                       [&](Role role) { return (roles & bit(role)) != 0; });
}

/// Check-in, answers and evidence are the field page's: only the device holds what opens a task.
std::vector<std::string> may(const Reader& reader, const Task& task) {
    ReviewTask pass{task.id, true, some_words()};
    ReviewTask back{task.id, false, some_words()};
    return allowed_of(reader, {AcceptTask{task.id}, RecuseTask{task.id, some_words()}, pass, back,
                               WithdrawTask{task.id, some_words()}});
}

std::vector<std::string> may(const Reader& reader, const Finding& finding) {
    const FindingFacts& facts = finding.facts();
    const Text words = some_words();
    return allowed_of(reader,
                      {DismissFinding{finding.id, words}, ContestFinding{finding.id, words, {}},
                       DecideContest{finding.id, finding::Verb::Uphold, facts.severity, words},
                       an_order(reader, finding)});
}

std::vector<std::string> may(const Reader& reader, const Rectification& r) {
    const Text words = some_words();
    std::vector<Command> commands{AcknowledgeRectification{r.id},
                                  ServeOnPaper{r.id, words},
                                  RemindRectification{r.id, words},
                                  ReportProgress{r.id, words},
                                  SubmitRectification{r.id, words, {}},
                                  RequestExtension{r.id, {1, r.budget.unit}, words},
                                  VerifyRectification{r.id, true, words},
                                  ReturnRectification{r.id, false, words},
                                  DecideExtension{r.id, true, words},
                                  SuspendRectification{r.id, {}, words},
                                  ResumeRectification{r.id, words},
                                  ReferUp{r.id, words},
                                  TakeReferral{r.id},
                                  TransferRectification{r.id, r.unit, r.responsible, words},
                                  RecheckRectification{r.id, true, words}};
    // Who may assign somebody may verify it too; who has it can be taken from.
    const bool assigned = static_cast<bool>(reader.sight.verifier(r));
    commands.emplace_back(AssignVerifier{r.id, assigned ? PersonId{} : reader.person});
    if (can_climb(reader, r)) commands.emplace_back(ClimbByHand{r.id, r.step + 1, words});
    return allowed_of(reader, commands);
}

std::vector<std::string> may(const Reader& reader, const Demand& d) {
    const Text words = some_words();
    return allowed_of(reader, {AcknowledgeDemand{d.id}, AnswerDemand{d.id, words},
                               DecideDemand{d.id, true, words}, DecideDemand{d.id, false, words}});
}

std::vector<std::string> may(const Reader& reader, const Case& lead) {
    return allowed_of(reader, {DisposeLead{lead.id, cases::Verb::CloseNoCase, {}, some_words()}});
}

std::vector<std::string> may(const Reader& reader, const Plan& plan) {
    const Text words = some_words();
    return allowed_of(reader, {ProposePlan{plan.id}, ApprovePlan{plan.id},
                               WithdrawPlan{plan.id, words}, ClosePlan{plan.id, words}});
}

std::vector<std::string> may(const Reader& reader, const ConflictRow& row) {
    return allowed_of(reader, {ConflictWithdrawal{row.person, row.unit, some_words()}});
}

}  // namespace dudao::console
