#include "domain/cases/clock.h"

#include <algorithm>
#include <set>
#include <vector>

#include "domain/cases/hands.h"
#include "domain/roles.h"

namespace dudao {
namespace {

const Policy& policy_of(const State& state, const Case& lead) {
    const auto at = state.policies.find(lead.policy.empty() ? state.policy_now : lead.policy);
    ensure(at != state.policies.end(), "a case refers to a policy that was never adopted");
    return at->second;
}

/// True for the limits between the filing and the decision.
bool before_decision(CaseLimitKind limit) {
    switch (limit) {
        case CaseLimitKind::Notice:
        case CaseLimitKind::Investigation:
        case CaseLimitKind::Review:
        case CaseLimitKind::Service:
        case CaseLimitKind::Defence:
        case CaseLimitKind::Decision:
            return true;
        default:
            return false;
    }
}

Moment plus(const State& state, Moment from, Budget budget) {
    return derive(state.calendar, from, budget).due;
}

/// The last moment for a decision; 0: this track has none.
Moment decide_until(const State& state, const Case& lead) {
    const CaseLimit* row =
        case_limit(policy_of(state, lead).case_limits, lead.track, CaseLimitKind::Filed);
    if (!row || lead.filed_at.ms == 0) return {};
    const Moment whole = plus(state, lead.filed_at, row->budget);
    return lead.filed_extended ? plus(state, whole, row->extension) : whole;
}

void put_timer(Draft& draft, CaseId id, Moment due, std::int32_t step = 0) {
    draft.set_timer(TimerKind::CaseLimit, matter(id), due, step);
}

/// Who holds the role for the whole jurisdiction, by a post or a grant.
std::vector<PersonId> holders(const State& state, Role role, Moment now) {
    std::set<PersonId> named;
    for (const auto& [id, post] : state.posts) {
        if (post.role == role) named.insert({post.holder, post.deputy});
    }
    for (const GrantRow& grant : state.grants) {
        if (grant.role == role) named.insert(grant.person);
    }
    std::vector<PersonId> people(named.begin(), named.end());
    std::erase_if(people, [&](const PersonId& each) {
        return !each || !holds(state, each, role, state.founding.root, now);
    });
    return people;
}

/// Tells those of them who may know of the case; false if there are none.
bool tell_of(Draft& draft, const Case& lead, const NoticeItem& item,
             const std::vector<PersonId>& people) {
    bool told = false;
    for (const PersonId& person : people) {
        if (is_kept_out(draft.state(), draft.context(), lead, person)) continue;
        draft.tell(person, item);
        told = true;
    }
    return told;
}

}  // namespace

const Policy& policy_of(const Draft& draft, const Case& lead) {
    return policy_of(draft.state(), lead);
}

const CaseLimit* pending_row(const State& state, const Case& lead) {
    return case_limit(policy_of(state, lead).case_limits, lead.track, lead.limit);
}

std::optional<Moment> appeal_until(const State& state, const Case& lead) {
    if (lead.served_at.ms == 0) return std::nullopt;
    const auto window =
        lead.appeals > 0 ? CaseLimitKind::SecondWindow : CaseLimitKind::AppealWindow;
    const CaseLimit* row = case_limit(policy_of(state, lead).case_limits, lead.track, window);
    return row ? plus(state, lead.served_at, row->budget) : Moment{};
}

CaseLimitKind limit_on_entry(cases::State state) {
    switch (state) {
        case cases::State::Lead:
            return CaseLimitKind::Disposal;
        case cases::State::Inquiry:
        case cases::State::Proposed:
            return CaseLimitKind::Service;
        case cases::State::Answered:
            return CaseLimitKind::Conclusion;
        case cases::State::LookedInto:
            return CaseLimitKind::LookingInto;
        case cases::State::Held:
            return CaseLimitKind::HeldReview;
        case cases::State::Verification:
            return CaseLimitKind::Verification;
        case cases::State::Started:
            return CaseLimitKind::Notice;
        case cases::State::Investigation:
            return CaseLimitKind::Investigation;
        case cases::State::Review:
            return CaseLimitKind::Review;
        case cases::State::Decided:
        case cases::State::Exempted:
            return CaseLimitKind::Announcement;
        case cases::State::InForce:
        case cases::State::Upheld:
        case cases::State::Amended:
            return CaseLimitKind::CarryingOut;
        case cases::State::AppealUnderWay:
            return CaseLimitKind::Acceptance;
        case cases::State::Withdrawn:
        case cases::State::Revoked:
            return CaseLimitKind::Clearing;
        case cases::State::Talk:
        case cases::State::ClosedNoCase:
        case cases::State::Referred:
        case cases::State::Closed:
        case cases::State::Cleared:
            break;
    }
    return CaseLimitKind::None;
}

Moment limit_end(const Draft& draft, const Case& lead, CaseLimitKind limit, Moment from) {
    const CaseLimit* row = case_limit(policy_of(draft, lead).case_limits, lead.track, limit);
    ensure(row != nullptr, "a policy was adopted without a limit that a case needs");
    const Moment due = plus(draft.state(), from, row->budget);
    const Moment until = decide_until(draft.state(), lead);
    return until.ms != 0 && before_decision(limit) ? std::min(due, until) : due;
}

void set_limit(Draft& draft, const Case& lead, CaseLimitKind limit, Moment from) {
    draft.cancel_all_timers(matter(lead.id));
    if (limit == CaseLimitKind::None) {
        if (lead.limit != limit) draft.add(CaseLimitSet{lead.id, limit, {}, false, {}});
        return;
    }
    const bool stands = limit == CaseLimitKind::Review && lead.review_left.ms > 0;
    const Moment due = stands ? from + lead.review_left : limit_end(draft, lead, limit, from);
    draft.add(CaseLimitSet{lead.id, limit, due, false, {}});
    put_timer(draft, lead.id, due);
}

void set_disposal(Draft& draft, CaseId id, const Policy& policy) {
    const Moment due = draft.due(policy, cases::State::Lead, cases::Verb::CloseNoCase);
    draft.add(CaseLimitSet{id, CaseLimitKind::Disposal, due, false, {}});
    put_timer(draft, id, due);
}

std::optional<Extension> extension_of(const State& state, const Case& lead) {
    const CaseLimit* row = case_limit(policy_of(state, lead).case_limits, lead.track, lead.limit);
    if (!row || lead.extended || row->extension.amount == 0) return std::nullopt;
    Moment due = plus(state, lead.due, row->extension);
    const Moment until = decide_until(state, lead);
    if (until.ms == 0 || !before_decision(lead.limit) || due <= until) {
        return Extension{due, row->approver};
    }
    const CaseLimit* filed =
        case_limit(policy_of(state, lead).case_limits, lead.track, CaseLimitKind::Filed);
    if (lead.filed_extended) return Extension{until, row->approver};
    due = std::min(due, plus(state, until, filed->extension));
    return Extension{due, filed->approver, true};
}

void bring(Draft& draft, const Case& lead) {
    if (!lead.brought) draft.add(CaseBrought{lead.id});
}

void tell_of_case(Draft& draft, const Case& lead, const PersonId& person, NoticeItem item) {
    if (is_kept_out(draft.state(), draft.context(), lead, person)) return;
    draft.tell(person, std::move(item));
}

/// A passed limit never ends a case: those above are told, and told again after each reminder
/// period. The end of the defence is the person's own and opens the way to the decision.
void fire_case(Draft& draft, const Timer& timer) {
    const Case& lead = draft.state().cases.at(CaseId{timer.matter.id});
    draft.end_timer(timer, TimerEnd::Acted);
    if (lead.limit == CaseLimitKind::Defence) {
        set_limit(draft, lead, CaseLimitKind::Decision, timer.due);
        return;
    }
    draft.add(LimitPassed{timer.matter, timer.kind});
    const UnitId& root = draft.state().founding.root;
    const auto officers = reach(draft.state(), Addressee::Officer, root, {}).people;
    if (lead.limit == CaseLimitKind::HeldReview) {
        tell_of(draft, lead, item_of(timer, "case.review"), officers);
    } else {
        const char* text = lead.state == cases::State::Lead ? "lead.late" : "case.late";
        bring(draft, lead);
        const auto above = holders(draft.state(), Role::Authority, draft.now());
        if (!tell_of(draft, lead, item_of(timer, text), above)) {
            tell_of(draft, lead, item_of(timer, text), officers);
        }
    }
    if (lead.limit == CaseLimitKind::None) {  // of an early release
        draft.add(CaseLimitSet{lead.id, CaseLimitKind::Disposal, timer.due, false, {}});
    }
    put_timer(draft, lead.id, limit_end(draft, lead, CaseLimitKind::Reminder, draft.now()),
              timer.step + 1);
}

/// Not accepted in time: the head is told once, then the assignment lapses and the issuer is told.
void fire_assignment(Draft& draft, const Timer& timer) {
    const State& state = draft.state();
    const Assignment& row = state.assignments.at(AssignmentId{timer.matter.id});
    const Case& lead = state.cases.at(row.lead);
    draft.end_timer(timer, TimerEnd::Acted);
    draft.add(LimitPassed{timer.matter, timer.kind});
    const auto again = [&](CaseLimitKind limit) {
        draft.set_timer(TimerKind::AssignmentLimit, timer.matter,
                        limit_end(draft, lead, limit, draft.now()), timer.step + 1);
    };
    if (row.state == assignment::State::Issued && timer.step > 0) {
        draft.add(AssignmentStepped{row.id, assignment::Verb::Lapse, {}, {}, {}, {}});
        tell_of_case(draft, lead, row.issuer, item_of(timer, "assignment.lapsed"));
        return;
    }
    const bool waits_for_issuer = row.state == assignment::State::Reported;
    const auto team = state.teams.find(row.team);
    if (!waits_for_issuer && team != state.teams.end() && team->second.head) {
        tell_of_case(draft, lead, team->second.head, item_of(timer, "assignment.late"));
    }
    tell_of_case(draft, lead, row.issuer, item_of(timer, "assignment.late"));
    again(row.state == assignment::State::Issued ? CaseLimitKind::Accept : CaseLimitKind::Reminder);
}

}  // namespace dudao
