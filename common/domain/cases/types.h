// An accountability case, its teams and assignments. The person concerned stands in no event and no
// row in clear: only as a mark, a keyed hash that a process with the case key can compute
// (outside.h); the words about the case are personal text.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/cases/assignment_table.h"
#include "domain/cases/limits.h"
#include "domain/cases/table.h"
#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/sealed.h"
#include "domain/text.h"

namespace dudao {

enum class LeadSource { Ladder, GraveFinding, SuspectedBreach, Petition, Transfer };
template <>
struct Names<LeadSource> {
    static constexpr auto table =
        std::to_array<Named<LeadSource>>({{LeadSource::Ladder, "ladder"},
                                          {LeadSource::GraveFinding, "grave_finding"},
                                          {LeadSource::SuspectedBreach, "suspected_breach"},
                                          {LeadSource::Petition, "petition"},
                                          {LeadSource::Transfer, "transfer"}});
};

/// What somebody did in a case. Which parts exclude each other: cases/hands.h.
enum class Part { Disposed, Verified, Investigated, Reviewed, Decided, Appealed, Drafted, Reheard };
template <>
struct Names<Part> {
    static constexpr std::string_view words = "part";
    static constexpr auto table = std::to_array<Named<Part>>({{Part::Disposed, "disposed"},
                                                              {Part::Verified, "verified"},
                                                              {Part::Investigated, "investigated"},
                                                              {Part::Reviewed, "reviewed"},
                                                              {Part::Decided, "decided"},
                                                              {Part::Appealed, "appealed"},
                                                              {Part::Drafted, "drafted"},
                                                              {Part::Reheard, "reheard"}});
};
struct Hand {
    PersonId person;
    Part part = Part::Disposed;
    friend bool operator==(const Hand&, const Hand&) = default;
    DUDAO_FIELDS(person, part)
};

/// Measures against organisations and cadres (Accountability Regulation 2019 art. 8; Sanctions Law
/// art. 7, 22). One or several.
enum class Measure {
    SelfExamination,  // 检查, of an organisation
    Circular,         // 通报
    Reorganisation,   // 改组, of an organisation
    Admonition,       // 诫勉
    Adjustment,       // 组织调整、组织处理
    Warning,          // 警告
    Demerit,          // 记过
    GraveDemerit,     // 记大过
    Demotion,         // 降级
    Removal,          // 撤职
    Dismissal,        // 开除
    PartyDiscipline,  // 党纪处分
};
template <>
struct Names<Measure> {
    using M = Measure;
    static constexpr std::string_view words = "measure";
    static constexpr auto table =
        std::to_array<Named<M>>({{M::SelfExamination, "self_examination"},
                                 {M::Circular, "circular"},
                                 {M::Reorganisation, "reorganisation"},
                                 {M::Admonition, "admonition"},
                                 {M::Adjustment, "adjustment"},
                                 {M::Warning, "warning"},
                                 {M::Demerit, "demerit"},
                                 {M::GraveDemerit, "grave_demerit"},
                                 {M::Demotion, "demotion"},
                                 {M::Removal, "removal"},
                                 {M::Dismissal, "dismissal"},
                                 {M::PartyDiscipline, "party_discipline"}});
};

/// A case team (案件组): officers with devices of their own. No draw knows it.
struct TeamRow {
    static constexpr CommandDeclaration as_command{
        .name = "team.form",
        .right = {.roles = rights::officer, .confirm = rights::authority},
        .title = {"组建案件组", "form a case team"},
        .help = {"组建案件组，或更改组长和组员",
                 "form a case team, or change its head and members"},
    };
    static constexpr std::string_view as_event = "team.formed";
    TeamId id;
    std::string name_zh;
    std::string name_en;
    PersonId head;
    std::vector<PersonId> members;  // including the head
    DUDAO_FIELDS(id, name_zh, name_en, head, members)
};

/// A live device of a case team: an assignment for the team is sealed for each.
struct TeamDevice {
    KeyId key;
    Bytes sealing_key;
    DUDAO_FIELDS(key, sealing_key)
};

/// When somebody last read words of a case.
struct CaseLook {
    PersonId person;
    Moment at;
    DUDAO_FIELDS(person, at)
};

struct Case {
    CaseId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    cases::State state = cases::State::Lead;
    cases::Track track = cases::Track::None;
    LeadSource source = LeadSource::Ladder;
    RectificationId rectification;
    FindingId finding;
    UnitId unit;
    Moment opened_at;
    Bytes policy;   // hash of the policy at the opening; empty in rows of early releases
    Bytes subject;  // the mark of the person concerned; empty until named
    TeamId team;    // verifies and investigates
    TeamId reviewers;
    TeamId appeal_team;
    bool simple = false;
    std::vector<Hand> hands;
    std::vector<AssignmentId> assignments;
    std::vector<PersonId> recused;              // officials kept out by a decision
    CaseLimitKind limit = CaseLimitKind::None;  // the limit that pends
    Moment due;                                 // its end
    bool extended = false;                      // the pending limit was extended
    std::int32_t stage_from = 0;  // the first of `assignments` issued in the present state
    Moment filed_at;
    Moment served_at;  // the paper that the person's present right runs from
    bool defended = false;
    Span review_left;             // of a review that stands; 0: it begins anew
    bool filed_extended = false;  // the year from the filing to the decision
    std::int32_t appeals = 0;
    bool taken_up = false;
    std::vector<Measure> measures;
    std::vector<CaseLook> looks;  // of each reader the last that was noted
    bool brought = false;         // before the authority: a proposal to it, or a limit that passed
    DUDAO_FIELDS(id, year, number, state, track, source, rectification, finding, unit, opened_at,
                 policy, subject, team, reviewers, appeal_team, simple, hands, assignments, recused,
                 limit, due, extended, stage_from, filed_at, served_at, defended, review_left,
                 filed_extended, appeals, taken_up, measures, looks, brought)
};

struct Assignment {
    AssignmentId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    assignment::State state = assignment::State::Issued;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    CaseId lead;
    TeamId team;
    Bytes commitment;  // T("assignment", salt, whom, text)
    std::vector<Sealed> sealed;
    std::vector<KeyId> delivered;
    PersonId issuer;
    std::vector<PersonId> hands;  // who began it
    assignment::Outcome outcome = assignment::Outcome::None;
    Moment reported_at;
    Moment due;
    KeyId sender;   // the key that sealed it
    Text returned;  // why its report was returned, the last time, or why it was withdrawn
    DUDAO_FIELDS(id, year, number, state, kind, paper, lead, team, commitment, sealed, delivered,
                 issuer, hands, outcome, reported_at, due, sender, returned)
};

// Commands ---------------------------------------------------------------------------------------
/// Opens a lead that does not come from the ladder: a petition, or a matter transferred by another
/// body.
struct OpenLead {
    static constexpr CommandDeclaration as_command{
        .name = "lead.open",
        .right = {.roles = rights::officer},
        .title = {"登记线索", "open a lead"},
        .help = {"由信访或移送登记线索", "open a lead from a petition or a transfer"},
    };
    LeadSource source = LeadSource::Petition;
    UnitId unit;
    FindingId finding;
    Text matter;
    DUDAO_FIELDS(source, unit, finding, matter)
};
/// Names the person concerned. The salt keeps the hash of this command from being guessed.
struct NameSubject {
    static constexpr CommandDeclaration as_command{
        .name = "case.name",
        .right = {.roles = rights::officer},
        .title = {"登记被反映人", "name the person concerned"},
        .help = {"登记被反映人；日志中不出现其代码",
                 "name the person concerned; the log holds a mark, never the code"},
    };
    CaseId lead;
    PersonId person;
    Bytes salt;  // 32 random bytes
    DUDAO_FIELDS(lead, person, salt)
};
/// Gives a case its team for one part: Verified (and investigated), Reviewed or Appealed.
struct AssignTeam {
    static constexpr CommandDeclaration as_command{
        .name = "case.team",
        .right = {.roles = rights::officer},
        .title = {"指定案件组", "give a case its team"},
        .help = {"指定承办、审理或申诉复查的案件组",
                 "say which team investigates, reviews or hears the appeal"},
    };
    CaseId lead;
    Part part = Part::Verified;
    TeamId team;
    DUDAO_FIELDS(lead, part, team)
};
/// A step of the table before the filing: how a lead, an inquiry or a verification ends. A second
/// person agrees with a key of their own.
struct DisposeLead {
    static constexpr CommandDeclaration as_command{
        .name = "case.dispose",
        .right = {.roles = rights::officer, .confirm = rights::officer},
        .title = {"处置线索", "dispose of a lead"},
        .help = {"处置线索：谈话函询、适当了解、初步核实、暂存待查、予以了结或移送",
                 "dispose of a lead: inquire, look into, verify, hold, close or refer"},
    };
    CaseId lead;
    cases::Verb how = cases::Verb::CloseNoCase;
    cases::Track track = cases::Track::None;  // for a verification
    Text reason;
    DUDAO_FIELDS(lead, how, track, reason)
    cases::Verb verb() const { return how; }
};
/// A step that the authority agrees to: start, withdraw or refer a case.
struct AuthoriseCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.authorise",
        .right = {.roles = rights::officer, .confirm = rights::authority},
        .title = {"报批案件事项", "ask for approval"},
        .help = {"报请批准：启动、立案、简易程序、撤销案件或移送",
                 "ask the authority: start, file, simple procedure, withdraw or refer"},
    };
    CaseId lead;
    cases::Verb how = cases::Verb::Start;
    Text reason;
    DUDAO_FIELDS(lead, how, reason)
    cases::Verb verb() const { return how; }
};
/// A step of the table that needs no second person.
struct StepCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.step",
        .right = {.roles = rights::officer},
        .title = {"办理案件", "take a step of a case"},
        .help = {"办理一步：告知、移送审理、受理或退回、宣布、受理申诉、执行、澄清",
                 "notify, send to review, accept or return, announce, take up, carry out, clear"},
    };
    CaseId lead;
    cases::Verb how = cases::Verb::Notify;
    Text reason;
    DUDAO_FIELDS(lead, how, reason)
    cases::Verb verb() const { return how; }
};
/// A decision, or one on appeal, of the named organisation; its head agrees with a key of their
/// own. `answer` answers each point of the defence.
struct DecideCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.decide",
        .right = {.roles = rights::officer, .confirm = rights::authority},
        .title = {"报请决定", "ask for a decision"},
        .help = {"报请有权机关作出决定，逐条答复申辩",
                 "ask the organisation with authority to decide; answer each point"},
    };
    CaseId lead;
    cases::Verb how = cases::Verb::Decide;
    Text organ;
    std::vector<Measure> measures;
    Text answer;
    Text reason;
    DUDAO_FIELDS(lead, how, organ, measures, answer, reason)
    cases::Verb verb() const { return how; }
};
/// The person concerned speaks before a decision. Nobody is worse off for having spoken.
struct DefendCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.defend",
        .right = {.roles = rights::anybody},
        .title = {"陈述申辩", "defend"},
        .help = {"本人在期限内陈述申辩，或书面放弃",
                 "speak in one's own case, or waive it in writing"},
    };
    CaseId lead;
    bool waived = false;
    Text statement;
    DUDAO_FIELDS(lead, waived, statement)
};
struct AppealCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.appeal",
        .right = {.roles = rights::anybody},
        .title = {"提出申诉", "appeal"},
        .help = {"本人在期限内申诉；申诉期间不停止执行",
                 "appeal in one's own case, in time; the measure goes on"},
    };
    CaseId lead;
    Text statement;
    DUDAO_FIELDS(lead, statement)
    cases::Verb verb() const { return cases::Verb::Appeal; }
};
/// Keeps an official out of a case, at their own request or that of the person concerned or an
/// informer; the head of the organ agrees, for the head the level above (Supervision Law 2024
/// art. 48).
struct RecuseFromCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.recuse",
        .right = {.roles = rights::officer, .confirm = rights::authority | rights::superior},
        .title = {"申请案件回避", "recuse from a case"},
        .help = {"申请一人回避本案，由机关负责人决定",
                 "ask that a person keeps out of a case; the head of the organ decides"},
    };
    CaseId lead;
    PersonId person;
    Text reason;
    DUDAO_FIELDS(lead, person, reason)
};
/// Extends the pending limit once, by the extension that the policy names.
struct ExtendCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.extend",
        .right = {.roles = rights::officer, .confirm = rights::authority | rights::superior},
        .title = {"延长办案期限", "extend a limit of a case"},
        .help = {"延长当前期限，由规定的一级批准",
                 "extend the limit that runs; the level named agrees"},
    };
    CaseId lead;
    CaseLimitKind limit = CaseLimitKind::None;  // the one that must pend when it is agreed to
    Text reason;
    DUDAO_FIELDS(lead, limit, reason)
};
/// Said by the console for whoever opened a case or was shown words of it; noted once a day for
/// each.
struct LookAtCase {
    static constexpr CommandDeclaration as_command{
        .name = "case.look",
        .right = {.roles = rights::anybody},
        .title = {"查阅案件", "read a case"},
    };
    CaseId lead;
    DUDAO_FIELDS(lead)
};
/// Sealed on the issuer's device for each device of the team; the office sees the commitment.
struct IssueAssignment {
    static constexpr CommandDeclaration as_command{
        .name = "assignment.issue",
        .right = {.roles = rights::officer},
        .title = {"下达案件任务", "issue an assignment"},
        .help = {"向案件组终端下达加密的案件任务", "issue a sealed assignment to a team's devices"},
    };
    CaseId lead;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    TeamId team;
    Bytes commitment;  // 32 bytes
    std::vector<Sealed> sealed;
    DUDAO_FIELDS(lead, kind, paper, team, commitment, sealed)
};
struct AcknowledgeAssignment {
    static constexpr CommandDeclaration as_command{
        .name = "assignment.delivered",
        .right = {.process = rights::device},
        .title = {"回报案件任务送达", "report an assignment delivered"},
    };
    AssignmentId assignment;
    DUDAO_FIELDS(assignment)
};
/// A step of the team: accept, begin with who is there, report with the outcome, recuse.
struct StepAssignment {
    static constexpr CommandDeclaration as_command{
        .name = "assignment.step",
        .right = {.roles = rights::anybody},
        .title = {"办理案件任务", "take a step of an assignment"},
        .help = {"接收、开始、报告或申请回避", "accept, begin, report, or recuse"},
    };
    AssignmentId assignment;
    assignment::Verb how = assignment::Verb::Accept;
    std::vector<PersonId> hands;                              // to begin: who does it
    assignment::Outcome outcome = assignment::Outcome::None;  // to report
    Text text;
    DUDAO_FIELDS(assignment, how, hands, outcome, text)
    assignment::Verb verb() const { return how; }
};
/// Names a file by its hash as evidence of an assignment; its device brings the bytes.
struct AttachToAssignment {
    static constexpr CommandDeclaration as_command{
        .name = "assignment.attach",
        .right = {.roles = rights::anybody},
        .title = {"附案件证据", "attach evidence to an assignment"},
        .help = {"以校验值附一份案件证据；文件由案件组终端上传",
                 "name a file by its hash as evidence; the team's device brings its bytes"},
    };
    AssignmentId assignment;
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    DUDAO_FIELDS(assignment, hash, size, mime)
};
/// Passes or returns a report, or withdraws an open assignment.
struct ReviewAssignment {
    static constexpr CommandDeclaration as_command{
        .name = "assignment.review",
        .right = {.roles = rights::officer},
        .title = {"审核案件任务", "review an assignment"},
        .help = {"通过或退回报告，或撤回任务",
                 "pass or return a report, or withdraw the assignment"},
    };
    AssignmentId assignment;
    assignment::Verb how = assignment::Verb::Pass;
    Text reason;
    DUDAO_FIELDS(assignment, how, reason)
    assignment::Verb verb() const { return how; }
};

// Events -----------------------------------------------------------------------------------------
struct LeadOpened {
    static constexpr std::string_view as_event = "lead.opened";
    CaseId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    LeadSource source = LeadSource::Ladder;
    RectificationId rectification;
    FindingId finding;
    UnitId unit;
    Text matter;
    Bytes policy;  // empty in logs of early releases
    DUDAO_FIELDS(id, year, number, source, rectification, finding, unit, matter, policy)
};
/// Of early releases, which ended a lead with one event. Today it is CaseStepped.
struct LeadDisposed {
    static constexpr std::string_view as_event = "lead.disposed";
    CaseId id;
    cases::Verb verb = cases::Verb::CloseNoCase;
    Text reason;
    DUDAO_FIELDS(id, verb, reason)
};
struct SubjectNamed {
    static constexpr std::string_view as_event = "case.named";
    CaseId id;
    Bytes subject;  // the mark
    DUDAO_FIELDS(id, subject)
};
struct TeamAssigned {
    static constexpr std::string_view as_event = "case.teamed";
    CaseId id;
    Part part = Part::Verified;
    TeamId team;
    DUDAO_FIELDS(id, part, team)
};
/// A step of the table. The hands are the event's actor and, if there is one, its second.
struct CaseStepped {
    static constexpr std::string_view as_event = "case.stepped";
    CaseId id;
    cases::Verb verb = cases::Verb::Notify;
    cases::Track track = cases::Track::None;  // if this step chose it
    Text organ;
    std::vector<Measure> measures;
    Text answer;  // to the defence
    Text reason;
    DUDAO_FIELDS(id, verb, track, organ, measures, answer, reason)
};
/// The limit that pends from now on; none if the state has none.
struct CaseLimitSet {
    static constexpr std::string_view as_event = "case.limit_set";
    CaseId id;
    CaseLimitKind limit = CaseLimitKind::None;
    Moment due;
    bool extended = false;
    Text reason;  // of an extension
    DUDAO_FIELDS(id, limit, due, extended, reason)
};
/// The year from the filing to the decision was extended, with the pending limit.
struct CaseYearExtended {
    static constexpr std::string_view as_event = "case.year_extended";
    CaseId id;
    DUDAO_FIELDS(id)
};
/// A paper that binds was served: the person's right runs from `at`.
struct CaseServed {
    static constexpr std::string_view as_event = "case.served";
    CaseId id;
    assignment::Paper paper = assignment::Paper::None;
    Moment at;
    DUDAO_FIELDS(id, paper, at)
};
/// `waived`: in writing. The event names no actor and no key, because it is the person concerned.
struct CaseDefended {
    static constexpr std::string_view as_event = "case.defended";
    CaseId id;
    bool waived = false;
    Text statement;
    DUDAO_FIELDS(id, waived, statement)
};
struct CaseAppealed {
    static constexpr std::string_view as_event = "case.appealed";
    CaseId id;
    Text statement;
    DUDAO_FIELDS(id, statement)
};
struct CaseRecused {
    static constexpr std::string_view as_event = "case.recused";
    CaseId id;
    PersonId person;
    Text reason;
    DUDAO_FIELDS(id, person, reason)
};
struct AssignmentIssued {
    static constexpr std::string_view as_event = "assignment.issued";
    AssignmentId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    CaseId lead;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    TeamId team;
    Bytes commitment;
    std::vector<Sealed> sealed;  // without the blobs
    Moment due;
    DUDAO_FIELDS(id, year, number, lead, kind, paper, team, commitment, sealed, due)
};
struct AssignmentDelivered {
    static constexpr std::string_view as_event = "assignment.delivered";
    AssignmentId id;
    KeyId device;
    DUDAO_FIELDS(id, device)
};
struct AssignmentStepped {
    static constexpr std::string_view as_event = "assignment.stepped";
    AssignmentId id;
    assignment::Verb verb = assignment::Verb::Accept;
    std::vector<PersonId> hands;
    assignment::Outcome outcome = assignment::Outcome::None;
    Text text;
    Moment due;  // of the next step; 0: none
    DUDAO_FIELDS(id, verb, hands, outcome, text, due)
};

struct CaseLooked {
    static constexpr std::string_view as_event = "case.looked";
    CaseId id;
    DUDAO_FIELDS(id)
};

/// Something in the case was put to the authority, which sees it from here on.
struct CaseBrought {
    static constexpr std::string_view as_event = "case.brought";
    CaseId id;
    DUDAO_FIELDS(id)
};
struct AssignmentEvidence {
    static constexpr std::string_view as_event = "assignment.evidence";
    AssignmentId id;
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    DUDAO_FIELDS(id, hash, size, mime)
};

}  // namespace dudao
