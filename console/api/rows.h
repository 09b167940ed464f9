// One row of each kind, as lists, pages and change frames show it. The pages' types of rows
// (console/web/src/domain/rows.ts) are made from these structs. Ids are text, a moment of 0 means
// never, an empty id means none, also where it is not the reader's to know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "console/api/reader.h"
#include "domain/cases/types.h"
#include "domain/deadline.h"
#include "domain/finding/types.h"
#include "domain/rectification/types.h"
#include "domain/task/types.h"

namespace dudao::console {

struct EvidenceRow {
    std::string hash;
    std::string mime;
    std::int64_t size = 0;
    bool stored = false;
    DUDAO_FIELDS(hash, mime, size, stored)
};

struct TaskRow {
    std::string id;
    std::string number;  // 2026-12; shown as 督字〔2026〕12号
    task::State state = task::State::Released;
    TaskKind kind = TaskKind::Unannounced;
    std::string group;
    std::string target;  // empty before the check-in, for everybody
    bool delivered = false;
    Moment released_at;
    Moment accept_due;
    Moment check_in_due;
    Moment checked_in_at;
    Moment reported_at;
    Moment left_at;  // the village
    std::size_t findings = 0;
    std::size_t answered = 0;
    std::size_t items = 0;
    std::size_t members = 0;
    DUDAO_FIELDS(id, number, state, kind, group, target, delivered, released_at, accept_due,
                 check_in_due, checked_in_at, reported_at, left_at, findings, answered, items,
                 members)
};

struct FindingRow {
    std::string id;
    std::string task;
    finding::State state = finding::State::Recorded;
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    std::string rule;     // code of an item or a check
    std::string rule_zh;  // what it asks
    std::string rule_en;
    std::string unit;
    std::string text;  // masked for roles that need it not
    std::size_t versions = 0;
    bool single_witness = false;
    Moment recorded_at;
    Moment contest_until;
    std::string rectification;
    std::string lead;
    DUDAO_FIELDS(id, task, state, category, severity, rule, rule_zh, rule_en, unit, text, versions,
                 single_witness, recorded_at, contest_until, rectification, lead)
};

struct NextStep {
    std::int32_t step = 0;
    Moment at;
    DUDAO_FIELDS(step, at)
};

struct RectificationRow {
    std::string id;
    std::string number;
    std::string_view state;  // of the lifecycle, or fallen_away
    std::string finding;
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    std::string unit;
    std::string township;
    std::string responsible;
    std::string verifier;      // was asked to verify it; only to the office
    Moment deadline;           // 0 before service
    bool provisional = false;  // rests on a day that no notice has settled
    bool clock_runs = false;
    std::optional<std::int32_t> days_left;  // working days; negative: over; null: no clock
    bool overdue = false;
    Slip slip = Slip::None;  // the highest so far of this clock; red as long as it is listed
    std::int32_t step = 0;   // of the ladder, 0 to 6
    std::optional<NextStep> next;
    std::int32_t extensions = 0;
    bool extension_asked = false;          // and not decided yet
    Moment extension_asked_at;             // 0: none is asked for
    Moment extension_until;                // undecided by then, it counts as refused
    DemandKind awaits = DemandKind::None;  // asked for by a step and not answered yet
    std::int32_t returns = 0;
    bool listed = false;  // 挂牌督办
    std::string problem;  // one line
    Moment issued_at;
    Moment moved_at;  // last deed of a person about it; slips and notices do not count
    Moment struck_off_at;
    DUDAO_FIELDS(id, number, state, finding, category, severity, unit, township, responsible,
                 verifier, deadline, provisional, clock_runs, days_left, overdue, slip, step, next,
                 extensions, extension_asked, extension_asked_at, extension_until, awaits, returns,
                 listed, problem, issued_at, moved_at, struck_off_at)
};

struct DemandRow {
    std::string id;
    demand::State state = demand::State::Issued;
    DemandKind kind = DemandKind::None;
    std::string rectification;
    std::int32_t step = 0;
    std::string unit;
    std::string person;
    Moment due;
    std::vector<std::string> may;  // commands that state and role allow
    DUDAO_FIELDS(id, state, kind, rectification, step, unit, person, due, may)
};

struct CaseRow {
    std::string id;
    std::string number;
    cases::State state = cases::State::Lead;
    cases::Track track = cases::Track::None;
    LeadSource source = LeadSource::Petition;
    std::string rectification;
    std::string finding;
    std::string unit;
    Moment opened_at;
    CaseLimitKind limit = CaseLimitKind::None;  // the one that pends
    Moment due;                                 // its end; stays when it has passed
    bool extended = false;
    bool late = false;
    DUDAO_FIELDS(id, number, state, track, source, rectification, finding, unit, opened_at, limit,
                 due, extended, late)
};

struct AssignmentRow {
    std::string id;
    std::string number;
    assignment::State state = assignment::State::Issued;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    std::string team;
    bool delivered = false;  // to a device of the team
    std::vector<std::string> hands;
    assignment::Outcome outcome = assignment::Outcome::None;
    std::string report;                 // in words; masked for roles that need it not
    std::vector<EvidenceRow> evidence;  // for whom the words are, the oldest first
    Moment issued_at;
    Moment reported_at;
    Moment due;
    bool late = false;
    std::vector<std::string> reviews;  // what the reader may do: pass, return, withdraw
    DUDAO_FIELDS(id, number, state, kind, paper, team, delivered, hands, outcome, report, evidence,
                 issued_at, reported_at, due, late, reviews)
};

Json task_row(const Reader& reader, const Task& task);
/// Of those that the reader sees.
std::size_t findings_seen(const Reader& reader, const Task& task);
/// The target is nobody's to see before the check-in, on this console not even the group's.
std::string shown_target(const Task& task);
Json finding_row(Reader& reader, const Finding& finding);
Json rectification_row(Reader& reader, const Rectification& r);
Json demand_row(Reader& reader, const Demand& d);
Json case_row(const Reader& reader, const Case& c);
/// The pending limit has passed. What the person concerned has time for makes nobody late.
bool is_late(const Reader& reader, const Case& c);
Json assignment_row(Reader& reader, const Assignment& row);
std::vector<EvidenceRow> evidence_seen(const Reader& reader,
                                       const std::vector<EvidenceHash>& hashes);
Json evidence_rows(const Reader& reader, const std::vector<EvidenceHash>& hashes);

/// What the rule of a finding asks, in both languages: an item of the checklists that its task
/// pins, or a check of the catalogue. Empty words: neither knows its code.
struct Basis {
    std::string zh;
    std::string en;
    bool check = false;
};
Basis basis_of(const State& state, const Finding& finding);
/// Code and words in one line; empty without a rule.
std::string basis_text(Lang lang, const State& state, const Finding& finding);

/// What a ledger sorts and counts by, computed once a row.
struct Standing {
    Duty duty;
    std::optional<std::int32_t> days_left;
    bool overdue = false;
};
Standing standing(const Reader& reader, const Rectification& r);
/// For many rows: `days` counts by the state's calendar.
Standing standing(const Reader& reader, const Rectification& r, WorkingDays& days);
/// The state as pages tell it: struck off and fallen away apart. The latter: its finding was
/// dismissed, nobody has put anything right.
std::string_view state_word(const Rectification& r);

}  // namespace dudao::console
