// The rules of a case from the lead to its end (domain.md §3.6): naming, teams, steps, decisions,
// defence, appeal, recusal, extension. The steps themselves are rows of cases::table.
#include <algorithm>
#include <set>

#include "domain/bounds.h"
#include "domain/cases/assignments.h"
#include "domain/cases/clock.h"
#include "domain/cases/hands.h"
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {
namespace {

using assignment::Kind;
using assignment::Outcome;
using assignment::Paper;

Refusal no_such_lead() { return refuse(Why::NotFound, "no_such_lead"); }

/// A case that the speaker may know of; nullptr: for the speaker it does not exist.
const Case* seen(const Draft& draft, CaseId id) {
    const auto at = draft.state().cases.find(id);
    if (at == draft.state().cases.end()) return nullptr;
    return Sight(draft.state(), draft.context()).sees(at->second) ? &at->second : nullptr;
}

// Guards -----------------------------------------------------------------------------------------

/// The input of a guard: the case, and the command's data.
struct CaseStep {
    const Draft& draft;
    const Case& lead;
    cases::Verb verb;
    cases::Track track = cases::Track::None;
    const Text* reason = nullptr;
    const DecideCase* decision = nullptr;
};

const Assignment* done(const CaseStep& step, Kind kind, Paper paper = Paper::None) {
    return closed(step.draft.state(), step.lead, kind, paper);
}

Refusal not_reported(Kind kind) {
    return refuse(Why::NotNow, "assignment_not_reported", word(kind));
}

Refusal no_reason(const CaseStep& step) {
    if (step.reason && !step.reason->empty()) return std::nullopt;
    return refuse(Why::BadInput, "no_reason_on_record");
}

Refusal not_verified(const CaseStep& step) {
    if (!done(step, Kind::Verify)) return not_reported(Kind::Verify);
    return no_reason(step);
}

/// Facts shown and statement heard, in this investigation.
Refusal not_heard(const CaseStep& step) {
    for (const Kind kind : {Kind::ShowFacts, Kind::Hear}) {
        if (!done(step, kind)) return not_reported(kind);
    }
    return std::nullopt;
}

Refusal not_told(const CaseStep& step) {
    const bool clears = step.verb == cases::Verb::Clear;
    const Paper paper = clears ? Paper::Clearing : Paper::Decision;
    if (!done(step, Kind::Serve, paper)) return not_reported(Kind::Serve);
    if (!done(step, Kind::Announce, paper)) {
        return not_reported(Kind::Announce);
    }
    return std::nullopt;
}

/// The defence was taken: the proposal was served, and the person spoke, waived, or let the limit
/// pass. Each point is answered.
Refusal not_answered(const CaseStep& step) {
    const Case& lead = step.lead;
    if (lead.limit != CaseLimitKind::Decision) {
        return refuse(Why::NotNow, "defence_still_open");
    }
    if (lead.defended && step.decision->answer.empty()) {
        return refuse(Why::BadInput, "defence_not_answered");
    }
    if (step.decision->organ.empty()) return refuse(Why::BadInput, "no_deciding_organ");
    const bool measured = step.verb == cases::Verb::Decide;
    if (measured == step.decision->measures.empty()) {
        return measured ? refuse(Why::BadInput, "decision_without_measure")
                        : refuse(Why::BadInput, "exemption_with_measure");
    }
    return no_reason(step);
}

Refusal not_reviewed(const CaseStep& step) {
    if (!done(step, Kind::Review)) return not_reported(Kind::Review);
    return no_reason(step);
}

Refusal not_reviewed_on_appeal(const CaseStep& step) {
    if (!step.lead.taken_up) return refuse(Why::NotNow, "appeal_not_taken_up");
    if (!done(step, Kind::Review)) return not_reported(Kind::Review);
    const bool amends = step.verb == cases::Verb::Amend;
    if (amends == step.decision->measures.empty()) {
        return amends ? refuse(Why::BadInput, "decision_without_measure")
                      : refuse(Why::BadInput, "exemption_with_measure");
    }
    if (step.decision->organ.empty()) return refuse(Why::BadInput, "no_deciding_organ");
    return no_reason(step);
}

/// By the person concerned, within the time to ask, and not more often than the track has it.
Refusal not_in_time(const CaseStep& step) {
    const Case& lead = step.lead;
    const int most = (cases::second_appeals & cases::on(lead.track)) != 0 ? 2 : 1;
    if (lead.appeals >= most) return refuse(Why::TooLate, "no_further_appeal");
    const auto until = appeal_until(step.draft.state(), lead);
    if (!until) return refuse(Why::NotNow, "decision_not_served");
    if (until->ms == 0 || step.draft.now() <= *until) return std::nullopt;
    return refuse(Why::TooLate, "appeal_too_late", until->ms);
}

Refusal refused_by(cases::Guard guard, const CaseStep& step) {
    const Case& lead = step.lead;
    switch (guard) {
        case cases::Guard::None:
            break;
        case cases::Guard::ReasonOnTrack:
            if (step.track == cases::Track::None) return refuse(Why::BadInput, "no_track");
            return no_reason(step);
        case cases::Guard::AnswerHeard: {
            const Assignment* talk = done(step, Kind::Talk);
            if (talk && talk->outcome != Outcome::NotAnswered) break;
            return not_reported(Kind::Talk);
        }
        case cases::Guard::Verified:
            return not_verified(step);
        case cases::Guard::VerifiedAndNamed:
            if (lead.subject.empty()) return refuse(Why::NotNow, "nobody_named");
            return not_verified(step);
        case cases::Guard::Served:
            if (done(step, Kind::Serve, Paper::Filing)) break;
            return not_reported(Kind::Serve);
        case cases::Guard::Heard:
            if (lead.simple) return refuse(Why::NotNow, "simple_case");
            return not_heard(step);
        case cases::Guard::HeardSimple:
            if (!lead.simple) return refuse(Why::NotNow, "no_simple_case");
            return not_heard(step);
        case cases::Guard::Reason:
            return no_reason(step);
        case cases::Guard::ReviewedByOthers:
            return not_reviewed(step);
        case cases::Guard::DefenceAnswered:
            return not_answered(step);
        case cases::Guard::Told:
            return not_told(step);
        case cases::Guard::AskedInTime:
            return not_in_time(step);
        case cases::Guard::OthersTakeUp:
            if (lead.taken_up) return refuse(Why::NotNow, "appeal_taken_up");
            if (!lead.appeal_team) return refuse(Why::NotNow, "no_appeal_team");
            break;
        case cases::Guard::AppealReviewed:
            return not_reviewed_on_appeal(step);
        case cases::Guard::CarriedOut:
            // Else the time for a second appeal would never begin.
            if (lead.served_at.ms == 0) return refuse(Why::NotNow, "decision_not_served");
            if (was_closed(step.draft.state(), lead, Kind::CarryOut)) break;
            return not_reported(Kind::CarryOut);
    }
    return std::nullopt;
}

// Steps ------------------------------------------------------------------------------------------

/// The proposer is one who sees the case; the person who agrees must not be kept out of it either.
Refusal kept_out(const Draft& draft, const Case& lead) {
    if (!is_kept_out(draft.state(), draft.context(), lead, draft.context().second)) {
        return std::nullopt;
    }
    return refuse(Why::OwnMatter, "kept_out_of_case");
}

/// Refuses a step of another command, or of another track.
Refusal not_of_command(const CaseStep& step, std::uint32_t confirm, bool decides) {
    const auto* taken = row(cases::table, step.lead.state, step.verb);
    if (!taken) return not_now(cases::table, step.lead.state, step.verb);
    const bool by_decision = taken->guard == cases::Guard::DefenceAnswered ||
                             taken->guard == cases::Guard::AppealReviewed;
    const bool by_person_concerned = taken->by == rights::anybody;
    if (taken->confirm != confirm || by_decision != decides || by_person_concerned) {
        return refuse(Why::BadInput, "step_of_another_command", word(step.verb));
    }
    const cases::Track track = step.lead.track == cases::Track::None ? step.track : step.lead.track;
    if (taken->tracks != 0 && (taken->tracks & cases::on(track)) == 0) {
        return refuse(Why::NotNow, "step_of_another_track", word(step.verb));
    }
    return std::nullopt;
}

Refusal take(Draft& draft, const CaseStep& step, CaseStepped event, std::uint32_t confirm) {
    const Case& lead = step.lead;
    if (auto no = not_of_command(step, confirm, step.decision != nullptr)) return no;
    if (auto no = kept_out(draft, lead)) return no;
    const Context& who = draft.context();
    if (excludes(lead, who.actor, part_of(lead, step.verb)) ||
        excludes(lead, who.second, part_of_second(lead, step.verb))) {
        return refuse(Why::OwnMatter, "hand_of_the_case");
    }
    if (auto no = step_refused(cases::table, lead.state, step.verb, step)) return no;
    draft.add(std::move(event));
    if (step.verb == cases::Verb::TakeUp) {
        const bool again = lead.appeals > 1;
        set_limit(draft, lead, again ? CaseLimitKind::SecondAppeal : CaseLimitKind::Appeal,
                  draft.now());
        return std::nullopt;
    }
    Case entered = lead;  // as it will be: the limit may depend on the track and the filing
    entered.state = after(cases::table, lead.state, step.verb);
    if (step.track != cases::Track::None) entered.track = step.track;
    if (entered.state == cases::State::Started) entered.filed_at = draft.now();
    if (step.verb == cases::Verb::ReturnAnew) entered.review_left = {};
    withdraw_unwanted(draft, lead, entered.state);
    set_limit(draft, entered, limit_on_entry(entered.state), draft.now());
    return std::nullopt;
}

}  // namespace

Refusal decide(Draft& draft, const OpenLead& command) {
    if (command.source != LeadSource::Petition && command.source != LeadSource::Transfer) {
        return refuse(Why::BadInput, "source_opens_by_itself");
    }
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no_such_unit_of_lead");
    }
    if (command.matter.empty()) return refuse(Why::BadInput, "no_allegation");
    if (command.finding) {
        const Sight sight(draft.state(), draft.context());
        const auto at = draft.state().findings.find(command.finding);
        // A second lead would replace the first in the row. A person who may not know of the first
        // gets the same answer as for a finding that does not exist.
        if (at == draft.state().findings.end() ||
            (at->second.lead && !sight.shown(at->second).lead)) {
            return refuse(Why::NotFound, "no_such_finding");
        }
        if (at->second.lead) {
            return refuse(Why::NotNow, "finding_has_a_lead");
        }
    }
    const auto id = draft.new_id<CaseId>();
    const auto [year, number] = draft.next_number("case");
    draft.add(LeadOpened{id,
                         year,
                         number,
                         command.source,
                         {},
                         command.finding,
                         command.unit,
                         command.matter,
                         draft.state().policy_now});
    set_disposal(draft, id, draft.policy());
    draft.made(id.value, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const NameSubject& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    const Context& who = draft.context();
    if (!who.case_key || !who.outside) return refuse(Why::NotNow, "no_case_key");
    if (!draft.state().people.contains(command.person) || command.salt.size() != 32) {
        return refuse(Why::BadInput, "no_such_subject");
    }
    if (cases::is_filed(lead->state) || !lead->team.text.empty()) {
        return refuse(Why::NotNow, "subject_named_too_late");
    }
    if (command.person == who.actor) return refuse(Why::OwnMatter, "kept_out_of_case");
    draft.add(SubjectNamed{lead->id, who.outside->mark(*who.case_key, lead->id, command.person)});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AssignTeam& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    const State& state = draft.state();
    const auto team = state.teams.find(command.team);
    if (team == state.teams.end()) return refuse(Why::BadInput, "no_such_team");
    for (const PersonId& person : team->second.members) {
        if (is_kept_out(state, draft.context(), *lead, person)) {
            return refuse(Why::OwnMatter, "team_kept_out");
        }
    }
    using cases::State;
    const State now = lead->state;
    switch (command.part) {
        case Part::Verified:
            if (now != State::Inquiry && now != State::LookedInto && now != State::Verification &&
                now != State::Started && now != State::Investigation) {
                return refuse(Why::NotNow, "team_not_needed_now");
            }
            break;
        case Part::Reviewed:
            if (now != State::Review) return refuse(Why::NotNow, "team_not_needed_now");
            if (shares_people(state, *lead, team->second, {lead->team})) {
                return refuse(Why::OwnMatter, "team_of_earlier_hands");
            }
            break;
        case Part::Appealed:
            if (now != State::AppealUnderWay) return refuse(Why::NotNow, "team_not_needed_now");
            if (shares_people(state, *lead, team->second, {lead->team, lead->reviewers})) {
                return refuse(Why::OwnMatter, "team_of_earlier_hands");
            }
            break;
        default:
            return refuse(Why::BadInput, "no_part_of_a_team");
    }
    draft.add(TeamAssigned{lead->id, command.part, command.team});
    return std::nullopt;
}

Refusal decide(Draft& draft, const DisposeLead& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    return take(draft, {draft, *lead, command.how, command.track, &command.reason},
                {lead->id, command.how, command.track, {}, {}, {}, command.reason},
                cases::a_second);
}

Refusal decide(Draft& draft, const AuthoriseCase& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    return take(draft, {draft, *lead, command.how, {}, &command.reason},
                {lead->id, command.how, {}, {}, {}, {}, command.reason}, cases::the_authority);
}

Refusal decide(Draft& draft, const StepCase& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    return take(draft, {draft, *lead, command.how, {}, &command.reason},
                {lead->id, command.how, {}, {}, {}, {}, command.reason}, 0);
}

Refusal decide(Draft& draft, const DecideCase& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    const std::set<Measure> once(command.measures.begin(), command.measures.end());
    if (once.size() != command.measures.size()) return refuse(Why::BadInput, "measure_twice");
    return take(draft, {draft, *lead, command.how, {}, &command.reason, &command},
                {lead->id,
                 command.how,
                 {},
                 command.organ,
                 command.measures,
                 command.answer,
                 command.reason},
                cases::the_authority);
}

namespace {

/// The filed case of the speaker; for anybody else it does not exist. The person concerned speaks
/// through the pages: an own key would name its owner in the log.
Refusal not_own_case(const Draft& draft, CaseId id) {
    const auto at = draft.state().cases.find(id);
    const Context& who = draft.context();
    if (at == draft.state().cases.end() || !cases::is_filed(at->second.state) ||
        !is_subject(who, at->second, who.actor)) {
        return no_such_lead();
    }
    if (who.kind != KeyKind::Gateway) return refuse(Why::Forbidden, "through_the_pages");
    return std::nullopt;
}

/// The log names the person concerned nowhere, also not as the actor of what they said.
Context unnamed(const Context& who) {
    Context nobody = who;
    nobody.actor = {};
    nobody.via = {};
    return nobody;
}

}  // namespace

Refusal decide(Draft& draft, const DefendCase& command) {
    if (auto no = not_own_case(draft, command.lead)) return no;
    const Case& lead = draft.state().cases.at(command.lead);
    if (lead.state != cases::State::Proposed || lead.limit != CaseLimitKind::Defence) {
        return refuse(Why::NotNow, "no_defence_now");
    }
    if (command.waived != command.statement.empty()) {
        return refuse(Why::BadInput, "defence_or_waiver");
    }
    const Context& who = draft.context();
    const Context nobody = unnamed(who);
    draft.speak_as(nobody);
    draft.add(CaseDefended{lead.id, command.waived, command.statement});
    set_limit(draft, lead, CaseLimitKind::Decision, draft.now());
    draft.speak_as(who);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AppealCase& command) {
    if (auto no = not_own_case(draft, command.lead)) return no;
    const Case& lead = draft.state().cases.at(command.lead);
    const auto* taken = row(cases::table, lead.state, command.verb());
    if (taken && (taken->tracks & cases::on(lead.track)) == 0) {
        return refuse(Why::TooLate, "no_further_appeal");
    }
    if (auto no = step_refused(cases::table, lead.state, command.verb(),
                               CaseStep{draft, lead, command.verb()})) {
        return no;
    }
    if (command.statement.empty()) return refuse(Why::BadInput, "no_reason_on_record");
    const Context& who = draft.context();
    const Context nobody = unnamed(who);
    draft.speak_as(nobody);
    draft.add(CaseAppealed{lead.id, command.statement});
    withdraw_unwanted(draft, lead, cases::State::AppealUnderWay);
    set_limit(draft, lead, limit_on_entry(cases::State::AppealUnderWay), draft.now());
    draft.speak_as(who);
    return std::nullopt;
}

Refusal decide(Draft& draft, const RecuseFromCase& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    if (!draft.state().people.contains(command.person)) {
        return refuse(Why::BadInput, "no_such_person");
    }
    if (command.reason.empty()) return refuse(Why::BadInput, "no_reason_to_recuse");
    if (auto no = kept_out(draft, *lead)) return no;
    // Also of the person concerned, whose code must not come into the log by a recusal.
    if (is_kept_out(draft.state(), draft.context(), *lead, command.person)) {
        return refuse(Why::NotNow, "recused_already");
    }
    draft.add(CaseRecused{lead->id, command.person, command.reason});
    return std::nullopt;
}

Refusal decide(Draft& draft, const ExtendCase& command) {
    const Case* lead = seen(draft, command.lead);
    if (!lead) return no_such_lead();
    if (command.reason.empty()) return refuse(Why::BadInput, "no_reason_on_record");
    if (auto no = kept_out(draft, *lead)) return no;
    if (command.limit != lead->limit) {
        return refuse(Why::NotNow, "limit_not_pending", word(command.limit), word(lead->limit));
    }
    const auto more = extension_of(draft.state(), *lead);
    if (!more || more->due <= lead->due) return refuse(Why::NotNow, "limit_not_extended");
    if (draft.now() > lead->due) return refuse(Why::TooLate, "limit_passed", lead->due.ms);
    draft.cancel_all_timers(matter(lead->id));
    if (more->beyond_year) draft.add(CaseYearExtended{lead->id});
    draft.add(CaseLimitSet{lead->id, lead->limit, more->due, true, command.reason});
    draft.set_timer(TimerKind::CaseLimit, matter(lead->id), more->due);
    return std::nullopt;
}

Refusal decide(Draft& draft, const LookAtCase& command) {
    const Case* lead = seen(draft, command.lead);
    const Context& who = draft.context();
    if (!lead || !who.actor) return no_such_lead();
    if (!is_look_noted(*lead, who.actor, draft.now())) draft.add(CaseLooked{lead->id});
    return std::nullopt;
}

}  // namespace dudao
