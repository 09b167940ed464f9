// Who and what a jurisdiction consists of: units, people, posts, grants, groups, keys, conflicts,
// checklists. The rows are what is commanded, what is logged and what the state keeps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/policy.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

/// A node of the tree city → township → village, or a department (parent: the city).
struct UnitRow {
    UnitId id;
    UnitId parent;
    Level level = Level::Village;
    std::string name_zh;
    std::string name_en;
    DUDAO_FIELDS(id, parent, level, name_zh, name_en)
};

struct PersonRow {
    PersonId id;
    Text name;
    UnitId unit;
    DUDAO_FIELDS(id, name, unit)
};

/// Every duty hangs on a post: a holder by term, and a deputy who stands in. Empty holder: vacant.
struct PostRow {
    PostId id;
    UnitId unit;
    Role role = Role::UnitOfficer;
    PersonId holder;
    PersonId deputy;
    DUDAO_FIELDS(id, unit, role, holder, deputy)
};

/// Gives a role without a post, within a unit's subtree, for a term.
struct GiveGrant {
    PersonId person;
    Role role = Role::Auditor;
    UnitId scope;
    Moment until;
    DUDAO_FIELDS(person, role, scope, until)
};

/// A grant as it stands: with who proposed and who confirmed it, neither the person concerned.
struct GrantRow {
    PersonId person;
    Role role = Role::Auditor;
    UnitId scope;
    Moment until;
    PersonId approver;
    PersonId second;
    DUDAO_FIELDS(person, role, scope, until, approver, second)
};

/// A standing supervision group: 3–6 inspectors under a head.
struct GroupRow {
    GroupId id;
    std::string name_zh;
    std::string name_en;
    PersonId head;
    std::vector<PersonId> members;  // the head included
    std::vector<std::string> skills;
    DUDAO_FIELDS(id, name_zh, name_en, head, members, skills)
};

/// A person may not inspect a unit (回避): kin, home village, former post.
struct ConflictRow {
    PersonId person;
    UnitId unit;
    Text reason;
    DUDAO_FIELDS(person, unit, reason)
};

/// A CURVE key and what it speaks as. A gateway (console, agent) may speak for listed persons.
struct KeyRow {
    KeyId id;          // derived from public_key; checked
    Bytes public_key;  // 32 bytes
    KeyKind kind = KeyKind::Person;
    PersonId person;                   // of a person's key
    GroupId group;                     // of a device
    Bytes sealing_key;                 // 32 bytes X25519, of a device: tasks are sealed to it
    Bytes signing_key;                 // 32 bytes Ed25519, of the engine: devices check it
    std::vector<PersonId> speaks_for;  // of a gateway
    std::int64_t incarnation = 1;      // an officer grants the next one to a restored device
    bool revoked = false;
    DUDAO_FIELDS(id, public_key, kind, person, group, sealing_key, signing_key, speaks_for,
                 incarnation, revoked)
};

struct ChecklistItem {
    std::string id;  // "R1"
    std::string zh;
    std::string en;
    std::string how;   // A ask, L look, C count, D one paper there; type Y N S P T
    std::string rule;  // when an answer becomes a finding: "n:1o RES-2"
    std::string note;
    DUDAO_FIELDS(id, zh, en, how, rule, note)
};

/// Questions of a theme; pinned by hash when a task is released.
struct ChecklistRow {
    std::string theme;  // "R"
    std::string zh;
    std::string en;
    Bytes hash;  // 32 bytes, SHA-256 of the canonical bytes of the items
    std::vector<ChecklistItem> items;
    DUDAO_FIELDS(theme, zh, en, hash, items)
};

/// Ends every conflict that the person declared for this very unit.
struct ConflictWithdrawal {
    PersonId person;
    UnitId unit;
    Text reason;
    DUDAO_FIELDS(person, unit, reason)
};

struct KeyRevocation {
    KeyId key;
    DUDAO_FIELDS(key)
};

struct IncarnationGrant {
    KeyId key;
    std::int64_t incarnation = 0;
    DUDAO_FIELDS(key, incarnation)
};

struct PolicyAdoption {
    Bytes hash;  // 32 bytes, SHA-256 of the canonical bytes of the policy
    Policy policy;
    DUDAO_FIELDS(hash, policy)
};

struct CalendarAdoption {
    Calendar calendar;
    DUDAO_FIELDS(calendar)
};

/// The first event of every log: whose it is, and whether its clock is a real one.
struct Founding {
    std::string jurisdiction;
    std::string name_zh;
    std::string name_en;
    UnitId root;
    bool demo_clock = false;
    Bytes engine_signing_key;
    DUDAO_FIELDS(jurisdiction, name_zh, name_en, root, demo_clock, engine_signing_key)
};

}  // namespace dudao
