#include "console/api/may.h"

#include <algorithm>
#include <exception>

#include "domain/cases/assignments.h"
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

namespace {

/// The command of a step; nothing for what only the person concerned may do.
std::optional<Command> command_of(const Case& lead, const cases::Step& step) {
    const Text words = some_words();
    if (step.by == rights::anybody) return std::nullopt;
    if (step.guard == cases::Guard::DefenceAnswered || step.guard == cases::Guard::AppealReviewed) {
        return DecideCase{lead.id, step.verb, words, {}, words, words};
    }
    if (step.confirm == cases::a_second) return DisposeLead{lead.id, step.verb, {}, words};
    if (step.confirm == cases::the_authority) return AuthoriseCase{lead.id, step.verb, words};
    return StepCase{lead.id, step.verb, words};
}

/// What the rules say against it; what is wrong with its words is for the form to mend.
std::optional<Rejection> refusal_of(const Reader& reader, const Command& command) {
    auto decision = decide(reader.state, reader.sight.asker(), command);
    if (decision || decision.error().why == Why::BadInput) return std::nullopt;
    return std::move(decision.error());
}

/// Somebody who could be named, whoever it will be.
PersonId another_person(const Reader& reader) {
    for (const auto& [id, row] : reader.state.people) {
        if (id != reader.person) return id;
    }
    return {};
}

}  // namespace

std::vector<CaseWay> ways_of(const Reader& reader, const Case& lead) {
    std::vector<CaseWay> ways;
    for (const cases::Step& step : cases::table) {
        const bool other = step.tracks != 0 && lead.track != cases::Track::None &&
                           (step.tracks & cases::on(lead.track)) == 0;
        if (step.from != lead.state || other) continue;
        const auto command = command_of(lead, step);
        if (!command || !may_send(reader, name(*command))) continue;
        ways.push_back({&step, name(*command), refusal_of(reader, *command)});
    }
    return ways;
}

std::vector<TeamDevice> devices_of(const State& state, const TeamId& team) {
    std::vector<TeamDevice> devices;
    for (const auto& [id, key] : state.keys) {
        if (key.kind != KeyKind::Device || !team || key.team != team || key.revoked) continue;
        devices.push_back({id, key.sealing_key});
    }
    return devices;
}

void seal_nothing(IssueAssignment& command, const std::vector<TeamDevice>& devices) {
    const Bytes hash(std::string(32, '\0'));
    command.commitment = hash;
    command.sealed.clear();
    for (const TeamDevice& each : devices) command.sealed.push_back({each.key, hash, {}});
}

std::vector<IssueAssignment> asks_of(const Reader& reader, const Case& lead) {
    std::vector<IssueAssignment> asks;
    if (!may_send(reader, IssueAssignment::as_command.name)) return asks;
    for (const auto& [kind, kind_word] : Names<assignment::Kind>::table) {
        for (const auto& [paper, paper_word] : Names<assignment::Paper>::table) {
            if (!is_asked_for(kind, paper, lead.state)) continue;
            for (const auto& [team, row] : reader.state.teams) {
                IssueAssignment command{lead.id, kind, paper, team, {}, {}};
                seal_nothing(command, devices_of(reader.state, team));
                if (decide(reader.state, reader.sight.asker(), command)) asks.push_back(command);
            }
        }
    }
    return asks;
}

std::vector<AssignTeam> teams_for(const Reader& reader, const Case& lead) {
    std::vector<AssignTeam> found;
    for (const Part part : {Part::Verified, Part::Reviewed, Part::Appealed}) {
        for (const auto& [team, row] : reader.state.teams) {
            const AssignTeam command{lead.id, part, team};
            if (takes(reader, command)) found.push_back(command);
        }
    }
    return found;
}

std::vector<assignment::Verb> reviews_of(const Reader& reader, const Assignment& row) {
    using assignment::Verb;
    std::vector<Verb> verbs;
    for (const Verb verb : {Verb::Pass, Verb::Return, Verb::Withdraw}) {
        if (takes(reader, ReviewAssignment{row.id, verb, some_words()})) verbs.push_back(verb);
    }
    return verbs;
}

std::vector<std::string> may(const Reader& reader, const Case& lead) {
    std::vector<std::string> names;
    const auto add = [&](std::string_view command) {
        if (std::find(names.begin(), names.end(), command) == names.end()) {
            names.emplace_back(command);
        }
    };
    for (const CaseWay& way : ways_of(reader, lead)) {
        if (!way.refused) add(way.command);
    }
    if (!asks_of(reader, lead).empty()) add(IssueAssignment::as_command.name);
    if (!teams_for(reader, lead).empty()) add(AssignTeam::as_command.name);
    const Text words = some_words();
    for (const Command& each :
         {Command(ExtendCase{lead.id, lead.limit, words}),
          Command(NameSubject{lead.id, another_person(reader), Bytes(std::string(32, '\0'))}),
          Command(RecuseFromCase{lead.id, reader.person, words})}) {
        if (takes(reader, each)) add(name(each));
    }
    return names;
}

std::vector<std::string> may(const Reader& reader, const Plan& plan) {
    const Text words = some_words();
    ReleaseTask visit;  // whichever group and village
    visit.plan = plan.id;
    visit.kind = TaskKind::Announced;
    return allowed_of(reader, {ProposePlan{plan.id}, ApprovePlan{plan.id},
                               WithdrawPlan{plan.id, words}, ClosePlan{plan.id, words}, visit});
}

std::vector<std::string> may(const Reader& reader, const ConflictRow& row) {
    return allowed_of(reader, {ConflictWithdrawal{row.person, row.unit, some_words()}});
}

}  // namespace dudao::console
