// The rules of rectifications (domain.md §3.4).
#include <algorithm>

#include "domain/bounds.h"
#include "domain/evidence.h"
#include "domain/rectification/clock.h"
#include "domain/rectification/serve.h"
#include "domain/rectification/verifier.h"
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {

using rectification::Verb;

namespace {

constexpr std::int32_t extension_amount_max = 366;  // per request, in the budget's unit

const Rectification* find(const Draft& draft, RectificationId id) {
    const auto at = draft.state().rectifications.find(id);
    return at == draft.state().rectifications.end() ? nullptr : &at->second;
}

Refusal no_such_rectification() { return refuse(Why::NotFound, "no_such_rectification"); }

bool answers_for(const Draft& draft, const Rectification& r) {
    return holds(draft.state(), draft.context().actor, Role::UnitOfficer, r.unit, draft.now());
}

Refusal own_matter() { return refuse(Why::OwnMatter, "own_matter"); }

/// Refuses an order to a unit outside the officer's scope, or to a person who is not responsible
/// for it.
Refusal fault_of(const Draft& draft, const UnitId& unit, const PersonId& responsible) {
    const State& state = draft.state();
    if (!state.units.contains(unit) || !state.people.contains(responsible)) {
        return refuse(Why::BadInput, "no_such_unit_or_answerer");
    }
    if (!may_answer_for(state, responsible, unit, draft.now())) {
        return refuse(Why::BadInput, "answerer_of_another_unit");
    }
    if (!holds(state, draft.context().actor, Role::Officer, unit, draft.now())) {
        return refuse(Why::Forbidden, "unit_beyond_reach");
    }
    return std::nullopt;
}

/// The input of a guard: the matter, and the command's data.
struct RectificationStep {
    const Draft& draft;
    const Rectification& r;
    const Text* words = nullptr;  // the reason, or other text of the step
    const std::vector<EvidenceHash>* evidence = nullptr;
    const RequestExtension* more = nullptr;
    bool on_paper = false;               // served on paper
    const PersonId* verifier = nullptr;  // to be assigned
};

template <class Command>
RectificationStep step_by(const Draft& draft, const Rectification& r, const Command& command) {
    RectificationStep step{draft, r};
    if constexpr (requires { command.reason; }) step.words = &command.reason;
    if constexpr (requires { command.text; }) step.words = &command.text;
    if constexpr (requires { command.gaps; }) step.words = &command.gaps;
    if constexpr (requires { command.measures; }) step.words = &command.measures;
    if constexpr (requires { command.how; }) step.words = &command.how;
    if constexpr (requires { command.evidence; }) step.evidence = &command.evidence;
    if constexpr (std::is_same_v<Command, RequestExtension>) step.more = &command;
    step.on_paper = std::is_same_v<Command, ServeOnPaper>;
    if constexpr (std::is_same_v<Command, AssignVerifier>) step.verifier = &command.person;
    return step;
}

bool says_nothing(const RectificationStep& step) { return !step.words || step.words->empty(); }

Refusal without_reason(const RectificationStep& step) {
    if (!says_nothing(step)) return std::nullopt;
    return refuse(Why::BadInput, "no_reason_on_record");
}

Refusal not_in_time(const RectificationStep& step) {
    const Draft& draft = step.draft;
    const Rectification& r = step.r;
    const Budget& more = step.more->budget;
    if (r.deadline.ms != 0 && draft.now() >= r.deadline) {
        return refuse(Why::TooLate, "deadline_passed");
    }
    if (r.extension.open) {
        return refuse(Why::NotNow, "extension_asked_already");
    }
    const std::int32_t most = draft.policy(r.policy).extensions_max;
    if (r.extensions >= most) {
        return refuse(Why::NotNow, "extensions_used_up", most);
    }
    if (more.amount < 1 || more.amount > extension_amount_max || more.unit != r.budget.unit) {
        return refuse(Why::BadInput, "extension_out_of_bounds", extension_amount_max,
                      word(r.budget.unit));
    }
    if (r.budget.amount + more.amount > bounds::budget_amount_max) {
        return refuse(Why::BadInput, "budget_too_long", bounds::budget_amount_max);
    }
    return without_reason(step);
}

Refusal not_its_approver(const RectificationStep& step) {
    if (!step.r.extension.open) return refuse(Why::NotNow, "no_extension_asked");
    if (auto refusal = without_reason(step)) return refusal;
    const State& state = step.draft.state();
    const bool second = step.r.extensions > 0;
    if (second && !holds(state, step.draft.context().actor, Role::Leader, state.founding.root,
                         step.draft.now())) {
        return refuse(Why::Forbidden, "second_extension_by_leader");
    }
    return std::nullopt;
}

Refusal not_independent(const RectificationStep& step) {
    const PersonId& who = step.draft.context().actor;
    return is_independent(step.draft.state(), who, step.r) ? std::nullopt : own_matter();
}

constexpr const char* reminder = "rect.reminded";  // a key of the catalogue

/// Between two steps of the ladder one is enough; after the next one another may go.
Refusal reminded_already(const RectificationStep& step) {
    const auto& told = step.draft.state().told;
    const auto at = told.find(matter(step.r.id));
    if (at == told.end()) return std::nullopt;
    const bool again = std::any_of(at->second.begin(), at->second.end(), [&](const Told& each) {
        return each.text == reminder && each.generation == step.r.generation &&
               each.step == step.r.step;
    });
    if (!again) return std::nullopt;
    return refuse(Why::NotNow, "reminded_already");
}

Refusal no_verifier(const RectificationStep& step) {
    const State& state = step.draft.state();
    const PersonId& person = *step.verifier;
    const PersonId now_is = verifier_of(state, step.r, step.draft.now());
    if (!person) {
        if (now_is) return std::nullopt;
        return refuse(Why::NotNow, "no_verifier_assigned");
    }
    if (!state.people.contains(person)) return refuse(Why::BadInput, "no_such_verifier");
    if (!verifies_for(state, person, step.r, step.draft.now())) {
        return refuse(Why::BadInput, "verifier_without_role");
    }
    if (!is_independent(state, person, step.r)) {
        return refuse(Why::BadInput, "verifier_not_independent");
    }
    if (person != now_is) return std::nullopt;
    return refuse(Why::NotNow, "verifier_assigned_already");
}

Refusal refused_by(rectification::Guard guard, const RectificationStep& step) {
    switch (guard) {
        case rectification::Guard::None:
            break;
        case rectification::Guard::WordsGiven:
            if (!says_nothing(step)) break;
            return refuse(Why::BadInput, "no_progress_told");
        case rectification::Guard::MeasuresAndProof:
            if (says_nothing(step) || step.evidence->empty() ||
                step.evidence->size() > proofs_max) {
                return refuse(Why::BadInput, "no_measures_or_proofs");
            }
            break;
        case rectification::Guard::MoreTimeInTime:
            return not_in_time(step);
        case rectification::Guard::IndependentOnPaper:
            if (!step.on_paper) break;
            if (auto refusal = not_independent(step)) return refusal;
            if (!says_nothing(step)) break;
            return refuse(Why::BadInput, "service_not_described");
        case rectification::Guard::Independent:
            return not_independent(step);
        case rectification::Guard::IndependentWithReason:
            if (auto refusal = not_independent(step)) return refusal;
            return without_reason(step);
        case rectification::Guard::IndependentWithGaps:
            if (auto refusal = not_independent(step)) return refusal;
            if (!says_nothing(step)) break;
            return refuse(Why::BadInput, "no_gaps_named");
        case rectification::Guard::IndependentOnceAStep:
            if (auto refusal = not_independent(step)) return refusal;
            return reminded_already(step);
        case rectification::Guard::IndependentToVerifier:
            if (auto refusal = not_independent(step)) return refusal;
            return no_verifier(step);
        case rectification::Guard::ApproverByCount:
            if (auto refusal = not_independent(step)) return refusal;
            return not_its_approver(step);
    }
    return std::nullopt;
}

struct FoundRectification {
    const Rectification* r = nullptr;
    Refusal refusal;
};

/// The matter, if its state and the command's data allow the step; otherwise the refusal.
template <class Command>
FoundRectification step_of(const Draft& draft, const Rectification& r, const Command& command) {
    auto refusal =
        step_refused(rectification::table, r.state, command.verb(), step_by(draft, r, command));
    if (refusal) return {nullptr, std::move(refusal)};
    return {&r, std::nullopt};
}

/// The same for a matter of the speaker's own unit.
template <class Command>
FoundRectification of_unit(const Draft& draft, const Command& command) {
    const Rectification* r = find(draft, command.rectification);
    if (!r || !answers_for(draft, *r)) return {nullptr, no_such_rectification()};
    return step_of(draft, *r, command);
}

/// The same for any matter; the guards check the officer's independence.
template <class Command>
FoundRectification of_officer(const Draft& draft, const Command& command) {
    const Rectification* r = find(draft, command.rectification);
    if (!r) return {nullptr, no_such_rectification()};
    return step_of(draft, *r, command);
}

void cancel(Draft& draft, const Rectification& r, TimerKind kind) {
    draft.cancel_timers(matter(r.id), [kind](const Timer& t) { return t.kind == kind; });
}

/// Told once for each submission, and once before it. `limit` is that of the verification; 0: none
/// is pending, since it is not submitted yet or the limit has passed.
void tell_verifier(Draft& draft, const Rectification& r, const PersonId& person,
                   rectification::State state, Moment limit) {
    const char* text = state != rectification::State::Submitted ? "verify.assigned.ahead"
                       : limit.ms == 0                          ? "verify.assigned.late"
                                                                : "verify.assigned";
    draft.tell(person, NoticeItem{matter(r.id), r.generation, r.returns, text, limit});
}

Moment verification_due(const State& state, const Rectification& r) {
    const auto timers = state.timers_of.find(matter(r.id));
    if (timers == state.timers_of.end()) return {};
    for (const TimerId id : timers->second) {
        const Timer& timer = state.timers.at(id);
        if (timer.kind == TimerKind::Verification) return timer.due;
    }
    return {};
}

bool is_contested(const Draft& draft, const Rectification& r) {
    return draft.state().findings.at(r.finding).state == finding::State::Contested;
}

RectificationId issue(Draft& draft, const Finding& finding, const IssueRectification& order,
                      Severity severity, RectificationId reopened_from) {
    const Policy& policy = draft.policy();
    const auto id = draft.new_id<RectificationId>();
    const auto [year, number] = draft.next_number("rectification");
    draft.add(RectificationIssued{id, year, number, finding.id, severity, order.unit,
                                  order.responsible, order.supporting, order.demand, order.test,
                                  draft.state().policy_now, budget_for(policy, severity).budget,
                                  reopened_from});
    draft.set_timer(TimerKind::DeemService, matter(id),
                    draft.due(policy, rectification::State::Issued, Verb::Serve));
    draft.tell(Addressee::Unit, order.unit, {}, NoticeItem{matter(id), 0, 0, "rect.issued", {}});
    draft.made(id.value, year, number);
    return id;
}

}  // namespace

void serve(Draft& draft, const Rectification& r, ServedHow how, const Text& note) {
    draft.add(RectificationServed{r.id, how, note});
    cancel(draft, r, TimerKind::DeemService);
    if (!is_contested(draft, r)) start_clock(draft, r);
}

// An order is a step of its finding without a guard; everything it requires is checked here.
static_assert(row(finding::table, finding::State::Confirmed, finding::Verb::Issue)->guard ==
              finding::Guard::None);

Refusal decide(Draft& draft, const IssueRectification& command) {
    const auto at = draft.state().findings.find(command.finding);
    if (at == draft.state().findings.end()) return refuse(Why::NotFound, "no_such_finding");
    const Finding& finding = at->second;
    if (is_kept_from_unit(draft.state(), finding)) {  // an order would disclose it to the unit
        if (!Sight(draft.state(), draft.context()).sees_suspicion(finding)) {
            return refuse(Why::NotFound, "no_such_finding");
        }
        return refuse(Why::NotNow, "suspicion_kept_from_unit");
    }
    if (!row(finding::table, finding.state, command.verb()) || finding.rectification) {
        return not_now(finding::table, finding.state, command.verb());
    }
    if (belongs_to(draft.state(), draft.context().actor, command.unit)) return own_matter();
    if (auto fault = fault_of(draft, command.unit, command.responsible)) return fault;
    for (const UnitId& each : command.supporting) {
        if (!draft.state().units.contains(each)) {
            return refuse(Why::BadInput, "no_such_supporting_unit");
        }
    }
    if (command.demand.empty() || command.test.empty()) {
        return refuse(Why::BadInput, "demand_or_test_empty");
    }
    issue(draft, finding, command, finding.facts().severity, {});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AcknowledgeRectification& command) {
    const auto [r, refusal] = of_unit(draft, command);
    if (!r) return refusal;
    serve(draft, *r, ServedHow::Acknowledged, {});
    return std::nullopt;
}

Refusal decide(Draft& draft, const ServeOnPaper& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    serve(draft, *r, ServedHow::OnPaper, command.how);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReportProgress& command) {
    const auto [r, refusal] = of_unit(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{r->id, Verb::Progress, command.text, {}, {}, false});
    return std::nullopt;
}

Refusal decide(Draft& draft, const SubmitRectification& command) {
    const auto [r, refusal] = of_unit(draft, command);
    if (!r) return refusal;
    if (auto fault = fault_of_hashes(command.evidence)) return fault;
    draft.add(
        RectificationStepped{r->id, Verb::Submit, command.measures, command.evidence, {}, false});
    stop_clock(draft, *r);
    cancel(draft, *r, TimerKind::ExtensionDecision);
    const Moment limit =
        draft.due(draft.policy(r->policy), rectification::State::Submitted, Verb::Verify);
    draft.set_timer(TimerKind::Verification, matter(r->id), limit, 0, r->generation);
    const PersonId verifier = verifier_of(draft.state(), *r, draft.now());
    if (verifier && verifier != draft.context().actor) {  // who submits it may not verify it
        tell_verifier(draft, *r, verifier, rectification::State::Submitted, limit);
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const VerifyRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{r->id, Verb::Verify, command.note, {}, {}, command.on_site});
    draft.cancel_all_timers(matter(r->id));
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReturnRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    if (is_contested(draft, *r)) {  // the clock is stopped until the contest is decided
        return refuse(Why::NotNow, "finding_is_contested");
    }
    draft.add(RectificationStepped{r->id, Verb::Return, command.gaps, {}, {}, command.hollow});
    cancel(draft, *r, TimerKind::Verification);
    Rectification running = *r;
    const Running clock = command.hollow ? run_on(draft, *r) : resume_clock(draft, *r);
    running.generation = clock.generation;
    running.deadline = clock.deadline;
    const auto steps = static_cast<std::int32_t>(draft.policy(r->policy).ladder.size());
    if (r->returns + 1 == 2 && r->step < steps) {  // the second return takes one more step
        take_step(draft, running, r->step + 1, false, {});
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const RequestExtension& command) {
    const auto [r, refusal] = of_unit(draft, command);
    if (!r) return refusal;
    draft.add(ExtensionRequested{r->id, command.budget, command.reason});
    draft.set_timer(TimerKind::ExtensionDecision, matter(r->id),
                    draft.due(draft.policy(r->policy), r->state, Verb::GrantExtension), 0,
                    r->generation);
    return std::nullopt;
}

Refusal decide(Draft& draft, const DecideExtension& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(ExtensionDecided{r->id, command.grant, false, command.reason});
    cancel(draft, *r, TimerKind::ExtensionDecision);
    if (!command.grant) return std::nullopt;
    if (r->clock_runs) extend_clock(draft, *r, r->extension.budget.amount);
    return std::nullopt;
}

Refusal decide(Draft& draft, const SuspendRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{
        r->id, Verb::Suspend, command.reason, {}, std::string(name(command.code)), false});
    stop_clock(draft, *r);
    draft.set_timer(
        TimerKind::SuspensionReview, matter(r->id),
        draft.due(draft.policy(r->policy), rectification::State::Suspended, Verb::Resume), 0,
        r->generation);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ResumeRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{r->id, Verb::Resume, command.reason, {}, {}, false});
    cancel(draft, *r, TimerKind::SuspensionReview);
    cancel(draft, *r, TimerKind::ReferralAccept);
    if (!is_contested(draft, *r)) resume_clock(draft, *r);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ReferUp& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{r->id, Verb::ReferUp, command.reason, {}, {}, false});
    stop_clock(draft, *r);
    draft.set_timer(
        TimerKind::ReferralAccept, matter(r->id),
        draft.due(draft.policy(r->policy), rectification::State::ReferredUp, Verb::TakeReferral), 0,
        r->generation);
    draft.tell(Addressee::UpperUnit, r->unit, {},
               NoticeItem{matter(r->id), r->generation, 0, "rect.referred", {}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const TakeReferral& command) {
    const Rectification* r = find(draft, command.rectification);
    if (!r) return no_such_rectification();
    const UnitId above = draft.state().units.at(r->unit).parent;
    const bool upper =
        above &&
        (holds(draft.state(), draft.context().actor, Role::UnitOfficer, above, draft.now()) ||
         holds(draft.state(), draft.context().actor, Role::Leader, r->unit, draft.now()));
    if (!upper) return no_such_rectification();
    if (auto refusal = step_of(draft, *r, command).refusal) return refusal;
    draft.add(RectificationStepped{r->id, Verb::TakeReferral, {}, {}, {}, false});
    cancel(draft, *r, TimerKind::ReferralAccept);
    return std::nullopt;
}

Refusal decide(Draft& draft, const TransferRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    if (auto fault = fault_of(draft, command.unit, command.responsible)) return fault;
    draft.add(RectificationTransferred{r->id, command.unit, command.responsible, command.reason});
    if (r->clock_runs) {  // a new generation for the new unit; the time already used still counts
        Rectification moved = *r;
        moved.unit = command.unit;
        hand_over_clock(draft, moved);
    }
    draft.tell(Addressee::Unit, command.unit, {},
               NoticeItem{matter(r->id), r->generation + 1, 0, "rect.issued", {}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const RecheckRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    if (draft.state().findings.at(r->finding).rectification != r->id) {
        return refuse(Why::NotNow, "recheck_failed_already");
    }
    draft.add(RectificationStepped{r->id, Verb::Recheck, command.note, {}, {}, command.upheld});
    if (command.upheld) return std::nullopt;
    const auto higher = r->severity == Severity::Grave
                            ? Severity::Grave
                            : static_cast<Severity>(static_cast<int>(r->severity) + 1);
    IssueRectification order;
    order.unit = r->unit;
    order.responsible = r->responsible;
    order.demand = command.note;
    order.test = command.note;
    issue(draft, draft.state().findings.at(r->finding), order, higher, r->id);
    return std::nullopt;
}

Refusal decide(Draft& draft, const RemindRectification& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(RectificationStepped{r->id, Verb::Remind, command.note, {}, {}, false});
    draft.tell(Addressee::Unit, r->unit, {},
               NoticeItem{matter(r->id), r->generation, r->step, reminder, r->deadline});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AssignVerifier& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    draft.add(VerifierAssigned{r->id, command.person});
    if (command.person && command.person != draft.context().actor) {
        tell_verifier(draft, *r, command.person, r->state, verification_due(draft.state(), *r));
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const ClimbByHand& command) {
    const auto [r, refusal] = of_officer(draft, command);
    if (!r) return refusal;
    if (!r->clock_runs) return refuse(Why::NotNow, "clock_stands");
    const auto steps = static_cast<std::int32_t>(draft.policy(r->policy).ladder.size());
    if (command.step <= r->step || command.step > steps) {
        return refuse(Why::BadInput, "no_such_step", r->step, command.step, steps);
    }
    draft.cancel_timers(matter(r->id), [&](const Timer& t) {
        return t.kind == TimerKind::Ladder && t.step <= command.step;
    });
    take_step(draft, *r, command.step, true, command.reason);
    return std::nullopt;
}

}  // namespace dudao
