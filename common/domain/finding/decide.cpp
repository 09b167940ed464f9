// The rules of findings and evidence (domain.md §3.3).
#include <algorithm>

#include "domain/cases/clock.h"
#include "domain/evidence.h"
#include "domain/hash.h"
#include "domain/listed.h"
#include "domain/rectification/clock.h"
#include "domain/refuse.h"
#include "domain/rules.h"
#include "domain/sight.h"

namespace dudao {
namespace {

constexpr std::size_t findings_max = 200;  // per task
constexpr std::size_t versions_max = 32;

const Finding* find(const Draft& draft, const FindingId& id) {
    const auto at = draft.state().findings.find(id);
    return at == draft.state().findings.end() ? nullptr : &at->second;
}

bool of_group(const Draft& draft, const Finding& finding) {
    const GroupId& group = draft.state().tasks.at(finding.task).group;
    if (draft.context().kind == KeyKind::Device) return draft.context().group == group;
    const GroupRow* own = group_of(draft.state(), draft.context().actor);
    return own && own->id == group;
}

// Recording on the spot is not a step of the finding; it is checked against the task's row alone.
static_assert(row(task::table, task::State::OnSite, task::Verb::Record)->guard ==
              task::Guard::None);

/// What is hidden from a unit it can neither contest nor attach to; otherwise it would learn of it.
bool of_unit(const Draft& draft, const Finding& finding) {
    return finding.state != finding::State::Recorded &&
           !is_kept_from_unit(draft.state(), finding) &&
           holds(draft.state(), draft.context().actor, Role::UnitOfficer, finding.facts().unit,
                 draft.now());
}

Refusal no_such_finding() { return refuse(Why::NotFound, "no_such_finding_to_see"); }

/// True if the finding is about the actor's own unit and hidden from it; it is then answered as not
/// found.
bool is_kept_from_actor(const Draft& draft, const Finding& finding) {
    return belongs_to(draft.state(), draft.context().actor, finding.facts().unit) &&
           is_kept_from_unit(draft.state(), finding);
}

/// A finding that opened a lead cannot be dismissed before the lead is ended: two people decide on
/// a lead, one on a finding. For someone who may not know of the lead the finding is not found.
Refusal lead_first(const Draft& draft, const Finding& finding) {
    const Case* lead = lead_opened_by(draft.state(), finding);
    if (!lead || cases::is_over(lead->state)) return std::nullopt;
    if (!Sight(draft.state(), draft.context()).sees(*lead)) return no_such_finding();
    return refuse(Why::NotNow, "lead_not_disposed_of");
}

/// True for a valid `rule` of a finding.
bool is_rule(const State& state, const std::string& rule) {
    if (rule.empty() || is_rule_mark(rule)) return true;
    return std::any_of(state.checklists.begin(), state.checklists.end(), [&](const auto& list) {
        const auto& items = list.second.items;
        return std::any_of(items.begin(), items.end(), [&](const ChecklistItem& item) {
            return item.id == rule || check_of(item) == rule;
        });
    });
}

Refusal fault_of(const Draft& draft, const FindingFacts& facts) {
    const auto known = std::any_of(Names<Category>::table.begin(), Names<Category>::table.end(),
                                   [&](const auto& each) { return each.first == facts.category; });
    if (!known) return refuse(Why::BadInput, "no_such_category");
    if (!draft.state().units.contains(facts.unit)) {
        return refuse(Why::BadInput, "no_such_responsible_unit");
    }
    if (facts.text.empty()) {
        return refuse(Why::BadInput, "finding_without_words");
    }
    if (!is_rule(draft.state(), facts.rule)) {
        return refuse(Why::BadInput, "no_such_rule");
    }
    return std::nullopt;
}

/// Opens a lead at once for a grave finding or a suspected breach of discipline; hidden from the
/// unit.
void open_lead_if_grave(Draft& draft, const FindingId& id, const FindingFacts& facts) {
    if (facts.severity != Severity::Grave && !facts.suspected_breach) return;
    const auto source =
        facts.suspected_breach ? LeadSource::SuspectedBreach : LeadSource::GraveFinding;
    const auto [year, number] = draft.next_number("case");
    const auto lead = draft.new_id<CaseId>();
    draft.add(
        LeadOpened{lead, year, number, source, {}, id, facts.unit, {}, draft.state().policy_now});
    set_disposal(draft, lead, draft.policy());
}

/// The input of a guard: the finding, and the command's data.
struct FindingStep {
    const Draft& draft;
    const Finding& finding;
    finding::Verb verb;
    const Text* reason = nullptr;
    const std::vector<EvidenceHash>* evidence = nullptr;
};

template <class Command>
FindingStep step_by(const Draft& draft, const Finding& finding, const Command& command) {
    FindingStep step{draft, finding, command.verb()};
    if constexpr (requires { command.reason; }) step.reason = &command.reason;
    if constexpr (requires { command.evidence; }) step.evidence = &command.evidence;
    return step;
}

/// Refuses a decision by someone of the group that found it, or of the unit it is about.
Refusal not_independent(const FindingStep& step) {
    if (of_group(step.draft, step.finding)) {
        return refuse(Why::OwnMatter, "officer_of_the_group_decides");
    }
    if (!belongs_to(step.draft.state(), step.draft.context().actor, step.finding.facts().unit)) {
        return std::nullopt;
    }
    return refuse(Why::OwnMatter, "own_matter");
}

/// Refuses a dismissal while its lead is open, and a decision without a reason.
Refusal not_ready(const FindingStep& step) {
    if (step.verb == finding::Verb::Dismiss) {
        if (auto refusal = lead_first(step.draft, step.finding)) return refusal;
    }
    if (step.reason && !step.reason->empty()) return std::nullopt;
    return refuse(Why::BadInput, "no_reason");
}

Refusal refused_by(finding::Guard guard, const FindingStep& step) {
    switch (guard) {
        case finding::Guard::None:
            break;
        case finding::Guard::MinorWithEvidence:
            if (step.finding.facts().severity != Severity::Minor || step.evidence->empty()) {
                return refuse(Why::BadInput, "not_closed_on_the_spot");
            }
            break;
        case finding::Guard::WithinContest:
            if (step.draft.now() > step.finding.contest_until) {
                return refuse(Why::TooLate, "contest_too_late");
            }
            break;
        case finding::Guard::IndependentWithReason:
            if (auto refusal = not_independent(step)) return refusal;
            return not_ready(step);
    }
    return std::nullopt;
}

template <class Command>
Refusal step(const Draft& draft, const Finding& finding, const Command& command) {
    return step_refused(finding::table, finding.state, command.verb(),
                        step_by(draft, finding, command));
}

bool same_hand(const Context& who, const PersonId& by, const KeyId& via) {
    if (by && who.actor == by) return true;
    return via && who.via == via && who.kind != KeyKind::Gateway;
}

bool device_of(const State& state, const Context& who, TaskId task, bool by_unit) {
    const auto at = state.tasks.find(task);
    return !by_unit && who.kind == KeyKind::Device && at != state.tasks.end() &&
           at->second.group == who.group;
}

bool device_of(const State& state, const Context& who, AssignmentId assignment) {
    const auto at = state.assignments.find(assignment);
    return who.kind == KeyKind::Device && at != state.assignments.end() &&
           at->second.team == who.team;
}

}  // namespace

std::optional<Rejection> fault_of_hashes(const std::vector<EvidenceHash>& hashes) {
    if (hashes.size() > proofs_max) return refuse(Why::BadInput, "too_many_proofs");
    const bool good = std::all_of(hashes.begin(), hashes.end(), [](const EvidenceHash& hash) {
        return hash_from_hex(hash.text).has_value();
    });
    if (good) return std::nullopt;
    return refuse(Why::BadInput, "no_evidence_hash");
}

bool may_bring(const State& state, const Context& who, const Evidence& evidence) {
    const bool unknown = !evidence.by && !evidence.via;  // attached before this was recorded
    if (unknown) return Sight(state, who).sees(evidence);
    return same_hand(who, evidence.by, evidence.via) ||
           device_of(state, who, evidence.task, evidence.by_unit) ||
           device_of(state, who, evidence.assignment);
}

bool has_attached(const State& state, const Context& who, const Evidence& evidence) {
    return may_bring(state, who, evidence) ||
           std::any_of(evidence.also.begin(), evidence.also.end(),
                       [&](const EvidenceReference& each) {
                           return same_hand(who, each.by, each.via) ||
                                  device_of(state, who, each.task, each.by_unit);
                       });
}

Refusal decide(Draft& draft, const RecordFinding& command) {
    const auto at = draft.state().tasks.find(command.task);
    const GroupRow* own = group_of(draft.state(), draft.context().actor);
    if (at == draft.state().tasks.end() || !own || at->second.group != own->id) {
        return refuse(Why::NotFound, "no_such_task");
    }
    const Task& task = at->second;
    if (!row(task::table, task.state, task::Verb::Record)) {
        return not_now(task::table, task.state, task::Verb::Record);
    }
    if (!is_code(command.finding.text) || command.finding.text.size() != 26) {
        return refuse(Why::BadInput, "no_finding_id");
    }
    if (find(draft, command.finding)) {
        return refuse(Why::BadInput, "finding_on_record");
    }
    if (task.findings.size() >= findings_max) {
        return refuse(Why::Full, "too_many_findings");
    }
    if (auto fault = fault_of(draft, command.facts)) return fault;
    draft.add(FindingRecorded{command.finding, command.task, command.facts, task.single_witness});
    open_lead_if_grave(draft, command.finding, command.facts);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AmendFinding& command) {
    const Finding* finding = find(draft, command.finding);
    if (!finding || !of_group(draft, *finding)) return no_such_finding();
    const Task& task = draft.state().tasks.at(finding->task);
    if (!row(task::table, task.state, task::Verb::Record)) {
        return not_now(task::table, task.state, task::Verb::Record);
    }
    if (finding->state != finding::State::Recorded) {
        return not_now(finding::table, finding->state, finding::Verb::Amend);
    }
    if (finding->versions.size() >= versions_max) {
        return refuse(Why::Full, "too_many_versions");
    }
    if (auto fault = fault_of(draft, command.facts)) return fault;
    draft.add(FindingAmended{finding->id, command.facts});
    if (!finding->lead) open_lead_if_grave(draft, finding->id, command.facts);
    return std::nullopt;
}

Refusal decide(Draft& draft, const CorrectFinding& command) {
    const Finding* finding = find(draft, command.finding);
    if (!finding || !of_group(draft, *finding)) return no_such_finding();
    if (auto refusal = step(draft, *finding, command)) return refusal;
    if (auto refusal = fault_of_hashes(command.evidence)) return refusal;
    draft.add(
        FindingStepped{finding->id, finding::Verb::Correct, command.how, command.evidence, {}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const DismissFinding& command) {
    const Finding* finding = find(draft, command.finding);
    if (!finding || of_group(draft, *finding) || is_kept_from_actor(draft, *finding)) {
        return no_such_finding();
    }
    // A contested finding must be decided, not dismissed.
    if (finding->state == finding::State::Contested) {
        return not_now(finding::table, finding->state, command.verb());
    }
    if (auto refusal = step(draft, *finding, command)) return refusal;
    draft.add(FindingStepped{finding->id, finding::Verb::Dismiss, command.reason, {}, {}});
    return std::nullopt;
}

Refusal decide(Draft& draft, const ContestFinding& command) {
    const Finding* finding = find(draft, command.finding);
    if (!finding || !of_unit(draft, *finding)) return no_such_finding();
    if (auto refusal = step(draft, *finding, command)) return refusal;
    if (command.grounds.empty()) return refuse(Why::BadInput, "no_grounds");
    if (auto refusal = fault_of_hashes(command.evidence)) return refusal;
    draft.add(FindingStepped{finding->id, finding::Verb::Contest, command.grounds, command.evidence,
                             finding->contest_until});
    draft.set_timer(TimerKind::ContestDecision, matter(finding->task),
                    draft.due(draft.policy(), finding::State::Contested, finding::Verb::Uphold), 0,
                    0, finding->id.text);
    if (finding->rectification) {
        stop_clock(draft, draft.state().rectifications.at(finding->rectification));
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const DecideContest& command) {
    const Finding* finding = find(draft, command.finding);
    if (!finding || is_kept_from_actor(draft, *finding)) return no_such_finding();
    const auto verdict = command.verdict;
    if (verdict != finding::Verb::Uphold && verdict != finding::Verb::Amend &&
        verdict != finding::Verb::Dismiss) {
        return refuse(Why::BadInput, "no_verdict");
    }
    if (finding->state != finding::State::Contested) {
        return not_now(finding::table, finding->state, verdict);
    }
    if (auto refusal = step(draft, *finding, command)) return refusal;
    draft.add(
        FindingStepped{finding->id, command.verdict, command.reason, {}, finding->contest_until});
    if (command.verdict == finding::Verb::Amend) {
        FindingFacts facts = finding->facts();
        facts.severity = command.severity;
        draft.add(FindingAmended{finding->id, facts});
    }
    draft.cancel_timers(matter(finding->task), [&](const Timer& timer) {
        return timer.kind == TimerKind::ContestDecision && timer.finding == finding->id.text;
    });
    if (!finding->rectification) return std::nullopt;
    const auto& matter_of = draft.state().rectifications.at(finding->rectification);
    if (command.verdict == finding::Verb::Dismiss) {
        close_without_object(draft, matter_of, command.reason);
    } else if (matter_of.state == rectification::State::InProgress) {
        resume_clock(draft, matter_of);
    }
    return std::nullopt;
}

Refusal decide(Draft& draft, const AttachEvidence& command) {
    const State& state = draft.state();
    const auto at = state.tasks.find(command.task);
    const Task* task = at == state.tasks.end() ? nullptr : &at->second;
    const Finding* finding = command.finding ? find(draft, command.finding) : nullptr;
    if (finding && finding->task != command.task) finding = nullptr;
    const GroupRow* own = group_of(state, draft.context().actor);
    const bool group = task && own && own->id == task->group &&
                       row(task::table, task->state, task::Verb::Record) != nullptr;
    // The same answer for what does not exist and what belongs to others.
    if (!group && !(finding && of_unit(draft, *finding))) {
        return refuse(Why::NotFound, "no_task_or_finding_for_evidence");
    }
    if (command.finding && !finding) return no_such_finding();
    if (auto refusal = fault_of_hashes({command.hash})) return refusal;
    if (command.size < 1 || command.size > evidence_bytes_max) {
        return refuse(Why::BadInput, "evidence_size_out_of_bounds");
    }
    draft.add(EvidenceAttached{command.task, command.finding, command.hash, command.size,
                               listed_type(command.mime)});
    return std::nullopt;
}

Refusal decide(Draft& draft, const EvidenceStored& command) {
    const auto at = draft.state().evidence.find(command.hash);
    if (at == draft.state().evidence.end()) {
        return refuse(Why::NotFound, "no_such_evidence");
    }
    if (!at->second.stored) draft.add(command);
    return std::nullopt;
}

}  // namespace dudao
