// A rectification: the duty to correct a finding by a deadline, with its ladder and demands.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "domain/deadline.h"
#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/finding/table.h"
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

/// Why a clock was suspended; details are in the reason.
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
    Bytes policy;  // hash of the policy at the time of issue
    Budget budget;
    /// Of the clock: increased by service, extension, resumption and transfer.
    std::int32_t generation = 0;
    Moment started_at;          // start of this generation
    Moment deadline;            // of this generation; 0 before service
    std::int32_t consumed = 0;  // budget units used when the clock last stopped
    bool clock_runs = false;
    Moment submitted_at;
    std::int32_t returns = 0;
    std::int32_t extensions = 0;
    ExtensionRequest extension;
    std::int32_t step = 0;  // highest step of the ladder taken
    bool listed = false;    // 挂牌督办
    CaseId lead;
    RectificationId reopened_from;
    Moment struck_off_at;
    PersonId verified_by;
    PersonId submitted_by;
    std::int32_t consumed_before = 0;  // of the budget, before `started_at`
    Moment stopped_at;                 // since when the clock stands; 0: it runs or never ran
    /// Of the budget, since then; `deadline` does not have it yet.
    std::int32_t granted_standing = 0;
    PersonId verifier;  // was asked to verify it; counts while they may (verifier.h)
    DUDAO_FIELDS(id, year, number, state, finding, severity, unit, responsible, supporting, policy,
                 budget, generation, started_at, deadline, consumed, clock_runs, submitted_at,
                 returns, extensions, extension, step, listed, lead, reopened_from, struck_off_at,
                 verified_by, submitted_by, consumed_before, stopped_at, verifier, granted_standing)
};

struct Demand {
    DemandId id;
    demand::State state = demand::State::Issued;
    DemandKind kind = DemandKind::Explanation;
    RectificationId rectification;
    std::int32_t step = 0;
    UnitId unit;  // the unit that must answer
    PersonId person;
    std::int32_t days = 2;
    Bytes policy;
    Moment due;
    DUDAO_FIELDS(id, state, kind, rectification, step, unit, person, days, policy, due)
};

// Commands ---------------------------------------------------------------------------------------
struct IssueRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.issue",
        .right = {.roles = rights::officer},
        .title = {"下达整改", "issue a rectification"},
        .help = {"对已认定的问题下达整改", "order that a confirmed finding be put right"},
    };
    FindingId finding;
    UnitId unit;
    PersonId responsible;
    std::vector<UnitId> supporting;
    Text demand;  // what must be corrected
    Text test;    // when it counts as done
    DUDAO_FIELDS(finding, unit, responsible, supporting, demand, test)
    finding::Verb verb() const { return finding::Verb::Issue; }
};
struct AcknowledgeRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.acknowledge",
        .right = {.roles = rights::unit},
        .title = {"签收整改", "acknowledge a rectification"},
        .help = {"签收整改；次日起计时", "sign for an order; its clock starts the day after"},
    };
    RectificationId rectification;
    DUDAO_FIELDS(rectification)
    rectification::Verb verb() const { return rectification::Verb::Serve; }
};
struct ServeOnPaper {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.serve_on_paper",
        .right = {.roles = rights::officer},
        .title = {"书面送达", "serve on paper"},
        .help = {"登记已书面送达", "record that an order was served on paper"},
    };
    RectificationId rectification;
    Text how;  // place, hour, and the two persons who served it
    DUDAO_FIELDS(rectification, how)
    rectification::Verb verb() const { return rectification::Verb::Serve; }
};
struct ReportProgress {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.progress",
        .right = {.roles = rights::unit},
        .title = {"报告进展", "report progress"},
        .help = {"报告进展；照常计时", "report how far it is; the clock runs on"},
    };
    RectificationId rectification;
    Text text;
    DUDAO_FIELDS(rectification, text)
    rectification::Verb verb() const { return rectification::Verb::Progress; }
};
struct SubmitRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.submit",
        .right = {.roles = rights::unit},
        .title = {"提请核验", "submit"},
        .help = {"附措施和佐证提请核验；计时暂停",
                 "hand it in with measures and proofs; the clock stands"},
    };
    RectificationId rectification;
    Text measures;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(rectification, measures, evidence)
    rectification::Verb verb() const { return rectification::Verb::Submit; }
};
struct VerifyRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.verify",
        .right = {.roles = rights::officer},
        .title = {"核验销号", "verify and strike off"},
        .help = {"经核验整改到位，予以销号", "find it put right, and strike it off"},
    };
    RectificationId rectification;
    bool on_site = false;
    Text note;
    DUDAO_FIELDS(rectification, on_site, note)
    rectification::Verb verb() const { return rectification::Verb::Verify; }
};
struct ReturnRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.return",
        .right = {.roles = rights::officer},
        .title = {"退回整改", "return"},
        .help = {"写明缺什么，退回整改", "return it with what is missing"},
    };
    RectificationId rectification;
    bool hollow = false;  // the submission had no substance, so the time of review counts
    Text gaps;
    DUDAO_FIELDS(rectification, hollow, gaps)
    rectification::Verb verb() const { return rectification::Verb::Return; }
};
struct RequestExtension {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.extend",
        .right = {.roles = rights::unit},
        .title = {"申请延期", "ask for an extension"},
        .help = {"到期前申请延期", "ask for more time, before the deadline"},
    };
    RectificationId rectification;
    Budget budget;
    Text reason;
    DUDAO_FIELDS(rectification, budget, reason)
    rectification::Verb verb() const { return rectification::Verb::RequestExtension; }
};
struct DecideExtension {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.decide_extension",
        .right = {.roles = rights::officer | rights::leader},
        .title = {"审批延期", "decide an extension"},
        .help = {"同意或不同意延期；第二次由领导审批",
                 "grant or refuse what was asked for; a second is a leader's"},
    };
    RectificationId rectification;
    bool grant = false;
    Text reason;
    DUDAO_FIELDS(rectification, grant, reason)
    rectification::Verb verb() const {
        return grant ? rectification::Verb::GrantExtension : rectification::Verb::RefuseExtension;
    }
};
struct SuspendRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.suspend",
        .right = {.roles = rights::officer},
        .title = {"中止整改", "suspend"},
        .help = {"说明理由，中止计时", "let the clock stand, with a reason"},
    };
    RectificationId rectification;
    SuspendCode code = SuspendCode::Other;
    Text reason;
    DUDAO_FIELDS(rectification, code, reason)
    rectification::Verb verb() const { return rectification::Verb::Suspend; }
};
struct ResumeRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.resume",
        .right = {.roles = rights::officer},
        .title = {"恢复整改", "resume"},
        .help = {"恢复计时", "let the clock run on"},
    };
    RectificationId rectification;
    Text reason;
    DUDAO_FIELDS(rectification, reason)
    rectification::Verb verb() const { return rectification::Verb::Resume; }
};
struct ReferUp {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.refer_up",
        .right = {.roles = rights::officer},
        .title = {"提请上级", "refer up"},
        .help = {"超出本单位职权的，提请上级",
                 "hand it to the level above: beyond the unit's power"},
    };
    RectificationId rectification;
    Text reason;
    DUDAO_FIELDS(rectification, reason)
    rectification::Verb verb() const { return rectification::Verb::ReferUp; }
};
struct TakeReferral {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.take_referral",
        .right = {.roles = rights::unit | rights::leader},
        .title = {"接收提请", "take a referral"},
        .help = {"接收下级单位的提请", "take on what a unit below referred up"},
    };
    RectificationId rectification;
    DUDAO_FIELDS(rectification)
    rectification::Verb verb() const { return rectification::Verb::TakeReferral; }
};
struct TransferRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.transfer",
        .right = {.roles = rights::officer},
        .title = {"移交整改", "transfer"},
        .help = {"移交给应当负责的单位", "move it to the unit whose duty it is"},
    };
    RectificationId rectification;
    UnitId unit;
    PersonId responsible;
    Text reason;
    DUDAO_FIELDS(rectification, unit, responsible, reason)
    rectification::Verb verb() const { return rectification::Verb::Transfer; }
};
struct RecheckRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.recheck",
        .right = {.roles = rights::officer},
        .title = {"复查", "re-check"},
        .help = {"对已销号的再查一次", "look again at what was struck off"},
    };
    RectificationId rectification;
    bool upheld = true;
    Text note;
    DUDAO_FIELDS(rectification, upheld, note)
    rectification::Verb verb() const { return rectification::Verb::Recheck; }
};
/// A reminder by hand: the unit is told, nothing is asked and no clock moves.
struct RemindRectification {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.remind",
        .right = {.roles = rights::officer},
        .title = {"催办", "remind"},
        .help = {"提醒责任单位，不计入督办，不需答复",
                 "remind the unit; it is no step of the ladder and needs no answer"},
    };
    RectificationId rectification;
    Text note;  // what to look at; may be empty
    DUDAO_FIELDS(rectification, note)
    rectification::Verb verb() const { return rectification::Verb::Remind; }
};
/// Asks one officer to verify it. It orders the work and forbids nobody else to verify.
struct AssignVerifier {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.assign",
        .right = {.roles = rights::officer},
        .title = {"指定核验人", "assign a verifier"},
        .help = {"指定由谁核验；不填人员则收回，其他有权的人仍可核验",
                 "say who is to verify it; nobody takes it back, and others still may"},
    };
    RectificationId rectification;
    PersonId person;  // empty: nobody any more
    DUDAO_FIELDS(rectification, person)
    rectification::Verb verb() const { return rectification::Verb::Assign; }
};
/// A leader or officer takes a higher step of the ladder by hand; never one below what was reached
/// by time.
struct ClimbByHand {
    static constexpr CommandDeclaration as_command{
        .name = "rectification.climb",
        .right = {.roles = rights::officer | rights::leader},
        .title = {"提前升级", "move up"},
        .help = {"提前升级；不能降级", "move it up the ladder by hand; never down"},
    };
    RectificationId rectification;
    std::int32_t step = 0;
    Text reason;
    DUDAO_FIELDS(rectification, step, reason)
    rectification::Verb verb() const { return rectification::Verb::Climb; }
};
struct AcknowledgeDemand {
    static constexpr CommandDeclaration as_command{
        .name = "demand.acknowledge",
        .right = {.roles = rights::unit | rights::leader},
        .title = {"签收督办要求", "acknowledge a demand"},
        .help = {"签收督办要求；自签收起计时", "sign for a demand; its days run from then"},
    };
    DemandId demand;
    DUDAO_FIELDS(demand)
    demand::Verb verb() const { return demand::Verb::Serve; }
};
struct AnswerDemand {
    static constexpr CommandDeclaration as_command{
        .name = "demand.answer",
        .right = {.roles = rights::unit | rights::leader},
        .title = {"答复督办要求", "answer a demand"},
        .help = {"书面答复督办要求", "answer a demand in writing"},
    };
    DemandId demand;
    Text text;
    DUDAO_FIELDS(demand, text)
    demand::Verb verb() const { return demand::Verb::Answer; }
};
struct DecideDemand {
    static constexpr CommandDeclaration as_command{
        .name = "demand.decide",
        .right = {.roles = rights::officer | rights::leader},
        .title = {"审定答复", "decide an answer"},
        .help = {"认可答复，或写明缺什么后退回",
                 "accept an answer, or return it with what it lacks"},
    };
    DemandId demand;
    bool accept = true;
    Text reason;
    DUDAO_FIELDS(demand, accept, reason)
    demand::Verb verb() const { return accept ? demand::Verb::Accept : demand::Verb::Return; }
};

// Events -----------------------------------------------------------------------------------------
struct RectificationIssued {
    static constexpr std::string_view as_event = "rectification.issued";
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
/// A new generation of the clock after service, extension, resumption or transfer.
struct ClockStarted {
    static constexpr std::string_view as_event = "clock.started";
    RectificationId id;
    std::int32_t generation = 0;
    Moment started_at;  // what the deadline is counted from
    Budget budget;
    std::int32_t consumed = 0;  // of the budget, before that
    Moment deadline;
    std::string calendar;  // revision used to compute the deadline
    DUDAO_FIELDS(id, generation, started_at, budget, consumed, deadline, calendar)
};
/// The clock was stopped: submitted, suspended, contested, referred up or struck off.
struct ClockStopped {
    static constexpr std::string_view as_event = "clock.stopped";
    RectificationId id;
    std::int32_t consumed = 0;
    DUDAO_FIELDS(id, consumed)
};
struct RectificationServed {
    static constexpr std::string_view as_event = "rectification.served";
    RectificationId id;
    ServedHow how = ServedHow::Acknowledged;
    Text note;
    DUDAO_FIELDS(id, how, note)
};
/// A step of the table with text or evidence: progress, submit, verify, return, refer up …
struct RectificationStepped {
    static constexpr std::string_view as_event = "rectification.stepped";
    RectificationId id;
    rectification::Verb verb = rectification::Verb::Progress;
    Text text;
    std::vector<EvidenceHash> evidence;
    std::string code;   // for Suspend: the word of a SuspendCode
    bool flag = false;  // Verify: on site; Return: hollow; Recheck: upheld; otherwise unused
    DUDAO_FIELDS(id, verb, text, evidence, code, flag)
};
struct ExtensionRequested {
    static constexpr std::string_view as_event = "extension.requested";
    RectificationId id;
    Budget budget;
    Text reason;
    DUDAO_FIELDS(id, budget, reason)
};
struct ExtensionDecided {
    static constexpr std::string_view as_event = "extension.decided";
    RectificationId id;
    bool granted = false;
    bool lapsed = false;  // not decided in time, which is a refusal
    Text reason;
    DUDAO_FIELDS(id, granted, lapsed, reason)
};
struct RectificationTransferred {
    static constexpr std::string_view as_event = "rectification.transferred";
    RectificationId id;
    UnitId unit;
    PersonId responsible;
    Text reason;
    DUDAO_FIELDS(id, unit, responsible, reason)
};
struct VerifierAssigned {
    static constexpr std::string_view as_event = "rectification.assigned";
    RectificationId id;
    PersonId person;  // empty: taken back
    DUDAO_FIELDS(id, person)
};
/// A step of the ladder was taken.
struct StepTaken {
    static constexpr std::string_view as_event = "step.taken";
    RectificationId id;
    std::int32_t generation = 0;
    std::int32_t step = 0;
    Slip slip = Slip::None;
    bool by_hand = false;
    Text reason;
    DUDAO_FIELDS(id, generation, step, slip, by_hand, reason)
};
/// A lower step that was overtaken by a higher one, and how late it would have been.
struct StepOvertaken {
    static constexpr std::string_view as_event = "step.overtaken";
    RectificationId id;
    std::int32_t generation = 0;
    std::int32_t step = 0;
    Span late;
    DUDAO_FIELDS(id, generation, step, late)
};
struct DemandIssued {
    static constexpr std::string_view as_event = "demand.issued";
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
    static constexpr std::string_view as_event = "demand.stepped";
    DemandId id;
    demand::Verb verb = demand::Verb::Serve;
    Text text;
    bool deemed = false;
    Moment due;
    DUDAO_FIELDS(id, verb, text, deemed, due)
};

}  // namespace dudao
