#include "console/api/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/may.h"
#include "console/api/row_json.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

std::optional<NextStep> next_step(const Reader& reader, const Rectification& r) {
    const auto at = reader.state.timers_of.find(Matter{MatterKind::Rectification, r.id.value});
    if (at == reader.state.timers_of.end()) return std::nullopt;
    const Timer* next = nullptr;
    for (const TimerId id : at->second) {
        const Timer& timer = reader.state.timers.at(id);
        if (timer.kind != TimerKind::Ladder || timer.step <= r.step) continue;
        if (!next || timer.due < next->due) next = &timer;
    }
    if (!next) return std::nullopt;
    return NextStep{next->step, next->due};
}

/// When the extension was asked for that is not decided yet; 0: none is.
Moment asked_at(const Reader& reader, const Rectification& r) {
    if (!r.extension.open) return {};
    const auto events = reader.record.of(matter_text("rectification", r.id.value));
    for (auto at = events.rbegin(); at != events.rend(); ++at) {
        const Event event = reader.record.event(*at);
        if (std::holds_alternative<ExtensionRequested>(event.body)) return event.at;
    }
    return {};
}

/// Undecided by then, it counts as refused.
Moment decided_until(const State& state, const Rectification& r) {
    const auto* timers = row_of(state.timers_of, Matter{MatterKind::Rectification, r.id.value});
    if (!r.extension.open || !timers) return {};
    for (const TimerId id : *timers) {
        const Timer& timer = state.timers.at(id);
        if (timer.kind == TimerKind::ExtensionDecision) return timer.due;
    }
    return {};
}

/// As it was set: once it has passed no timer is pending any more, and the date holds all the same.
Moment disposal_due(const Reader& reader, const Case& c) {
    if (c.due.ms != 0 || c.state != cases::State::Lead) return c.due;
    for (const std::uint64_t index : reader.record.of(matter_text("case", c.id.value))) {
        const Event event = reader.record.event(index);
        const auto* limit = std::get_if<CaseLimitSet>(&event.body);
        if (limit && limit->limit == CaseLimitKind::Disposal) return limit->due;
        // Of early releases.
        const auto* set = std::get_if<TimerSet>(&event.body);
        if (set && set->timer.kind == TimerKind::LeadDisposal) return set->timer.due;
    }
    return {};
}

}  // namespace

std::string shown_target(const Task& task) {
    return task.checked_in_at.ms == 0 ? std::string() : task.target.text;
}

std::size_t findings_seen(const Reader& reader, const Task& task) {
    return static_cast<std::size_t>(std::count_if(
        task.findings.begin(), task.findings.end(),
        [&](const FindingId& id) { return reader.sight.sees(reader.state.findings.at(id)); }));
}

Json task_row(const Reader& reader, const Task& task) {
    const State& state = reader.state;
    std::size_t items = 0;
    for (const Bytes& hash : task.checklists) {
        if (const ChecklistRow* list = row_of(state.checklists, hash)) items += list->items.size();
    }
    return json_of(TaskRow{.id = id_text(task.id),
                           .number = short_number(task.year, task.number),
                           .state = task.state,
                           .kind = task.kind,
                           .group = task.group.text,
                           .target = shown_target(task),
                           .delivered = !task.delivered.empty(),
                           .released_at = task.released_at,
                           .accept_due = task.accept_due,
                           .check_in_due = task.check_in_due,
                           .checked_in_at = task.checked_in_at,
                           .reported_at = task.reported_at,
                           .left_at = task.left_at,
                           .findings = findings_seen(reader, task),
                           .answered = task.answers.size(),
                           .items = items,
                           .members = task.members.size()});
}

std::vector<EvidenceRow> evidence_seen(const Reader& reader,
                                       const std::vector<EvidenceHash>& hashes) {
    std::vector<EvidenceRow> rows;
    for (const EvidenceHash& hash : hashes) {
        const Evidence* known = row_of(reader.state.evidence, hash);
        if (known && !reader.sight.sees(*known)) continue;
        rows.push_back({.hash = hash.text,
                        .mime = known ? known->mime : "",
                        .size = known ? known->size : 0,
                        .stored = known != nullptr && known->stored});
    }
    return rows;
}

Json evidence_rows(const Reader& reader, const std::vector<EvidenceHash>& hashes) {
    return json_of(evidence_seen(reader, hashes));
}

Basis basis_of(const State& state, const Finding& finding) {
    const std::string& rule = finding.facts().rule;
    if (const Task* task = row_of(state.tasks, finding.task)) {
        for (const Bytes& hash : task->checklists) {
            const ChecklistRow* list = row_of(state.checklists, hash);
            if (!list) continue;
            for (const ChecklistItem& item : list->items) {
                if (item.id == rule) return {item.zh, item.en};
            }
        }
    }
    const std::string key = "check." + rule;
    if (!has_text(key)) return {};
    return {std::string(text(Lang::Zh, key)), std::string(text(Lang::En, key)), true};
}

std::string basis_text(Lang lang, const State& state, const Finding& finding) {
    const Basis basis = basis_of(state, finding);
    const std::string& words = lang == Lang::Zh ? basis.zh : basis.en;
    return words.empty() ? finding.facts().rule : finding.facts().rule + " " + words;
}

Json finding_row(Reader& reader, const Finding& whole) {
    const Finding finding = reader.sight.shown(whole);
    const FindingFacts& facts = finding.facts();
    const bool sees_rectification =
        finding.rectification &&
        reader.sight.sees(reader.state.rectifications.at(finding.rectification));
    const Basis basis = basis_of(reader.state, finding);
    return json_of(
        FindingRow{.id = finding.id.text,
                   .task = id_text(finding.task),
                   .state = finding.state,
                   .category = facts.category,
                   .severity = facts.severity,
                   .rule = facts.rule,
                   .rule_zh = basis.zh,
                   .rule_en = basis.en,
                   .unit = facts.unit.text,
                   .text = reader.words.of(facts.text, reader.sight.reads(whole)),
                   .versions = finding.versions.size(),
                   .single_witness = finding.single_witness,
                   .recorded_at = finding.recorded_at,
                   .contest_until = finding.contest_until,
                   .rectification = sees_rectification ? id_text(finding.rectification) : "",
                   .lead = id_text(finding.lead)});
}

std::string_view state_word(const Rectification& r) {
    const bool fell = r.state == rectification::State::StruckOff && !r.verified_by;
    return fell ? name(Figure::FallenAway) : name(r.state);
}

Standing standing(const Reader& reader, const Rectification& r) {
    WorkingDays days(reader.state.calendar);
    return standing(reader, r, days);
}

Standing standing(const Reader& reader, const Rectification& r, WorkingDays& days) {
    Standing out;
    out.duty = duty_of(reader.state, r);
    const auto& awaited = reader.awaited();
    if (const auto at = awaited.find(r.id); at != awaited.end()) out.duty.awaits = at->second;
    out.overdue = is_overdue(out.duty, reader.now);
    out.days_left = days_left(out.duty, days, reader.now);
    return out;
}

Json rectification_row(Reader& reader, const Rectification& r) {
    const State& state = reader.state;
    const Finding& finding = state.findings.at(r.finding);
    const Standing stands = standing(reader, r);
    const std::string matter = matter_text("rectification", r.id.value);
    const bool provisional =
        r.deadline.ms != 0 &&
        state.calendar.is_provisional(state.calendar.zone.local_day(r.deadline - Span{1}));
    return json_of(
        RectificationRow{.id = id_text(r.id),
                         .number = short_number(r.year, r.number),
                         .state = state_word(r),
                         .finding = reader.sight.sees(finding) ? finding.id.text : "",
                         .category = finding.facts().category,
                         .severity = r.severity,
                         .unit = r.unit.text,
                         .township = ancestor(state, r.unit, Level::Township).text,
                         .responsible = r.responsible.text,
                         .verifier = reader.sight.verifier(r).text,
                         .deadline = r.deadline,
                         .provisional = provisional,
                         .clock_runs = r.clock_runs,
                         .days_left = stands.days_left,
                         .overdue = stands.overdue,
                         .slip = stands.duty.slip,
                         .step = r.step,
                         .next = next_step(reader, r),
                         .extensions = r.extensions,
                         .extension_asked = r.extension.open,
                         .extension_asked_at = asked_at(reader, r),
                         .extension_until = decided_until(reader.state, r),
                         .awaits = is_open(stands.duty) ? stands.duty.awaits : DemandKind::None,
                         .returns = r.returns,
                         .listed = r.listed,
                         .problem = reader.words.of(finding.facts().text, reader.sight.reads(r)),
                         .issued_at = reader.record.issued_at(r.id),
                         .moved_at = reader.record.moved_at(matter),
                         .struck_off_at = r.struck_off_at});
}

Json demand_row(Reader& reader, const Demand& d) {
    return json_of(DemandRow{.id = id_text(d.id),
                             .state = d.state,
                             .kind = d.kind,
                             .rectification = id_text(d.rectification),
                             .step = d.step,
                             .unit = d.unit.text,
                             .person = d.person.text,
                             .due = d.due,
                             .may = may(reader, d)});
}

Json case_row(const Reader& reader, const Case& c) {
    return json_of(CaseRow{.id = id_text(c.id),
                           .number = short_number(c.year, c.number),
                           .state = c.state,
                           .track = c.track,
                           .source = c.source,
                           .rectification = id_text(c.rectification),
                           .finding = c.finding.text,
                           .unit = c.unit.text,
                           .opened_at = c.opened_at,
                           .limit = c.limit,
                           .due = disposal_due(reader, c),
                           .extended = c.extended,
                           .late = is_late(reader, c)});
}

bool is_late(const Reader& reader, const Case& c) {
    if (cases::is_over(c.state) || c.limit == CaseLimitKind::Defence) return false;
    const Moment due = disposal_due(reader, c);
    return due.ms != 0 && due <= reader.now;
}

Json assignment_row(Reader& reader, const Assignment& row) {
    const std::string matter = matter_text("assignment", row.id.value);
    const bool reads = reader.reads(matter);
    Text report;  // the last one
    std::vector<EvidenceHash> evidence;
    std::vector<std::string> hands;
    for (const PersonId& each : row.hands) hands.push_back(each.text);
    for (const std::uint64_t index : reader.record.of(matter)) {
        const Event event = reader.record.event(index);
        if (const auto* file = std::get_if<AssignmentEvidence>(&event.body)) {
            if (std::find(evidence.begin(), evidence.end(), file->hash) == evidence.end()) {
                evidence.push_back(file->hash);
            }
        }
        const auto* stepped = std::get_if<AssignmentStepped>(&event.body);
        if (stepped && stepped->verb == assignment::Verb::Report) report = stepped->text;
    }
    std::vector<std::string> reviews;
    for (const assignment::Verb verb : reviews_of(reader, row)) reviews.emplace_back(name(verb));
    return json_of(
        AssignmentRow{.id = id_text(row.id),
                      .number = short_number(row.year, row.number),
                      .state = row.state,
                      .kind = row.kind,
                      .paper = row.paper,
                      .team = row.team.text,
                      .delivered = !row.delivered.empty(),
                      .hands = std::move(hands),
                      .outcome = row.outcome,
                      .report = reader.words.of(report, reads),
                      .evidence = evidence_seen(reader, evidence),
                      .issued_at = reader.record.first_at(matter),
                      .reported_at = row.reported_at,
                      .due = row.due,
                      .late = row.due.ms != 0 && is_open(row.state) && row.due <= reader.now,
                      .reviews = std::move(reviews)});
}

}  // namespace dudao::console
