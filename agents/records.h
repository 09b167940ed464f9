// What a device stores on disk: commands to send, its tasks and assignments, evidence being
// uploaded, and the phones of its people. A Write is one change of these; the writes of a turn are
// one transaction.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "client/outbox.h"
#include "domain/cases/types.h"
#include "domain/fields.h"
#include "domain/finding/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"
#include "seal/seal.h"
#include "wire/message.h"

namespace dudao::agent {

/// What is stored with a command besides its bytes.
struct Spoken {
    std::string name;       // "task.accept"
    TaskId task;            // the task it is about, or 0
    std::string step;       // the lifecycle verb it takes on the task, or empty
    EvidenceHash evidence;  // for evidence.attach
    Moment kept_at;
    PersonId by;              // the person; empty: the device itself
    std::string key;          // ULID made by the sender's phone, or empty
    AssignmentId assignment;  // the assignment it is about, or 0
    DUDAO_FIELDS(name, task, step, evidence, kept_at, by, key, assignment)
};

/// A command in the outbox (client/outbox.h).
struct Row : Spoken {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    std::string frame;  // sent unchanged each time; empty once answered
    RowState state = RowState::Saved;
    Moment answered_at;
    wire::Answer answer;
};

/// The result of a command with a key. It is kept longer than the row, so that a phone that returns
/// after months gets the same result and the command is not executed twice.
struct Keyed {
    std::string key;
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    RowState state = RowState::Saved;
    std::string made;  // id of a new finding, or hash of a file
};

struct GivenAnswer {
    std::string item;
    std::string value;
    DUDAO_FIELDS(item, value)
};

/// A task as known on this device.
struct Visit {
    TaskId task;
    std::int32_t year = 0;
    std::int32_t number = 0;
    /// State at the office; commands kept here are applied on top.
    task::State confirmed = task::State::Released;
    std::uint64_t confirmed_head = 0;  // the commit of that state
    bool delivered = false;            // the office has our acknowledgement
    Moment accept_due;
    Moment check_in_due;
    std::vector<Bytes> checklists;  // hashes
    seal::TaskBody body;            // decrypted: salt, target, names
    std::vector<PersonId> members;
    std::vector<GivenAnswer> answers;
    std::vector<FindingId> findings;
    std::vector<EvidenceHash> evidence;
    std::map<std::string, std::int32_t> picked;  // which of several answers to an item holds
    DUDAO_FIELDS(task, year, number, confirmed, confirmed_head, delivered, accept_due, check_in_due,
                 checklists, body, members, answers, findings, evidence, picked)
};

/// An assignment as known on this device.
struct TeamWork {
    AssignmentId assignment;
    std::int32_t year = 0;
    std::int32_t number = 0;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    std::int32_t lead_year = 0;  // the number of the case
    std::int32_t lead_number = 0;
    /// As for a visit.
    assignment::State confirmed = assignment::State::Issued;
    std::uint64_t confirmed_head = 0;
    bool delivered = false;
    Moment due;                 // of the next step, as of `confirmed`
    seal::AssignmentBody body;  // decrypted: salt and words
    std::vector<PersonId> hands;
    std::vector<EvidenceHash> evidence;
    Bytes returned;      // commitment of the words why its report was returned or it was withdrawn
    std::string reason;  // these words, once they are here
    DUDAO_FIELDS(assignment, year, number, kind, paper, lead_year, lead_number, confirmed,
                 confirmed_head, delivered, due, body, hands, evidence, returned, reason)
};

struct EvidenceFile {
    EvidenceHash hash;
    std::int64_t size = 0;
    std::string mime;
    bool attached = false;  // the office accepted the command and expects the bytes
    std::int64_t uploaded = 0;
    bool stored = false;  // the office has the complete file
};

/// The latest text of a finding on this device.
struct FindingNote {
    FindingId id;
    TaskId task;  // 0: recorded by another device
    FindingFacts facts;
    PersonId by;
    DUDAO_FIELDS(id, task, facts, by)
};

/// A phone paired as a person of the group. Only the hash of its token is stored.
struct Phone {
    std::string id;
    std::string token_hash;  // hex
    PersonId person;
    std::string device;  // name given by its owner
    Moment paired_at;
    DUDAO_FIELDS(id, token_hash, person, device, paired_at)
};

/// Names of a unit.
struct UnitName {
    UnitId id;
    std::string zh;
    std::string en;
    DUDAO_FIELDS(id, zh, en)
};

/// Counters and settings that survive a restart.
struct Settings {
    std::int64_t incarnation = 1;
    std::int64_t last_n = 0;        // highest number ever assigned
    std::int64_t offered_to = 0;    // highest number that may have been sent
    bool online = true;             // requested by the user, not measured
    std::string held;               // why sending is stopped, or empty
    GroupId group;                  // the group of this device, as told by the office
    std::vector<PersonId> members;  // of the group or team, in the office's last answer
    TeamId team;                    // the case team of this device, instead of a group
    std::int64_t place_number = 0;  // the latest place of the county that was spoken to …
    Bytes place_proof = {};         // … and what shows it (net/place_proof.h)
    DUDAO_FIELDS(incarnation, last_n, offered_to, online, held, group, members, team, place_number,
                 place_proof)
};

struct Stored {
    Settings settings;
    std::vector<Row> rows;  // of the present incarnation, by n
    std::vector<Visit> visits;
    std::vector<TeamWork> team_works;
    std::vector<EvidenceFile> evidence;  // in the order they were added
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
struct AnswerRow {  // sets state and answer; clears the frame
    Row row;
};
struct DropRow {
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
};
struct DropAnswered {  // in every incarnation
    Moment before;
};
struct KeepVisit {
    Visit visit;
};
struct DropVisit {
    TaskId task;
};
struct KeepTeamWork {
    TeamWork work;
};
struct DropTeamWork {
    AssignmentId assignment;
};
struct KeepDispatch {      // as received
    std::uint64_t id = 0;  // of the task or assignment
    std::string dispatch;
};
/// What this device cannot decrypt: kept for investigation, never acknowledged.
struct KeepAside {
    std::uint64_t id = 0;
    std::string dispatch;
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
struct KeepUnits {  // replaces all units
    std::vector<UnitName> units;
};
struct KeepPhone {
    Phone phone;
};
struct DropPhone {
    std::string id;
};
using Write =
    std::variant<KeepRow, AnswerRow, DropRow, DropAnswered, KeepVisit, DropVisit, KeepTeamWork,
                 DropTeamWork, KeepDispatch, KeepAside, KeepEvidence, KeepChecklist, KeepSettings,
                 KeepKey, DropKey, KeepFinding, DropFinding, KeepUnits, KeepPhone, DropPhone>;

}  // namespace dudao::agent
