// A finding: something wrong, with category, severity, evidence and the responsible unit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/finding/table.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

/// The content of a finding. An amendment adds a version; earlier ones are kept.
struct FindingFacts {
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    std::string rule;  // checklist item or check id: "R1", "RES-2"
    UnitId unit;       // responsible unit
    Text text;
    bool suspected_breach = false;  // opens a lead at once; hidden from the unit
    DUDAO_FIELDS(category, severity, rule, unit, text, suspected_breach)
};

struct Finding {
    FindingId id;
    TaskId task;
    finding::State state = finding::State::Recorded;
    std::vector<FindingFacts> versions;  // the last one is valid
    bool single_witness = false;
    Moment recorded_at;
    Moment contest_until;
    RectificationId rectification;
    CaseId lead;
    DUDAO_FIELDS(id, task, state, versions, single_witness, recorded_at, contest_until,
                 rectification, lead)
    const FindingFacts& facts() const { return versions.back(); }
};

// Commands ---------------------------------------------------------------------------------------
struct RecordFinding {
    static constexpr CommandDeclaration as_command{
        .name = "finding.record",
        .right = {.roles = rights::group},
        .title = {"记录问题", "record a finding"},
        .help = {"记录发现的问题", "record what is wrong"},
    };
    TaskId task;
    FindingId finding;
    FindingFacts facts;
    DUDAO_FIELDS(task, finding, facts)
};
struct AmendFinding {
    static constexpr CommandDeclaration as_command{
        .name = "finding.amend",
        .right = {.roles = rights::group},
        .title = {"更正问题", "amend a finding"},
        .help = {"重新表述；原来的表述留存", "say it anew; the former words stay on record"},
    };
    FindingId finding;
    FindingFacts facts;
    DUDAO_FIELDS(finding, facts)
};
struct CorrectFinding {
    static constexpr CommandDeclaration as_command{
        .name = "finding.correct",
        .right = {.roles = rights::group},
        .title = {"立行立改", "fix on the spot"},
        .help = {"当场已改的轻微问题，就地了结",
                 "close a minor finding that was put right on the spot"},
    };
    FindingId finding;
    Text how;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(finding, how, evidence)
    finding::Verb verb() const { return finding::Verb::Correct; }
};
struct DismissFinding {
    static constexpr CommandDeclaration as_command{
        .name = "finding.dismiss",
        .right = {.roles = rights::officer},
        .title = {"不予认定", "dismiss a finding"},
        .help = {"问题不成立，不予认定", "drop a finding that does not hold"},
    };
    FindingId finding;
    Text reason;
    DUDAO_FIELDS(finding, reason)
    finding::Verb verb() const { return finding::Verb::Dismiss; }
};
struct ContestFinding {
    static constexpr CommandDeclaration as_command{
        .name = "finding.contest",
        .right = {.roles = rights::unit},
        .title = {"提出异议", "contest a finding"},
        .help = {"对问题提出异议，限5个工作日内",
                 "say that a finding is wrong, within 5 working days"},
    };
    FindingId finding;
    Text grounds;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(finding, grounds, evidence)
    finding::Verb verb() const { return finding::Verb::Contest; }
};
/// Upholds, amends or dismisses a contested finding.
struct DecideContest {
    static constexpr CommandDeclaration as_command{
        .name = "finding.decide",
        .right = {.roles = rights::officer},
        .title = {"裁定异议", "decide a contest"},
        .help = {"对异议作出维持、更正或不予认定的裁定",
                 "uphold, amend or dismiss what is contested"},
    };
    FindingId finding;
    finding::Verb verdict = finding::Verb::Uphold;
    Severity severity = Severity::Ordinary;  // for Amend: the new severity
    Text reason;
    DUDAO_FIELDS(finding, verdict, severity, reason)
    finding::Verb verb() const { return verdict; }
};

// Events -----------------------------------------------------------------------------------------
struct FindingRecorded {
    static constexpr std::string_view as_event = "finding.recorded";
    FindingId id;
    TaskId task;
    FindingFacts facts;
    bool single_witness = false;
    DUDAO_FIELDS(id, task, facts, single_witness)
};
struct FindingAmended {
    static constexpr std::string_view as_event = "finding.amended";
    FindingId id;
    FindingFacts facts;
    DUDAO_FIELDS(id, facts)
};
/// A step of the table: correct, confirm, dismiss, contest, uphold, amend.
struct FindingStepped {
    static constexpr std::string_view as_event = "finding.stepped";
    FindingId id;
    finding::Verb verb = finding::Verb::Confirm;
    Text reason;
    std::vector<EvidenceHash> evidence;
    Moment contest_until;
    DUDAO_FIELDS(id, verb, reason, evidence, contest_until)
};

}  // namespace dudao
