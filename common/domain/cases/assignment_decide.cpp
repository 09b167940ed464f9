// The rules of an assignment: what may be asked of which team in which state of the case, who takes
// it, what may be reported. A paper that was served starts the clock that binds.
#include <algorithm>
#include <set>

#include "domain/bounds.h"
#include "domain/cases/assignments.h"
#include "domain/cases/clock.h"
#include "domain/cases/hands.h"
#include "domain/evidence.h"
#include "domain/listed.h"
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {
namespace {

using assignment::Kind;
using assignment::Outcome;
using assignment::Paper;
using assignment::Verb;

constexpr std::size_t assignments_max = 1000;  // of one case

Refusal no_such_assignment() { return refuse(Why::NotFound, "no_such_assignment"); }

const Assignment* find(const Draft& draft, AssignmentId id) {
    const auto at = draft.state().assignments.find(id);
    return at == draft.state().assignments.end() ? nullptr : &at->second;
}

/// The paper's place in the case; Paper::None never has one.
bool paper_fits(Paper paper, cases::State state) {
    using cases::State;
    switch (paper) {
        case Paper::Inquiry:
            return state == State::Inquiry;
        case Paper::Filing:
            return state == State::Started;
        case Paper::Proposal:
            return state == State::Proposed;
        case Paper::Decision:
            return state == State::Decided || state == State::Exempted;
        case Paper::AppealDecision:
            return state == State::Upheld || state == State::Amended || state == State::Revoked;
        case Paper::Clearing:
            return state == State::Withdrawn || state == State::Revoked;
        case Paper::None:
            break;
    }
    return false;
}

/// The team that the case gave this part to; empty: any team without somebody it keeps out.
TeamId team_for(Kind kind, const Case& lead) {
    switch (kind) {
        case Kind::Talk:
        case Kind::Verify:
        case Kind::ShowFacts:
        case Kind::Hear:
            return lead.team;
        case Kind::Review:
            return lead.state == cases::State::Review ? lead.reviewers : lead.appeal_team;
        default:
            return {};
    }
}

bool is_of_a_part(Kind kind) {
    return kind != Kind::Serve && kind != Kind::Announce && kind != Kind::CarryOut;
}

bool outcome_fits(Kind kind, Outcome outcome) {
    switch (kind) {
        case Kind::Talk:
            return outcome == Outcome::Done || outcome == Outcome::NotAnswered;
        case Kind::ShowFacts:
        case Kind::Hear:
            return outcome == Outcome::Signed || outcome == Outcome::RefusalNoted ||
                   outcome == Outcome::Waived;
        case Kind::Serve:
            return outcome == Outcome::Signed || outcome == Outcome::RefusalNoted;
        default:
            return outcome == Outcome::Done;
    }
}

Refusal fault_of_team(const Draft& draft, const Case& lead, const IssueAssignment& command) {
    const State& state = draft.state();
    const auto team = state.teams.find(command.team);
    if (team == state.teams.end()) return refuse(Why::BadInput, "no_such_team");
    if (is_of_a_part(command.kind)) {
        const TeamId named = team_for(command.kind, lead);
        if (!named) return refuse(Why::NotNow, "part_without_team");
        if (named != command.team) return refuse(Why::BadInput, "team_of_another_part");
    }
    for (const PersonId& person : team->second.members) {
        if (is_kept_out(state, draft.context(), lead, person)) {
            return refuse(Why::OwnMatter, "team_kept_out");
        }
    }
    return std::nullopt;
}

Refusal fault_of_seal(const Draft& draft, const IssueAssignment& command) {
    if (command.commitment.size() != 32) return refuse(Why::BadInput, "no_commitment");
    if (command.sealed.empty() || command.sealed.size() > bounds::devices_max) {
        return refuse(Why::BadInput, "sealed_out_of_bounds");
    }
    std::set<KeyId> once;
    for (const Sealed& sealed : command.sealed) {
        if (!is_sealed_for(draft.state(), sealed, {}, command.team) ||
            !once.insert(sealed.device).second) {
            return refuse(Why::BadInput, "blob_of_another_device");
        }
    }
    return std::nullopt;
}

bool is_under_way(const State& state, const Case& lead, const IssueAssignment& command) {
    return std::any_of(lead.assignments.begin(), lead.assignments.end(), [&](AssignmentId id) {
        const Assignment& each = state.assignments.at(id);
        return assignment::is_open(each.state) && each.kind == command.kind &&
               each.paper == command.paper && each.team == command.team;
    });
}

// Guards -----------------------------------------------------------------------------------------

struct AssignmentStep {
    const Draft& draft;
    const Assignment& row;
    const Text* text = nullptr;
    const StepAssignment* by_team = nullptr;
};

/// Two or more of the team begin, none of whom the case keeps out.
Refusal not_two(const AssignmentStep& step) {
    const State& state = step.draft.state();
    const auto& hands = step.by_team->hands;
    const std::set<PersonId> once(hands.begin(), hands.end());
    if (once.size() < 2 || once.size() != hands.size() || hands.size() > bounds::members_max) {
        return refuse(Why::BadInput, "two_hands_wanted");
    }
    const auto& members = state.teams.at(step.row.team).members;
    const Case& lead = state.cases.at(step.row.lead);
    for (const PersonId& person : hands) {
        if (std::find(members.begin(), members.end(), person) == members.end()) {
            return refuse(Why::BadInput, "member_of_another_team");
        }
        if (is_kept_out(state, step.draft.context(), lead, person)) {
            return refuse(Why::OwnMatter, "kept_out_of_case");
        }
        // The team may have changed since it was assigned.
        if (excludes(lead, person, part_of(lead, step.row.kind))) {
            return refuse(Why::OwnMatter, "hand_of_the_case");
        }
    }
    return std::nullopt;
}

Refusal refused_by(assignment::Guard guard, const AssignmentStep& step) {
    const PersonId& actor = step.draft.context().actor;
    const auto& hands = step.row.hands;
    const bool own = std::find(hands.begin(), hands.end(), actor) != hands.end();
    const bool silent = !step.text || step.text->empty();
    switch (guard) {
        case assignment::Guard::None:
            break;
        case assignment::Guard::TwoHands:
            return not_two(step);
        case assignment::Guard::OutcomeFits:
            if (!outcome_fits(step.row.kind, step.by_team->outcome)) {
                return refuse(Why::BadInput, "outcome_of_another_kind", word(step.row.kind));
            }
            if (silent) return refuse(Why::BadInput, "assignment_report_empty");
            break;
        case assignment::Guard::Reason:
            if (silent) return refuse(Why::BadInput, "no_reason_on_record");
            break;
        case assignment::Guard::OthersPass:
            if (own) return refuse(Why::OwnMatter, "hand_passes_own_report");
            break;
        case assignment::Guard::OthersReturn:
            if (own) return refuse(Why::OwnMatter, "hand_passes_own_report");
            if (silent) return refuse(Why::BadInput, "no_lack_of_report_named");
            break;
    }
    return std::nullopt;
}

/// The limit after a step; None: nobody has to do anything.
CaseLimitKind limit_after(Verb verb) {
    switch (verb) {
        case Verb::Accept:
        case Verb::Return:
        case Verb::Begin:
            return CaseLimitKind::Report;
        case Verb::Report:
            return CaseLimitKind::Pass;
        default:
            return CaseLimitKind::None;
    }
}

/// Takes the step. Beginning keeps the limit that runs from the acceptance.
void take(Draft& draft, const Assignment& row, AssignmentStepped event) {
    const Case& lead = draft.state().cases.at(row.lead);
    const CaseLimitKind limit = limit_after(event.verb);
    const bool keeps = event.verb == Verb::Begin;
    event.due = keeps                          ? row.due
                : limit == CaseLimitKind::None ? Moment{}
                                               : limit_end(draft, lead, limit, draft.now());
    const Moment due = event.due;
    draft.add(std::move(event));
    if (keeps) return;
    draft.cancel_all_timers(matter(row.id));
    if (limit != CaseLimitKind::None) {
        draft.set_timer(TimerKind::AssignmentLimit, matter(row.id), due);
    }
}

/// A paper that was served starts the clock that binds, from the moment it was reported.
void serve(Draft& draft, const Assignment& row) {
    const Case& lead = draft.state().cases.at(row.lead);
    if (row.kind != Kind::Serve || !paper_fits(row.paper, lead.state)) return;
    draft.add(CaseServed{lead.id, row.paper, row.reported_at});
    if (lead.limit != CaseLimitKind::Service) return;
    const bool asks = row.paper == Paper::Inquiry;
    set_limit(draft, lead, asks ? CaseLimitKind::Answer : CaseLimitKind::Defence, row.reported_at);
}

}  // namespace

bool is_asked_for(Kind kind, Paper paper, cases::State state) {
    using cases::State;
    const bool of_paper = kind == Kind::Serve || kind == Kind::Announce;
    if (of_paper) return paper_fits(paper, state);
    if (paper != Paper::None) return false;
    switch (kind) {
        case Kind::Talk:
            return state == State::Inquiry;
        case Kind::Verify:
            return state == State::Verification;
        case Kind::ShowFacts:
        case Kind::Hear:
            return state == State::Investigation;
        case Kind::Review:
            return state == State::Review || state == State::AppealUnderWay;
        case Kind::CarryOut:
            return state == State::InForce || state == State::Upheld || state == State::Amended;
        default:
            return false;
    }
}

void withdraw_unwanted(Draft& draft, const Case& lead, cases::State to) {
    for (const AssignmentId id : lead.assignments) {
        const Assignment& row = draft.state().assignments.at(id);
        const bool goes_on = is_asked_for(row.kind, row.paper, to) ||
                             (row.kind == Kind::CarryOut && to == cases::State::AppealUnderWay);
        if (goes_on || !assignment::is_open(row.state)) continue;
        take(draft, row, {id, Verb::Withdraw, {}, Outcome::None, {}, {}});
    }
}

Refusal decide(Draft& draft, const TeamRow& command) {
    const State& state = draft.state();
    if (!command.id) return refuse(Why::BadInput, "field_no_id", word("field", "id"));
    const std::set<PersonId> once(command.members.begin(), command.members.end());
    if (once.size() < 2 || once.size() != command.members.size() || !once.contains(command.head)) {
        return refuse(Why::BadInput, "team_of_two_with_head");
    }
    for (const PersonId& person : command.members) {
        if (!state.people.contains(person)) return refuse(Why::BadInput, "no_such_person");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const IssueAssignment& command) {
    const auto at = draft.state().cases.find(command.lead);
    if (at == draft.state().cases.end() ||
        !Sight(draft.state(), draft.context()).sees(at->second)) {
        return refuse(Why::NotFound, "no_such_lead");
    }
    const Case& lead = at->second;
    if (!is_asked_for(command.kind, command.paper, lead.state)) {
        return refuse(Why::NotNow, "assignment_not_asked_for", word(command.kind),
                      word(lead.state));
    }
    if (auto no = fault_of_team(draft, lead, command)) return no;
    if (auto no = fault_of_seal(draft, command)) return no;
    if (is_under_way(draft.state(), lead, command)) {
        return refuse(Why::NotNow, "assignment_under_way");
    }
    if (lead.assignments.size() >= assignments_max) {
        return refuse(Why::Full, "no_room", word("field", "assignment"), assignments_max);
    }
    const auto id = draft.new_id<AssignmentId>();
    const auto [year, number] = draft.next_number("assignment");
    const Moment due = limit_end(draft, lead, CaseLimitKind::Accept, draft.now());
    draft.add(AssignmentIssued{id, year, number, lead.id, command.kind, command.paper, command.team,
                               command.commitment, command.sealed, due});
    draft.set_timer(TimerKind::AssignmentLimit, matter(id), due);
    draft.tell(draft.state().teams.at(command.team).head,
               NoticeItem{matter(id), 0, 0, "assignment.issued", due});
    draft.made(id.value, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AcknowledgeAssignment& command) {
    const Assignment* row = find(draft, command.assignment);
    if (!row || !is_for(draft.state(), draft.context(), *row)) return no_such_assignment();
    const auto& got = row->delivered;
    if (std::find(got.begin(), got.end(), draft.context().via) != got.end()) return std::nullopt;
    draft.add(AssignmentDelivered{row->id, draft.context().via});
    return std::nullopt;
}

Refusal decide(Draft& draft, const StepAssignment& command) {
    const Assignment* row = find(draft, command.assignment);
    if (!row || !is_for(draft.state(), draft.context(), *row)) return no_such_assignment();
    const bool of_others = command.how == Verb::Pass || command.how == Verb::Return ||
                           command.how == Verb::Withdraw || command.how == Verb::Lapse;
    if (of_others) return refuse(Why::BadInput, "step_of_another_command", word(command.how));
    const AssignmentStep step{draft, *row, &command.text, &command};
    if (auto no = step_refused(assignment::table, row->state, command.how, step)) return no;
    const bool begins = command.how == Verb::Begin;
    const bool reports = command.how == Verb::Report;
    take(draft, *row,
         {row->id,
          command.how,
          begins ? command.hands : std::vector<PersonId>{},
          reports ? command.outcome : Outcome::None,
          command.text,
          {}});
    if (command.how == Verb::Recuse || reports) {
        tell_of_case(
            draft, draft.state().cases.at(row->lead), row->issuer,
            NoticeItem{
                matter(row->id), 0, 0, reports ? "assignment.reported" : "assignment.recused", {}});
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReviewAssignment& command) {
    const Assignment* row = find(draft, command.assignment);
    const auto lead = row ? draft.state().cases.find(row->lead) : draft.state().cases.end();
    if (!row || !Sight(draft.state(), draft.context()).sees(lead->second)) {
        return no_such_assignment();
    }
    const bool of_office =
        command.how == Verb::Pass || command.how == Verb::Return || command.how == Verb::Withdraw;
    if (!of_office) return refuse(Why::BadInput, "step_of_another_command", word(command.how));
    const AssignmentStep step{draft, *row, &command.reason};
    if (auto no = step_refused(assignment::table, row->state, command.how, step)) return no;
    take(draft, *row, {row->id, command.how, {}, Outcome::None, command.reason, {}});
    if (command.how == Verb::Pass) serve(draft, *row);
    return std::nullopt;
}

/// By those who began it, while it is under way. A file of another matter is not shared: who sees
/// it there need not see the case.
Refusal decide(Draft& draft, const AttachToAssignment& command) {
    const State& state = draft.state();
    const Assignment* row = find(draft, command.assignment);
    const Context& who = draft.context();
    if (!row || !is_for(state, who, *row) || !who.actor) return no_such_assignment();
    if (row->state != assignment::State::UnderWay) {
        return not_now(assignment::table, row->state, Verb::Report);
    }
    if (std::find(row->hands.begin(), row->hands.end(), who.actor) == row->hands.end()) {
        return refuse(Why::Forbidden, "assignment_of_other_hands");
    }
    if (auto no = fault_of_hashes({command.hash})) return no;
    if (command.size < 1 || command.size > evidence_bytes_max) {
        return refuse(Why::BadInput, "evidence_size_out_of_bounds");
    }
    const auto known = state.evidence.find(command.hash);
    if (known != state.evidence.end()) {
        const auto other = state.assignments.find(known->second.assignment);
        if (other == state.assignments.end() || other->second.lead != row->lead) {
            return refuse(Why::NotNow, "evidence_of_another_matter");
        }
    }
    draft.add(AssignmentEvidence{row->id, command.hash, command.size, listed_type(command.mime)});
    return std::nullopt;
}

}  // namespace dudao
