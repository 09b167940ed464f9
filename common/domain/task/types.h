// A task: one inspection of one target by one group. Until check-in only the engine and the group's
// devices know the target; the log has a commitment and the hash of a sealed blob.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/sealed.h"
#include "domain/task/table.h"
#include "domain/text.h"

namespace dudao {

enum class TaskKind { Unannounced, Announced, Special };
template <>
struct Names<TaskKind> {
    static constexpr auto table =
        std::to_array<Named<TaskKind>>({{TaskKind::Unannounced, "unannounced"},
                                        {TaskKind::Announced, "announced"},
                                        {TaskKind::Special, "special"}});
};

/// The position reported by a group. It is additional evidence and never a reason to refuse.
struct Position {
    std::int32_t latitude_e6 = 0;  // millionths of a degree
    std::int32_t longitude_e6 = 0;
    std::int32_t accuracy_m = 0;
    std::string source;  // "gps", "village-code", "none"
    DUDAO_FIELDS(latitude_e6, longitude_e6, accuracy_m, source)
};

struct Answer {
    std::string item;
    std::string value;  // "y", "n", a number, a choice; free text is in `text`
    Text text;
    PersonId by;
    KeyId device;
    Moment at;
    DUDAO_FIELDS(item, value, text, by, device, at)
};

/// An unanswered item with the reason.
struct Gap {
    std::string item;
    Text reason;
    DUDAO_FIELDS(item, reason)
};

struct Task {
    TaskId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    task::State state = task::State::Released;
    TaskKind kind = TaskKind::Unannounced;
    PlanId plan;
    DrawId draw;
    GroupId group;
    Bytes commitment;            // T("task", salt, target, group)
    std::vector<Sealed> sealed;  // also for devices revoked since
    std::vector<KeyId> delivered;
    std::vector<Bytes> checklists;  // hashes, fixed at release
    TaskId replaces;                // the recused task in whose place this one was drawn
    Bytes policy;                   // hash of the policy at release
    Moment released_at;
    Moment accept_due;
    Moment check_in_due;
    UnitId target;  // empty until check-in, if unannounced
    Moment checked_in_at;
    std::vector<PersonId> members;  // those who checked in
    bool single_witness = false;
    /// By item; answers of different devices are all kept.
    std::map<std::string, std::vector<Answer>> answers;
    std::map<std::string, std::int32_t> picked;  // the head's choice if they differ
    std::vector<FindingId> findings;
    bool preliminary = false;
    Moment reported_at;
    Moment left_at;  // the village: said, or the final report; 0: not yet
    DUDAO_FIELDS(id, year, number, state, kind, plan, draw, group, commitment, sealed, delivered,
                 checklists, replaces, policy, released_at, accept_due, check_in_due, target,
                 checked_in_at, members, single_witness, answers, picked, findings, preliminary,
                 reported_at, left_at)
};

// Commands ---------------------------------------------------------------------------------------
struct ReleaseTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.release",
        .right = {.roles = rights::keeper, .process = rights::engine},
        .title = {"下达任务", "release a task"},
        .help = {"下达明查或专项任务", "release an announced visit or a special task"},
    };
    PlanId plan;
    DrawId draw;
    GroupId group;
    TaskKind kind = TaskKind::Unannounced;
    Bytes commitment;
    std::vector<Sealed> sealed;
    std::vector<Bytes> checklists;
    TaskId replaces;
    UnitId target;  // only for an announced visit
    DUDAO_FIELDS(plan, draw, group, kind, commitment, sealed, checklists, replaces, target)
};
/// The same task for further live devices of its group: one was lost, replaced or added. Those it
/// is sealed for already keep theirs.
struct ResealTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.reseal",
        .right = {.process = rights::engine},
        .title = {"为新终端重新封存", "reseal a task"},
    };
    TaskId task;
    std::vector<Sealed> sealed;
    DUDAO_FIELDS(task, sealed)
};
/// The device has stored the blob; the office need not send it again.
struct AcknowledgeDelivery {
    static constexpr CommandDeclaration as_command{
        .name = "task.delivered",
        .right = {.process = rights::device},
        .title = {"回报送达", "report a delivery"},
    };
    TaskId task;
    DUDAO_FIELDS(task)
};
struct AcceptTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.accept",
        .right = {.roles = rights::head},
        .title = {"接收任务", "accept a task"},
        .help = {"代表本组接收任务", "take a task on for the group"},
    };
    TaskId task;
    DUDAO_FIELDS(task)
    task::Verb verb() const { return task::Verb::Accept; }
};
struct RecuseTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.recuse",
        .right = {.roles = rights::head},
        .title = {"申请回避", "recuse"},
        .help = {"因利害关系退出任务，由下一组承办",
                 "give a task up for a conflict of interest; the next group gets it"},
    };
    TaskId task;
    Text reason;
    DUDAO_FIELDS(task, reason)
    task::Verb verb() const { return task::Verb::Recuse; }
};
struct CheckIn {
    static constexpr CommandDeclaration as_command{
        .name = "task.check_in",
        .right = {.roles = rights::group},
        .title = {"到场签到", "check in"},
        .help = {"到场签到：揭示任务封存的去向", "be on the spot: opens the task's commitment"},
    };
    TaskId task;
    Bytes salt;  // 32 bytes
    UnitId target;
    std::vector<PersonId> members;
    Position position;
    DUDAO_FIELDS(task, salt, target, members, position)
    task::Verb verb() const { return task::Verb::CheckIn; }
};
/// The group goes; what it still has to say it says afterwards. A final report says so by itself.
struct LeaveVillage {
    static constexpr CommandDeclaration as_command{
        .name = "task.leave",
        .right = {.roles = rights::group},
        .title = {"离开现场", "leave"},
        .help = {"登记本组已离开现场；报告可随后提交",
                 "say that the group has left; the report may follow"},
    };
    TaskId task;
    DUDAO_FIELDS(task)
    task::Verb verb() const { return task::Verb::Leave; }
};
struct AnswerItem {
    static constexpr CommandDeclaration as_command{
        .name = "task.answer",
        .right = {.roles = rights::group},
        .title = {"作答", "answer an item"},
        .help = {"对任务检查表的一项作答", "answer an item of the task's checklists"},
    };
    TaskId task;
    std::string item;
    std::string value;
    Text text;
    DUDAO_FIELDS(task, item, value, text)
    task::Verb verb() const { return task::Verb::Record; }
};
struct PickAnswer {
    static constexpr CommandDeclaration as_command{
        .name = "task.pick",
        .right = {.roles = rights::head},
        .title = {"选定答案", "pick an answer"},
        .help = {"一项有几个答案时，选定以哪个为准",
                 "say which of several answers to an item holds"},
    };
    TaskId task;
    std::string item;
    std::int32_t index = 0;
    DUDAO_FIELDS(task, item, index)
    task::Verb verb() const { return task::Verb::Record; }
};
struct AttachEvidence {
    static constexpr CommandDeclaration as_command{
        .name = "evidence.attach",
        .right = {.roles = rights::group | rights::unit},
        .title = {"附佐证", "attach evidence"},
        .help = {"以校验值附一份佐证；文件由设备上传",
                 "name a file by its hash as evidence; a device brings its bytes"},
    };
    TaskId task;
    FindingId finding;  // empty: attached to the visit
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    DUDAO_FIELDS(task, finding, hash, size, mime)
};
struct ReportTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.report",
        .right = {.roles = rights::head},
        .title = {"提交报告", "report"},
        .help = {"提交初步报告或正式报告", "hand in the preliminary or the final report"},
    };
    TaskId task;
    bool final_report = false;
    Text summary;
    std::vector<Gap> gaps;
    DUDAO_FIELDS(task, final_report, summary, gaps)
    task::Verb verb() const {
        return final_report ? task::Verb::ReportFinal : task::Verb::ReportPreliminary;
    }
};
struct ReviewTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.review",
        .right = {.roles = rights::officer | rights::leader},
        .title = {"审核报告", "review a report"},
        .help = {"通过报告，或写明缺什么后退回",
                 "pass a final report, or return it with what it lacks"},
    };
    TaskId task;
    bool pass = true;
    Text reason;
    DUDAO_FIELDS(task, pass, reason)
    task::Verb verb() const { return pass ? task::Verb::Pass : task::Verb::Return; }
};
struct WithdrawTask {
    static constexpr CommandDeclaration as_command{
        .name = "task.withdraw",
        .right = {.roles = rights::leader, .confirm = rights::leader},
        .title = {"撤回任务", "withdraw a task"},
        .help = {"撤回任务，并说明理由；已到场的，须无待定问题",
                 "take back a task, with a reason; on site only while nothing found is undecided"},
    };
    TaskId task;
    Text reason;
    DUDAO_FIELDS(task, reason)
    task::Verb verb() const { return task::Verb::Withdraw; }
};

// Events -----------------------------------------------------------------------------------------
struct TaskReleased {
    static constexpr std::string_view as_event = "task.released";
    TaskId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    TaskKind kind = TaskKind::Unannounced;
    PlanId plan;
    DrawId draw;
    GroupId group;
    Bytes commitment;
    std::vector<Sealed> sealed;  // without the blobs
    std::vector<Bytes> checklists;
    TaskId replaces;
    Bytes policy;
    Moment accept_due;
    Moment check_in_due;
    UnitId target;  // only for an announced visit
    DUDAO_FIELDS(id, year, number, kind, plan, draw, group, commitment, sealed, checklists,
                 replaces, policy, accept_due, check_in_due, target)
};
struct TaskResealed {
    static constexpr std::string_view as_event = "task.resealed";
    TaskId id;
    std::vector<Sealed> sealed;  // without the blobs
    DUDAO_FIELDS(id, sealed)
};
struct TaskDelivered {
    static constexpr std::string_view as_event = "task.delivered";
    TaskId id;
    KeyId device;
    DUDAO_FIELDS(id, device)
};
struct TaskAccepted {
    static constexpr std::string_view as_event = "task.accepted";
    TaskId id;
    DUDAO_FIELDS(id)
};
struct TaskRecused {
    static constexpr std::string_view as_event = "task.recused";
    TaskId id;
    Text reason;
    DUDAO_FIELDS(id, reason)
};
struct TaskCheckedIn {
    static constexpr std::string_view as_event = "task.checked_in";
    TaskId id;
    Bytes salt;
    UnitId target;
    std::vector<PersonId> members;
    Position position;
    bool single_witness = false;
    DUDAO_FIELDS(id, salt, target, members, position, single_witness)
};
struct TaskLeft {
    static constexpr std::string_view as_event = "task.left";
    TaskId id;
    DUDAO_FIELDS(id)
};
struct ItemAnswered {
    static constexpr std::string_view as_event = "task.answered";
    TaskId id;
    Answer answer;
    DUDAO_FIELDS(id, answer)
};
struct AnswerPicked {
    static constexpr std::string_view as_event = "task.picked";
    TaskId id;
    std::string item;
    std::int32_t index = 0;
    DUDAO_FIELDS(id, item, index)
};
struct EvidenceAttached {
    static constexpr std::string_view as_event = "evidence.attached";
    TaskId task;
    FindingId finding;
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    DUDAO_FIELDS(task, finding, hash, size, mime)
};
/// All bytes were received and their hash is right.
struct EvidenceStored {
    static constexpr CommandDeclaration as_command{
        .name = "evidence.stored",
        .right = {.process = rights::broker},
        .title = {"收存佐证", "store evidence"},
    };
    static constexpr std::string_view as_event = "evidence.stored";
    EvidenceHash hash;
    DUDAO_FIELDS(hash)
};
struct TaskReported {
    static constexpr std::string_view as_event = "task.reported";
    TaskId id;
    bool final_report = false;
    Text summary;
    std::vector<Gap> gaps;
    DUDAO_FIELDS(id, final_report, summary, gaps)
};
/// If it passes, the task is closed and the conclusion is served on the inspected unit.
struct TaskReviewed {
    static constexpr std::string_view as_event = "task.reviewed";
    TaskId id;
    bool pass = true;
    Text reason;
    Moment contest_until;  // limit for the unit to contest a finding (5 wd)
    Moment review_until;   // limit for a review of the conclusion (30 d)
    DUDAO_FIELDS(id, pass, reason, contest_until, review_until)
};
struct TaskMissed {
    static constexpr std::string_view as_event = "task.missed";
    TaskId id;
    DUDAO_FIELDS(id)
};
struct TaskWithdrawn {
    static constexpr std::string_view as_event = "task.withdrawn";
    TaskId id;
    PersonId second;
    Text reason;
    DUDAO_FIELDS(id, second, reason)
};

/// A further matter that refers to a file attached before. It changes nothing of the file.
struct EvidenceReference {
    TaskId task;
    FindingId finding;
    PersonId by;
    KeyId via;
    bool by_unit = false;
    DUDAO_FIELDS(task, finding, by, via, by_unit)
    friend bool operator==(const EvidenceReference&, const EvidenceReference&) = default;
};
/// Per file. Further references are only in the log, so that nobody can use up the room of others.
inline constexpr std::size_t evidence_references_max = 64;

/// A file, by its hash. The data of the first attachment is kept; attaching the same hash again
/// adds a reference.
struct Evidence {
    TaskId task;
    FindingId finding;
    std::int64_t size = 0;
    std::string mime;
    bool stored = false;
    bool by_unit = false;  // attached by the unit that the finding is about, not by the group
    PersonId by;           // who attached it; empty in a snapshot older than this field
    KeyId via;             // the key used
    std::vector<EvidenceReference> also;
    AssignmentId assignment;  // of a case, instead of task and finding
    DUDAO_FIELDS(task, finding, size, mime, stored, by_unit, by, via, also, assignment)
};

}  // namespace dudao
