#include "domain/sight.h"

#include <algorithm>
#include <utility>

#include "domain/cases/hands.h"
#include "domain/confirm.h"
#include "domain/rectification/verifier.h"
#include "domain/roles.h"

namespace dudao {
namespace {

template <class Map, class Key>
const auto* lookup(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

bool opened_itself(const Case& lead, const Finding& finding) {
    return lead.finding == finding.id &&
           (lead.source == LeadSource::SuspectedBreach || lead.source == LeadSource::GraveFinding);
}

/// Like belongs_to, for all units at once.
std::set<UnitId> units_of(const State& state, const PersonId& person) {
    std::set<UnitId> units;
    if (!person) return units;
    if (const PersonRow* row = lookup(state.people, person)) units.insert(row->unit);
    for (const auto& [id, post] : state.posts) {
        if (post.holder == person || post.deputy == person) units.insert(post.unit);
    }
    return units;
}

}  // namespace

const Case* lead_opened_by(const State& state, const Finding& finding) {
    // The row may name a later lead opened by the ladder instead.
    const Case* named = lookup(state.cases, finding.lead);
    if (!named) return nullptr;
    if (opened_itself(*named, finding)) return named;
    for (const auto& [id, lead] : state.cases) {
        if (opened_itself(lead, finding)) return &lead;
    }
    return nullptr;
}

bool is_kept_from_unit(const State& state, const Finding& finding) {
    const bool suspected =
        std::any_of(finding.versions.begin(), finding.versions.end(),
                    [](const FindingFacts& facts) { return facts.suspected_breach; });
    // In older logs an order has already disclosed it.
    if (!suspected || finding.rectification) return false;
    if (finding.state == finding::State::Dismissed) return true;
    const Case* lead = lead_opened_by(state, finding);
    return lead == nullptr || lead->state != cases::State::ClosedNoCase;
}

Sight::Sight(const State& state, Context asker) : state_(state), asker_(std::move(asker)) {
    // Only roles for the whole jurisdiction count here; a township's leader sees the township by
    // of_unit. With a group's device no other role counts, because whoever holds it can speak for
    // each member.
    const auto is = [&](Role role) {
        return asker_.kind != KeyKind::Device &&
               holds(state, asker_.actor, role, state.founding.root, asker_.now);
    };
    leads_ = is(Role::Leader);
    reads_cases_ = is(Role::Officer);
    reads_ = reads_cases_ || leads_;
    decides_ = is(Role::Authority) || is(Role::Superior);
    audits_ = is(Role::Auditor);
    cases_ = reads_cases_ || audits_ || decides_;
    office_ = reads_ || audits_ || is(Role::PlanKeeper);
    register_ = office_ || is(Role::Administrator);
    own_ = units_of(state, asker_.actor);
    if (asker_.kind == KeyKind::Device) {
        group_ = asker_.group;
    } else if (const GroupRow* own = group_of(state, asker_.actor)) {
        group_ = own->id;
    }
}

bool Sight::of_unit(const UnitId& unit) const {
    const auto at = units_.find(unit);
    if (at != units_.end()) return at->second;
    const bool is = asker_.kind != KeyKind::Device &&
                    (holds(state_, asker_.actor, Role::UnitOfficer, unit, asker_.now) ||
                     holds(state_, asker_.actor, Role::Leader, unit, asker_.now));
    return units_.emplace(unit, is).first->second;
}

bool Sight::of_some_unit() const {
    return std::any_of(state_.units.begin(), state_.units.end(),
                       [this](const auto& each) { return of_unit(each.first); });
}

bool Sight::of_task(TaskId task) const {
    const auto at = state_.tasks.find(task);
    return at != state_.tasks.end() && of_group(at->second.group);
}

bool Sight::sees(const Task& task) const { return office_ || of_group(task.group); }

bool Sight::sees(const Finding& finding) const {
    if (of_task(finding.task)) return true;
    const UnitId& unit = finding.facts().unit;
    if (office_) return !own_.contains(unit) || !is_kept_from_unit(state_, finding);
    return finding.state != finding::State::Recorded && of_unit(unit) &&
           !is_kept_from_unit(state_, finding);
}

bool Sight::sees(const Evidence& evidence) const {
    if (evidence.assignment) {
        const Assignment* row = lookup(state_.assignments, evidence.assignment);
        const Case* lead = row ? lookup(state_.cases, row->lead) : nullptr;
        return lead != nullptr && (is_hand(state_, asker_, *row) || reads(*lead));
    }
    if (of_task(evidence.task)) return true;
    const Finding* finding = lookup(state_.findings, evidence.finding);
    if (finding && !sees(*finding)) return false;
    return reads_ || (evidence.by_unit && finding != nullptr && of_unit(finding->facts().unit));
}

bool Sight::sees(const Rectification& r) const { return office_ || of_unit(r.unit); }

bool Sight::sees(const Demand& d) const { return office_ || is_addressed(d) || of_unit(d.unit); }

bool Sight::sees(const Case& c) const {
    return (reads_cases_ || audits_ || (decides_ && c.brought)) && !keeps_out(c);
}

bool Sight::counts(const Case& c) const { return leads_ ? !keeps_out(c) : sees(c); }

bool Sight::keeps_out(const Case& c) const {
    // The units are asked first, because a register asks it of each case.
    return own_.contains(c.unit) || is_kept_out(state_, asker_, c, asker_.actor);
}

bool Sight::reads(const Case& c) const {
    if (!sees(c)) return false;
    if (decides_ && c.brought) return true;
    if (!reads_cases_) return false;
    return c.state == cases::State::Lead || has_hand(state_, c, asker_.actor) || is_asked(c);
}

bool Sight::is_asked(const Case& c) const {
    if (!asked_) {
        asked_.emplace();
        for (const auto& [id, proposal] : state_.proposals) {
            const Case* about = case_about(proposal);
            if (about && waits_for(state_, proposal, asker_)) asked_->insert(about->id);
        }
    }
    return asked_->contains(c.id);
}

bool Sight::is_own(const Case& c) const {
    const bool referred = c.state == cases::State::Referred && c.filed_at.ms != 0;
    return (cases::is_filed(c.state) || referred) && is_subject(asker_, c, asker_.actor);
}

bool Sight::sees(const Assignment& row) const {
    if (is_for(state_, asker_, row)) return true;
    const Case* lead = lookup(state_.cases, row.lead);
    return lead != nullptr && sees(*lead);
}

bool Sight::reads_return(const Assignment& row) const {
    if (asker_.kind != KeyKind::Device || !asker_.actor) return false;
    if (!assignment::is_open(row.state) && row.state != assignment::State::Withdrawn) return false;
    return row.hands.empty() ? is_for(state_, asker_, row) : is_hand(state_, asker_, row);
}

bool Sight::reads_recorded(const Finding& finding) const {
    if (asker_.kind != KeyKind::Device || !of_task(finding.task)) return false;
    return !task::is_over(state_.tasks.at(finding.task).state);
}

bool Sight::sees(const TeamRow& team) const { return cases_ || is_of_team(asker_, team); }

bool Sight::sees(const Matter& matter) const {
    const auto see = [this](const auto* row) { return row && sees(*row); };
    switch (matter.kind) {
        case MatterKind::Plan:
            return see(lookup(state_.plans, PlanId{matter.id}));
        case MatterKind::Task:
            return see(lookup(state_.tasks, TaskId{matter.id}));
        case MatterKind::Rectification:
            return see(lookup(state_.rectifications, RectificationId{matter.id}));
        case MatterKind::Demand:
            return see(lookup(state_.demands, DemandId{matter.id}));
        case MatterKind::Case:
            return see(lookup(state_.cases, CaseId{matter.id}));
        case MatterKind::Notice:
            return see(lookup(state_.notices, NoticeId{matter.id}));
        case MatterKind::Proposal:
            return see(lookup(state_.proposals, ProposalId{matter.id}));
        case MatterKind::Assignment:
            return see(lookup(state_.assignments, AssignmentId{matter.id}));
        case MatterKind::Finding:  // its matter is its task or rectification
            break;
    }
    return false;
}

bool Sight::sees(const Notice& notice, const NoticeItem& item) const {
    const bool own = asker_.actor && notice.to == asker_.actor;
    if (!office_ && !own) return false;
    if (item.matter.kind == MatterKind::Notice) return true;  // a test: about nothing else
    const bool has_ended = item.matter.kind == MatterKind::Proposal &&
                           !state_.proposals.contains(ProposalId{item.matter.id});
    return has_ended ? own || !names_a_case(item.text) : sees(item.matter);
}

bool Sight::sees(const Notice& notice) const {
    return std::any_of(notice.items.begin(), notice.items.end(),
                       [&](const NoticeItem& item) { return sees(notice, item); });
}

bool Sight::reads(const Finding& finding) const {
    if (of_task(finding.task)) return true;
    return sees(finding) && (reads_ || of_unit(finding.facts().unit));
}

bool Sight::sees_version(const Finding& finding, const FindingFacts& facts) const {
    if (office_ || of_group(state_.tasks.at(finding.task).group)) return true;
    return facts.text == finding.facts().text && facts.unit == finding.facts().unit;
}

bool Sight::sees_suspicion(const Finding& finding) const {
    if (of_task(finding.task)) return true;  // the group reported it
    const Case* lead = lead_opened_by(state_, finding);
    return lead ? sees(*lead) : cases_ && !own_.contains(finding.facts().unit);
}

CaseId Sight::shown_lead(CaseId lead) const {
    const Case* row = lookup(state_.cases, lead);
    return row && sees(*row) ? lead : CaseId{};
}

Finding Sight::shown(const Finding& finding) const {
    Finding out = finding;
    out.lead = shown_lead(finding.lead);
    std::erase_if(out.versions,
                  [&](const FindingFacts& facts) { return !sees_version(finding, facts); });
    if (!sees_suspicion(finding)) {
        for (FindingFacts& facts : out.versions) facts.suspected_breach = false;
    }
    return out;
}

Rectification Sight::shown(const Rectification& r) const {
    Rectification out = r;
    out.lead = shown_lead(r.lead);
    out.verifier = verifier(r);
    return out;
}

PersonId Sight::verifier(const Rectification& r) const {
    return office_ ? verifier_of(state_, r, asker_.now) : PersonId{};
}

const Case* Sight::case_about(const Proposal& proposal) const {
    const auto command = asker_.outside ? asker_.outside->unpack(proposal.command, proposal.args)
                                        : fail(Error::Kind::NotFound, "");
    return command ? case_of(state_, *command) : nullptr;
}

bool Sight::reads(const Proposal& proposal) const {
    if (asker_.actor && asker_.actor == proposal.proposer) return true;
    const bool is_open = state_.proposals.contains(proposal.id);
    if (is_open && waits_for(state_, proposal, asker_)) return true;
    const Case* about = case_about(proposal);
    return about ? reads(*about) : reads_ && !names_a_case(proposal.command);
}

bool Sight::sees(const Proposal& proposal) const {
    if (asker_.actor && asker_.actor == proposal.proposer) return true;
    if (waits_for(state_, proposal, asker_)) return true;
    if (!office_ && !decides_) return false;
    // A proposal about a case is visible only to those who see the case.
    if (const Case* about = case_about(proposal)) return sees(*about);
    return office_ && !names_a_case(proposal.command);
}

}  // namespace dudao
