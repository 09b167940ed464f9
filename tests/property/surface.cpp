#include "tests/property/surface.h"

#include <array>

namespace dudao::test {

template <class Map>
auto Surface::any_key(const Map& map) {
    using Key = typename Map::key_type;
    if (map.empty() || pick(40) == 0) return Key{};
    auto at = map.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(pick(map.size())));
    return at->first;
}

PersonId Surface::anybody() {
    const County& c = county;
    const std::array people = {c.leader, c.mayor,     c.officer, c.second,   c.keeper,
                               c.head,   c.inspector, c.village, c.township, c.township_leader};
    return people.at(pick(people.size()));
}

Command Surface::any_field_command() {
    const State& s = county.state;
    const TaskId task = any_key(s.tasks);
    const FindingId finding = any_key(s.findings);
    FindingFacts facts;
    facts.category = Names<Category>::table.at(pick(Names<Category>::table.size())).first;
    facts.severity = Names<Severity>::table.at(pick(Names<Severity>::table.size())).first;
    facts.rule = "F1";
    facts.unit = often() ? county.v1 : county.v2;
    facts.text = words();
    facts.suspected_breach = pick(8) == 0;
    switch (pick(10)) {
        case 0:
            return AcceptTask{task};
        case 1:
            return RecuseTask{task, words()};
        case 2:
            return CheckIn{task,
                           Bytes(county.salt),
                           often() ? county.v1 : county.v2,
                           {county.head, county.inspector},
                           {}};
        case 3:
            return AnswerItem{task, often() ? "F1" : "F2", "n", {}};
        case 4:
            return AnswerItem{task, "F2", "1", {}};
        case 5: {
            std::string ulid = "01J9ZZZZZZ0000000000000000";
            const std::string tail = std::to_string(++ulids_);
            ulid.replace(ulid.size() - tail.size(), tail.size(), tail);
            return RecordFinding{task, often() ? FindingId{ulid} : finding, facts};
        }
        case 6:
            return AmendFinding{finding, facts};
        case 7:
            return CorrectFinding{finding, words(), {}};
        case 8:
            return PickAnswer{task, "F1", static_cast<std::int32_t>(pick(3))};
        default:
            return ReportTask{
                task, pick(3) != 0, words(), {Gap{"F1", words()}, Gap{"F2", words()}}};
    }
}

Command Surface::any_unit_command() {
    const State& s = county.state;
    const RectificationId r = any_key(s.rectifications);
    const DemandId demand = any_key(s.demands);
    switch (pick(8)) {
        case 0:
            return AcknowledgeRectification{r};
        case 1:
            return ReportProgress{r, words()};
        case 2:
            return SubmitRectification{r, words(), {any_key(s.evidence)}};
        case 3:
            return RequestExtension{
                r, Budget{static_cast<std::int32_t>(pick(12)), TimeUnit::WorkingDays}, words()};
        case 4:
            return ContestFinding{any_key(s.findings), words(), {any_key(s.evidence)}};
        case 5:
            return AcknowledgeDemand{demand};
        case 6:
            return AttachEvidence{any_key(s.tasks), any_key(s.findings),
                                  EvidenceHash{std::string(64, static_cast<char>('a' + pick(6)))},
                                  10, "image/jpeg"};
        default:
            return AnswerDemand{demand, words()};
    }
}

Command Surface::any_office_command() {
    const State& s = county.state;
    const RectificationId r = any_key(s.rectifications);
    const FindingId finding = any_key(s.findings);
    switch (pick(18)) {
        case 0:
        case 1:
            return ReviewTask{any_key(s.tasks), pick(4) != 0, words()};
        case 2:
        case 3:
            return IssueRectification{finding,
                                      often() ? county.v1 : county.v2,
                                      often() ? county.village : county.township,
                                      {},
                                      words(),
                                      words()};
        case 4:
            return ServeOnPaper{r, words()};
        case 5:
            return VerifyRectification{r, pick(2) == 0, words()};
        case 6:
            return ReturnRectification{r, pick(2) == 0, words()};
        case 7:
            return DecideExtension{r, pick(2) == 0, words()};
        case 8:
            return SuspendRectification{r, SuspendCode::Season, words()};
        case 9:
            return ResumeRectification{r, words()};
        case 10:
            return ReferUp{r, words()};
        case 11:
            return TakeReferral{r};
        case 12:
            return TransferRectification{r, often() ? county.v2 : county.v1, county.township,
                                         words()};
        case 13:
            return RecheckRectification{r, pick(2) == 0, words()};
        case 14:
            return ClimbByHand{r, static_cast<std::int32_t>(pick(8)), words()};
        case 15:
            return DecideDemand{any_key(s.demands), pick(2) == 0, words()};
        case 16:
            return DecideContest{
                finding,
                Names<finding::Verb>::table.at(pick(Names<finding::Verb>::table.size())).first,
                Severity::Minor, words()};
        default:
            return DismissFinding{finding, words()};
    }
}

Command Surface::any_command() {
    switch (pick(13)) {
        case 12:
            return DisposeLead{any_key(county.state.cases),
                               pick(3) == 0 ? cases::Verb::Refer : cases::Verb::CloseNoCase,
                               {},
                               words()};
        case 0:
        case 1:
        case 2:
        case 3:
            return any_field_command();
        case 4:
        case 5:
        case 6:
            return any_unit_command();
        case 7:
            return OpenLead{LeadSource::Petition, county.v1, any_key(county.state.findings),
                            words()};
        case 8:
            return WithdrawTask{any_key(county.state.tasks), words()};
        default:
            return any_office_command();
    }
}

std::string Surface::say(const Command& command) {
    const bool by_whom_it_is_for = often();
    PersonId actor = anybody();
    for (int i = 0; by_whom_it_is_for && i < 10; ++i) {  // most say what is theirs to say
        const auto probe = county.decide_only(command, county.as(actor));
        if (probe || probe.error().why != Why::Forbidden) break;
        actor = anybody();
    }
    if (!county.decide_only(command, county.as(actor))) {
        ++refused;
        return {};
    }
    county.must(command, actor);
    ++accepted;
    return std::string(name(command));
}

/// A visit up to its confirmed finding, and what may follow; only while the plan runs.
std::string Surface::a_visit() {
    if (county.state.plans.begin()->second.state != plan::State::Running) return {};
    const Severity severity = Names<Severity>::table.at(pick(Names<Severity>::table.size())).first;
    switch (pick(4)) {
        case 0:
            county.released();
            return "task.release";
        case 1:
            county.confirmed(severity);
            return "finding confirmed";
        case 2:
            county.issued(severity);
            return "rectification.issue";
        default:
            county.in_progress(severity);
            return "rectification.acknowledge";
    }
}

std::string Surface::step() {
    switch (pick(40)) {
        case 0:
            county.run_for(days(static_cast<std::int64_t>(1 + pick(6))));
            return "days";
        case 1:
        case 2:
        case 3:
            county.run_for(hours(static_cast<std::int64_t>(1 + pick(30))));
            return "hours";
        case 4:
            if (pick(3) != 0) return {};
            // An outage: nothing fires for days, then everything does.
            county.now = county.now + days(static_cast<std::int64_t>(1 + pick(20)));
            county.fire_due();
            return "outage";
        case 5:
        case 6:
            return a_visit();
        default:
            return say(any_command());
    }
}

}  // namespace dudao::test
