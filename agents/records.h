// What a device keeps on its disk: the commands it has promised to send, the tasks it was given,
// the evidence on its way, the phones of its group. A Write is one change of these; the writes of a
// turn are one transaction.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "client/outbox.h"
#include "domain/fields.h"
#include "domain/finding/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"
#include "seal/seal.h"
#include "wire/message.h"

namespace dudao::agent {

/// What a device remembers of a command beside its bytes.
struct Spoken {
    std::string name;       // "task.accept"
    TaskId task;            // it is about, or 0
    std::string step;       // the verb of the task's lifecycle it takes, or empty
    EvidenceHash evidence;  // of evidence.attach
    Moment kept_at;
    PersonId by;      // who spoke; empty: the device itself
    std::string key;  // the ULID that the speaker's phone gave it, or empty
    DUDAO_FIELDS(name, task, step, evidence, kept_at, by, key)
};

/// A command in the outbox (client/outbox.h).
struct Row : Spoken {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    std::string frame;  // the same bytes at each sending; empty once answered
    RowState state = RowState::Saved;
    Moment answered_at;
    wire::Answer answer;
};

/// What came of a command with a key: kept longer than its row, so that a phone that comes back
/// after months hears the same and nothing is done twice.
struct Keyed {
    std::string key;
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    RowState state = RowState::Saved;
    std::string made;  // the id of a new finding, or the hash of a file
};

struct GivenAnswer {
    std::string item;
    std::string value;
    DUDAO_FIELDS(item, value)
};

/// A task as this device knows it.
struct Visit {
    TaskId task;
    std::int32_t year = 0;
    std::int32_t number = 0;
    task::State confirmed = task::State::Released;  // by the office; what is kept here comes on top
    std::uint64_t confirmed_head = 0;               // the commit at which that was so
    bool delivered = false;                         // the office knows that we have it
    Moment accept_due;
    Moment check_in_due;
    std::vector<Bytes> checklists;  // hashes
    seal::TaskBody body;            // opened: salt, target, names
    std::vector<PersonId> members;
    std::vector<GivenAnswer> answers;
    std::vector<FindingId> findings;
    std::vector<EvidenceHash> evidence;
    DUDAO_FIELDS(task, year, number, confirmed, confirmed_head, delivered, accept_due, check_in_due,
                 checklists, body, members, answers, findings, evidence)
};

struct EvidenceFile {
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    bool attached = false;  // the office has the command and expects the bytes
    std::int64_t uploaded = 0;
    bool stored = false;  // the office has every byte
};

/// A finding as it was last worded on this device.
struct FindingNote {
    FindingId id;
    TaskId task;  // 0: another device recorded it
    FindingFacts facts;
    PersonId by;
    DUDAO_FIELDS(id, task, facts, by)
};

/// A phone that speaks as a person of the group. Its token is kept as a hash alone.
struct Phone {
    std::string id;
    std::string token_hash;  // hex
    PersonId person;
    std::string device;  // as its owner calls it
    Moment paired_at;
    DUDAO_FIELDS(id, token_hash, person, device, paired_at)
};

/// A unit as people call it.
struct UnitName {
    UnitId id;
    std::string zh;
    std::string en;
    DUDAO_FIELDS(id, zh, en)
};

/// Numbers and choices that survive a restart.
struct Settings {
    std::int64_t incarnation = 1;
    std::int64_t last_n = 0;        // highest ever given out
    std::int64_t offered_to = 0;    // highest that may have left this device
    bool online = true;             // wanted, not measured
    std::string held;               // why nothing is sent any more, or empty
    GroupId group;                  // whose device this is, as the office says
    std::vector<PersonId> members;  // of the group, as the office said last
    DUDAO_FIELDS(incarnation, last_n, offered_to, online, held, group, members)
};

struct Stored {
    Settings settings;
    std::vector<Row> rows;  // of the present incarnation, ascending n
    std::vector<Visit> visits;
    std::vector<EvidenceFile> evidence;  // in the order they came
    std::vector<ChecklistRow> checklists;
    std::vector<Keyed> keys;
    std::vector<FindingNote> findings;
    std::vector<UnitName> units;
    std::vector<Phone> phones;
};

// Writes -----------------------------------------------------------------------------------------
struct KeepRow {
    Row row;
};
struct AnswerRow {  // state, answer; the frame goes
    Row row;
};
struct DropRow {
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
};
struct DropAnswered {  // of any incarnation
    Moment before;
};
struct KeepVisit {
    Visit visit;
};
struct DropVisit {
    TaskId task;
};
struct KeepDispatch {  // as it came
    wire::Dispatch dispatch;
};
/// A task this device cannot open: kept for those who look into it, never acknowledged.
struct KeepAside {
    wire::Dispatch dispatch;
};
struct KeepEvidence {
    EvidenceFile file;
};
struct KeepChecklist {
    ChecklistRow checklist;
};
struct KeepSettings {
    Settings settings;
};
struct KeepKey {
    Keyed keyed;
};
struct DropKey {
    std::string key;
};
struct KeepFinding {
    FindingNote finding;
};
struct DropFinding {
    FindingId finding;
};
struct KeepUnits {  // all of them
    std::vector<UnitName> units;
};
struct KeepPhone {
    Phone phone;
};
struct DropPhone {
    std::string id;
};
using Write =
    std::variant<KeepRow, AnswerRow, DropRow, DropAnswered, KeepVisit, DropVisit, KeepDispatch,
                 KeepAside, KeepEvidence, KeepChecklist, KeepSettings, KeepKey, DropKey,
                 KeepFinding, DropFinding, KeepUnits, KeepPhone, DropPhone>;

}  // namespace dudao::agent
