// A finding: something wrong, with category, severity, evidence and the responsible unit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/fields.h"
#include "domain/finding/table.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

/// What a group says of a finding; an amendment is a new version, the old ones stay.
struct FindingFacts {
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    std::string rule;  // checklist item or check id: "R1", "RES-2"
    UnitId unit;       // responsible unit
    Text text;
    bool suspected_breach = false;  // opens a lead at once, not shown to the unit
    DUDAO_FIELDS(category, severity, rule, unit, text, suspected_breach)
};

struct Finding {
    FindingId id;
    TaskId task;
    finding::State state = finding::State::Recorded;
    std::vector<FindingFacts> versions;  // the last one holds
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
    TaskId task;
    FindingId finding;
    FindingFacts facts;
    DUDAO_FIELDS(task, finding, facts)
};
struct AmendFinding {
    FindingId finding;
    FindingFacts facts;
    DUDAO_FIELDS(finding, facts)
};
struct CorrectFinding {
    FindingId finding;
    Text how;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(finding, how, evidence)
};
struct DismissFinding {
    FindingId finding;
    Text reason;
    DUDAO_FIELDS(finding, reason)
};
struct ContestFinding {
    FindingId finding;
    Text grounds;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(finding, grounds, evidence)
};
/// Uphold, amend or dismiss what was contested.
struct DecideContest {
    FindingId finding;
    finding::Verb verdict = finding::Verb::Uphold;
    Severity severity = Severity::Ordinary;  // the amended one
    Text reason;
    DUDAO_FIELDS(finding, verdict, severity, reason)
};

// Events -----------------------------------------------------------------------------------------
struct FindingRecorded {
    FindingId id;
    TaskId task;
    FindingFacts facts;
    bool single_witness = false;
    DUDAO_FIELDS(id, task, facts, single_witness)
};
struct FindingAmended {
    FindingId id;
    FindingFacts facts;
    DUDAO_FIELDS(id, facts)
};
/// A step of the table: correct, confirm, dismiss, contest, uphold, amend.
struct FindingStepped {
    FindingId id;
    finding::Verb verb = finding::Verb::Confirm;
    Text reason;
    std::vector<EvidenceHash> evidence;
    Moment contest_until;
    DUDAO_FIELDS(id, verb, reason, evidence, contest_until)
};

}  // namespace dudao
