// A rectification: the duty to put a finding right by a deadline, with its ladder and demands.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "domain/deadline.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/policy.h"
#include "domain/rectification/table.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

enum class ServedHow { Acknowledged, OnPaper, Deemed };
template <>
struct Names<ServedHow> {
    static constexpr auto table =
        std::to_array<Named<ServedHow>>({{ServedHow::Acknowledged, "acknowledged"},
                                         {ServedHow::OnPaper, "on_paper"},
                                         {ServedHow::Deemed, "deemed"}});
};

/// Why a clock was let stand; what else there is to say of it stands in the reason.
enum class SuspendCode { Season, Disaster, Procedure, Other };
template <>
struct Names<SuspendCode> {
    static constexpr auto table =
        std::to_array<Named<SuspendCode>>({{SuspendCode::Season, "season"},
                                           {SuspendCode::Disaster, "disaster"},
                                           {SuspendCode::Procedure, "procedure"},
                                           {SuspendCode::Other, "other"}});
};

struct ExtensionRequest {
    bool open = false;
    Budget budget;
    Text reason;
    DUDAO_FIELDS(open, budget, reason)
};

struct Rectification {
    RectificationId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    rectification::State state = rectification::State::Issued;
    FindingId finding;
    Severity severity = Severity::Ordinary;
    UnitId unit;
    PersonId responsible;
    std::vector<UnitId> supporting;
    Bytes policy;  // hash, frozen at issue
    Budget budget;
    std::int32_t generation = 0;  // of the clock: service, extension, resumption, transfer
    Moment started_at;            // of this generation
    Moment deadline;              // of this generation; 0 before service
    std::int32_t consumed = 0;    // working days used when the clock last stood
    bool clock_runs = false;
    Moment submitted_at;
    std::int32_t returns = 0;
    std::int32_t extensions = 0;
    ExtensionRequest extension;
    std::int32_t step = 0;  // the highest step of the ladder taken
    bool listed = false;    // 挂牌督办
    CaseId lead;
    RectificationId reopened_from;
    Moment struck_off_at;
    PersonId verified_by;
    PersonId submitted_by;
    DUDAO_FIELDS(id, year, number, state, finding, severity, unit, responsible, supporting, policy,
                 budget, generation, started_at, deadline, consumed, clock_runs, submitted_at,
                 returns, extensions, extension, step, listed, lead, reopened_from, struck_off_at,
                 verified_by, submitted_by)
};

struct Demand {
    DemandId id;
    demand::State state = demand::State::Issued;
    DemandKind kind = DemandKind::Explanation;
    RectificationId rectification;
    std::int32_t step = 0;
    UnitId unit;  // who answers
    PersonId person;
    std::int32_t days = 2;
    Bytes policy;
    Moment due;
    DUDAO_FIELDS(id, state, kind, rectification, step, unit, person, days, policy, due)
};

// Commands ---------------------------------------------------------------------------------------
struct IssueRectification {
    FindingId finding;
    UnitId unit;
    PersonId responsible;
    std::vector<UnitId> supporting;
    Text demand;  // what must be put right
    Text test;    // done when
    DUDAO_FIELDS(finding, unit, responsible, supporting, demand, test)
};
struct AcknowledgeRectification {
    RectificationId rectification;
    DUDAO_FIELDS(rectification)
};
struct ServeOnPaper {
    RectificationId rectification;
    Text how;  // place, hour, two servers
    DUDAO_FIELDS(rectification, how)
};
struct ReportProgress {
    RectificationId rectification;
    Text text;
    DUDAO_FIELDS(rectification, text)
};
struct SubmitRectification {
    RectificationId rectification;
    Text measures;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(rectification, measures, evidence)
};
struct VerifyRectification {
    RectificationId rectification;
    bool on_site = false;
    Text note;
    DUDAO_FIELDS(rectification, on_site, note)
};
struct ReturnRectification {
    RectificationId rectification;
    bool hollow = false;  // the submission had no substance: the time of review counts
    Text gaps;
    DUDAO_FIELDS(rectification, hollow, gaps)
};
struct RequestExtension {
    RectificationId rectification;
    Budget budget;
    Text reason;
    DUDAO_FIELDS(rectification, budget, reason)
};
struct DecideExtension {
    RectificationId rectification;
    bool grant = false;
    Text reason;
    DUDAO_FIELDS(rectification, grant, reason)
};
struct SuspendRectification {
    RectificationId rectification;
    SuspendCode code = SuspendCode::Other;
    Text reason;
    DUDAO_FIELDS(rectification, code, reason)
};
struct ResumeRectification {
    RectificationId rectification;
    Text reason;
    DUDAO_FIELDS(rectification, reason)
};
struct ReferUp {
    RectificationId rectification;
    Text reason;
    DUDAO_FIELDS(rectification, reason)
};
struct TakeReferral {
    RectificationId rectification;
    DUDAO_FIELDS(rectification)
};
struct TransferRectification {
    RectificationId rectification;
    UnitId unit;
    PersonId responsible;
    Text reason;
    DUDAO_FIELDS(rectification, unit, responsible, reason)
};
struct RecheckRectification {
    RectificationId rectification;
    bool upheld = true;
    Text note;
    DUDAO_FIELDS(rectification, upheld, note)
};
/// A leader or officer moves a matter up by hand; never down below what time has reached.
struct ClimbByHand {
    RectificationId rectification;
    std::int32_t step = 0;
    Text reason;
    DUDAO_FIELDS(rectification, step, reason)
};
struct AcknowledgeDemand {
    DemandId demand;
    DUDAO_FIELDS(demand)
};
struct AnswerDemand {
    DemandId demand;
    Text text;
    DUDAO_FIELDS(demand, text)
};
struct DecideDemand {
    DemandId demand;
    bool accept = true;
    Text reason;
    DUDAO_FIELDS(demand, accept, reason)
};

// Events -----------------------------------------------------------------------------------------
struct RectificationIssued {
    RectificationId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    FindingId finding;
    Severity severity = Severity::Ordinary;
    UnitId unit;
    PersonId responsible;
    std::vector<UnitId> supporting;
    Text demand;
    Text test;
    Bytes policy;
    Budget budget;
    RectificationId reopened_from;
    DUDAO_FIELDS(id, year, number, finding, severity, unit, responsible, supporting, demand, test,
                 policy, budget, reopened_from)
};
/// A new generation of the clock: served, extended, resumed or transferred.
struct ClockStarted {
    RectificationId id;
    std::int32_t generation = 0;
    Moment started_at;
    Budget budget;
    std::int32_t consumed = 0;
    Moment deadline;
    std::string calendar;  // revision the deadline was computed with
    DUDAO_FIELDS(id, generation, started_at, budget, consumed, deadline, calendar)
};
/// The clock stands: submitted, suspended, contested, referred up or struck off.
struct ClockStopped {
    RectificationId id;
    std::int32_t consumed = 0;
    DUDAO_FIELDS(id, consumed)
};
struct RectificationServed {
    RectificationId id;
    ServedHow how = ServedHow::Acknowledged;
    Text note;
    DUDAO_FIELDS(id, how, note)
};
/// A step of the table that carries words or proofs: progress, submit, verify, return, refer up …
struct RectificationStepped {
    RectificationId id;
    rectification::Verb verb = rectification::Verb::Progress;
    Text text;
    std::vector<EvidenceHash> evidence;
    std::string code;   // suspend: a SuspendCode's word
    bool flag = false;  // submit: –; verify: on site; return: hollow; recheck: upheld
    DUDAO_FIELDS(id, verb, text, evidence, code, flag)
};
struct ExtensionRequested {
    RectificationId id;
    Budget budget;
    Text reason;
    DUDAO_FIELDS(id, budget, reason)
};
struct ExtensionDecided {
    RectificationId id;
    bool granted = false;
    bool lapsed = false;  // nobody decided in time: refused
    Text reason;
    DUDAO_FIELDS(id, granted, lapsed, reason)
};
struct RectificationTransferred {
    RectificationId id;
    UnitId unit;
    PersonId responsible;
    Text reason;
    DUDAO_FIELDS(id, unit, responsible, reason)
};
/// A step of the ladder was acted on.
struct StepTaken {
    RectificationId id;
    std::int32_t generation = 0;
    std::int32_t step = 0;
    Slip slip = Slip::None;
    bool by_hand = false;
    Text reason;
    DUDAO_FIELDS(id, generation, step, slip, by_hand, reason)
};
/// A lower step that a higher one has overtaken, with how late it would have been.
struct StepOvertaken {
    RectificationId id;
    std::int32_t generation = 0;
    std::int32_t step = 0;
    Span late;
    DUDAO_FIELDS(id, generation, step, late)
};
struct DemandIssued {
    DemandId id;
    DemandKind kind = DemandKind::Explanation;
    RectificationId rectification;
    std::int32_t step = 0;
    UnitId unit;
    PersonId person;
    std::int32_t days = 0;
    Bytes policy;
    DUDAO_FIELDS(id, kind, rectification, step, unit, person, days, policy)
};
struct DemandStepped {
    DemandId id;
    demand::Verb verb = demand::Verb::Serve;
    Text text;
    bool deemed = false;
    Moment due;
    DUDAO_FIELDS(id, verb, text, deemed, due)
};

}  // namespace dudao
