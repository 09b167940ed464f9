#include "console/api/may.h"

#include <algorithm>

#include "domain/decide.h"
#include "domain/permission.h"
#include "ensure.h"

namespace dudao::console {
namespace {

/// Stands for whatever the person will write.
Text some_words() { return Text{"…", "…", "…"}; }

bool allowed(const Reader& reader, const Command& command) {
    try {
        const auto decision = decide(reader.state, reader.sight.asker(), command);
        return decision || decision.error().why == Why::BadInput;
    } catch (const BrokenInvariant&) {
        return false;  // the broker will say so to whoever sends it all the same
    }
}

std::vector<std::string> allowed_of(const Reader& reader, const std::vector<Command>& commands) {
    std::vector<std::string> names;
    for (const Command& command : commands) {
        if (!may_send(reader, name(command))) continue;
        const std::string word(name(command));
        if (std::find(names.begin(), names.end(), word) != names.end()) continue;
        if (allowed(reader, command)) names.push_back(word);
    }
    return names;
}

}  // namespace

bool may_send(const Reader& reader, std::string_view command) {
    const auto right = std::find_if(permissions.begin(), permissions.end(),
                                    [&](const Right& each) { return each.command == command; });
    if (right == permissions.end()) return false;
    return std::any_of(reader.roles().begin(), reader.roles().end(),
                       [&](Role role) { return (right->roles & bit(role)) != 0; });
}

/// Check-in, answers and evidence are the field page's: only the device holds what opens a task.
std::vector<std::string> may(const Reader& reader, const Task& task) {
    ReviewTask pass{task.id, true, some_words()};
    ReviewTask back{task.id, false, some_words()};
    return allowed_of(reader, {AcceptTask{task.id}, RecuseTask{task.id, some_words()}, pass, back,
                               WithdrawTask{task.id, {}, some_words()}});
}

std::vector<std::string> may(const Reader& reader, const Finding& finding) {
    IssueRectification issue;
    issue.finding = finding.id;
    issue.unit = finding.facts().unit;
    return allowed_of(
        reader,
        {DismissFinding{finding.id, some_words()}, ContestFinding{finding.id, some_words(), {}},
         DecideContest{finding.id, finding::Verb::Uphold, finding.facts().severity, some_words()},
         std::move(issue)});
}

std::vector<std::string> may(const Reader& reader, const Rectification& r) {
    const Text words = some_words();
    return allowed_of(
        reader,
        {AcknowledgeRectification{r.id}, ServeOnPaper{r.id, words}, ReportProgress{r.id, words},
         SubmitRectification{r.id, words, {}}, RequestExtension{r.id, {}, words},
         VerifyRectification{r.id, true, words}, ReturnRectification{r.id, false, words},
         DecideExtension{r.id, true, words}, DecideExtension{r.id, false, words},
         SuspendRectification{r.id, {}, words}, ResumeRectification{r.id, words},
         ReferUp{r.id, words}, TakeReferral{r.id}, TransferRectification{r.id, {}, {}, words},
         RecheckRectification{r.id, true, words}, ClimbByHand{r.id, r.step + 1, words}});
}

std::vector<std::string> may(const Reader& reader, const Demand& d) {
    const Text words = some_words();
    return allowed_of(reader, {AcknowledgeDemand{d.id}, AnswerDemand{d.id, words},
                               DecideDemand{d.id, true, words}, DecideDemand{d.id, false, words}});
}

std::vector<std::string> may(const Reader& reader, const Plan& plan) {
    const Text words = some_words();
    return allowed_of(reader, {ProposePlan{plan.id}, ApprovePlan{plan.id},
                               WithdrawPlan{plan.id, words}, ClosePlan{plan.id, words}});
}

}  // namespace dudao::console
