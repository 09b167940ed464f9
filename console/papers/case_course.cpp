#include "console/papers/case_course.h"

#include <algorithm>

namespace dudao::console {
namespace {

using cases::Verb;

void add_file(CaseCourse& course, CaseFile file) {
    const auto same = [&](const CaseFile& each) { return each.hash == file.hash; };
    if (std::any_of(course.files.begin(), course.files.end(), same)) return;
    course.files.push_back(std::move(file));
}

/// Takes one event after the other into a course.
struct TakingCase {
    CaseCourse& course;
    std::uint64_t index;

    void operator()(const LeadOpened& e) const { course.matter = e.matter; }
    void operator()(const TeamAssigned& e) const {
        if (e.part == Part::Verified) course.team = e.team;
    }
    void operator()(const CaseStepped& e) const {
        if (e.track != cases::Track::None) course.track = e.track;
        if (e.verb == Verb::Withdraw || e.verb == Verb::Revoke) course.failed = index;
    }
    void operator()(const CaseAppealed&) const { ++course.appeals; }
    void operator()(const AssignmentEvidence& e) const {
        add_file(course, {e.hash, e.size, e.mime});
    }
    template <class Body>
    void operator()(const Body&) const {}
};

/// Something was done in the case: a limit that is set after it is not of what was done before.
bool is_deed(const EventBody& body) {
    return std::holds_alternative<CaseStepped>(body) || std::holds_alternative<CaseServed>(body) ||
           std::holds_alternative<CaseAppealed>(body) || std::holds_alternative<CaseDefended>(body);
}

/// The limit that the rules set at once with what the event at `index` did.
Moment limit_begun(const Reader& reader, const Case& lead, std::uint64_t index) {
    const Record& record = reader.record;
    for (const std::uint64_t each : record.of(matter_text("case", lead.id.value))) {
        if (each <= index) continue;
        const Event event = record.event(each);
        if (is_deed(event.body)) break;
        const auto* set = std::get_if<CaseLimitSet>(&event.body);
        if (set && !set->extended) return set->due;
    }
    return {};
}

void add_finding(const Reader& reader, const FindingId& finding, std::uint64_t index,
                 CaseCourse& course) {
    if (!finding) return;
    const Record& record = reader.record;
    for (const std::uint64_t each : record.of(matter_text("finding", finding.text))) {
        if (each > index) break;
        const Event event = record.event(each);
        if (const auto* recorded = std::get_if<FindingRecorded>(&event.body)) {
            course.found = recorded->facts;
            course.found_at = event.at;
        } else if (const auto* amended = std::get_if<FindingAmended>(&event.body)) {
            course.found = amended->facts;
        } else if (const auto* attached = std::get_if<EvidenceAttached>(&event.body)) {
            add_file(course, {attached->hash, attached->size, attached->mime});
        }
    }
}

}  // namespace

CaseCourse case_course(const Reader& reader, const Case& lead, std::uint64_t index) {
    CaseCourse course;
    add_finding(reader, lead.finding, index, course);
    const Record& record = reader.record;
    for (const std::uint64_t each : record.of(matter_text("case", lead.id.value))) {
        if (each > index) break;
        std::visit(TakingCase{course, each}, record.event(each).body);
    }
    const EventBody body = record.event(index).body;
    const auto* issued = std::get_if<AssignmentIssued>(&body);
    if (is_deed(body)) course.due = limit_begun(reader, lead, index);
    if (issued && clears(*issued)) course.due = limit_begun(reader, lead, course.failed);
    return course;
}

const CaseLimit* limit_row(const State& state, const Case& lead, cases::Track track,
                           CaseLimitKind limit) {
    const Policy* policy =
        row_of(state.policies, lead.policy.empty() ? state.policy_now : lead.policy);
    return policy ? case_limit(policy->case_limits, track, limit) : nullptr;
}

bool clears(const AssignmentIssued& issued) {
    return issued.kind == assignment::Kind::Serve && issued.paper == assignment::Paper::Clearing;
}

assignment::Paper served_by(const EventBody& body) {
    if (const auto* issued = std::get_if<AssignmentIssued>(&body)) {
        return clears(*issued) ? issued->paper : assignment::Paper::None;
    }
    const auto* step = std::get_if<CaseStepped>(&body);
    if (!step) return assignment::Paper::None;
    switch (step->verb) {
        case Verb::Inquire:
            return assignment::Paper::Inquiry;
        case Verb::Start:
        case Verb::StartSimple:
            return assignment::Paper::Filing;
        case Verb::Propose:
        case Verb::ProposeSimple:
        case Verb::AcceptReview:
            return assignment::Paper::Proposal;
        case Verb::Decide:
        case Verb::Exempt:
            return assignment::Paper::Decision;
        case Verb::Uphold:
        case Verb::Amend:
        case Verb::Revoke:
            return assignment::Paper::AppealDecision;
        default:
            return assignment::Paper::None;
    }
}

std::vector<ServedPaper> served_papers(const Reader& reader, const Case& lead) {
    std::vector<ServedPaper> served;
    std::uint64_t drafted = 0;  // the event whose paper may be served now
    assignment::Paper paper = assignment::Paper::None;
    Bytes named;  // the mark of whom the case was about at that time
    const Record& record = reader.record;
    for (const std::uint64_t each : record.of(matter_text("case", lead.id.value))) {
        const Event event = record.event(each);
        if (const auto* name = std::get_if<SubjectNamed>(&event.body)) named = name->subject;
        const auto* issued = std::get_if<AssignmentIssued>(&event.body);
        if (std::holds_alternative<CaseStepped>(event.body) ||
            std::holds_alternative<CaseAppealed>(event.body) || (issued && clears(*issued))) {
            drafted = each;
            paper = served_by(event.body);
        }
        const auto* service = std::get_if<CaseServed>(&event.body);
        if (!service || paper == assignment::Paper::None || service->paper != paper) continue;
        const bool again = !served.empty() && served.back().index == drafted;
        if (!again) {
            served.push_back({drafted, paper, service->at, limit_begun(reader, lead, each),
                              named.empty() || named == lead.subject});
        } else if (paper == assignment::Paper::Decision ||
                   paper == assignment::Paper::AppealDecision) {
            served.back().at = service->at;  // as the rules count the time to appeal
        }
    }
    return served;
}

}  // namespace dudao::console
