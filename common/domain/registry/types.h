// The registry of a jurisdiction: units, people, posts, grants, groups, keys, conflicts,
// checklists. The same structs are commands, events and rows of the state.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/policy.h"
#include "domain/text.h"
#include "domain/words.h"

namespace dudao {

/// A node of the tree city → township → village, or a department (parent: the city).
struct UnitRow {
    static constexpr CommandDeclaration as_command{
        .name = "unit.register",
        .right = {.roles = rights::keeper, .confirm = rights::leader},
        .title = {"登记单位", "register a unit"},
        .help = {"增加一个单位，或更改其登记", "add a unit to the tree, or change its row"},
    };
    static constexpr std::string_view as_event = "unit.registered";
    UnitId id;
    UnitId parent;
    Level level = Level::Village;
    std::string name_zh;
    std::string name_en;
    DUDAO_FIELDS(id, parent, level, name_zh, name_en)
};

struct PersonRow {
    static constexpr CommandDeclaration as_command{
        .name = "person.register",
        .right = {.roles = rights::keeper, .confirm = rights::leader},
        .title = {"登记人员", "register a person"},
        .help = {"登记一人，或更改所在单位", "add a person, or change their unit"},
    };
    static constexpr std::string_view as_event = "person.registered";
    PersonId id;
    Text name;
    UnitId unit;
    Text name_en = {};  // as English writes it; none: `name` is shown there too
    DUDAO_FIELDS(id, name, unit, name_en)
};

/// A post with a duty: its holder, and a deputy who stands in. Empty holder: vacant.
struct PostRow {
    static constexpr CommandDeclaration as_command{
        .name = "post.set",
        .right = {.roles = rights::keeper | rights::officer, .confirm = rights::leader},
        .title = {"设定岗位", "set a post"},
        .help = {"设定岗位由谁担任、谁代理；无人担任即为空缺",
                 "say who holds a post and who deputises; without a holder it is vacant"},
    };
    static constexpr std::string_view as_event = "post.set";
    PostId id;
    UnitId unit;
    Role role = Role::UnitOfficer;
    PersonId holder;
    PersonId deputy;
    DUDAO_FIELDS(id, unit, role, holder, deputy)
};

/// Gives a role without a post, within a unit's subtree, for a term.
struct GiveGrant {
    static constexpr CommandDeclaration as_command{
        .name = "grant.give",
        .right = {.roles = rights::leader, .confirm = rights::leader},
        .title = {"授予权限", "give a grant"},
        .help = {"不设岗位，授予一个有期限的角色", "give a role without a post, for a term"},
    };
    PersonId person;
    Role role = Role::Auditor;
    UnitId scope;
    Moment until;
    DUDAO_FIELDS(person, role, scope, until)
};

/// A grant in force, with the person who proposed it and the one who confirmed it; neither is the
/// person concerned.
struct GrantRow {
    static constexpr std::string_view as_event = "grant.given";
    PersonId person;
    Role role = Role::Auditor;
    UnitId scope;
    Moment until;
    PersonId approver;
    PersonId second;
    DUDAO_FIELDS(person, role, scope, until, approver, second)
};

/// Ends all grants of this role that the person has for exactly this scope, before their term.
struct GrantWithdrawal {
    static constexpr CommandDeclaration as_command{
        .name = "grant.withdraw",
        .right = {.roles = rights::leader, .confirm = rights::leader},
        .title = {"收回授权", "take back a grant"},
        .help = {"提前收回授予的角色；岗位带来的角色不在此列",
                 "take back a role that was given, before its term; not one of a post"},
    };
    static constexpr std::string_view as_event = "grant.withdrawn";
    PersonId person;
    Role role = Role::Auditor;
    UnitId scope;
    Text reason;
    DUDAO_FIELDS(person, role, scope, reason)
    bool ends(const GrantRow& row) const {
        return row.person == person && row.role == role && row.scope == scope;
    }
};

/// A permanent supervision group: 3–6 inspectors under a head.
struct GroupRow {
    static constexpr CommandDeclaration as_command{
        .name = "group.form",
        .right = {.roles = rights::keeper, .confirm = rights::leader},
        .title = {"组建督导组", "form a group"},
        .help = {"组建督导组，或更改组长和组员",
                 "form a supervision group, or change its head and members"},
    };
    static constexpr std::string_view as_event = "group.formed";
    GroupId id;
    std::string name_zh;
    std::string name_en;
    PersonId head;
    std::vector<PersonId> members;  // including the head
    std::vector<std::string> skills;
    DUDAO_FIELDS(id, name_zh, name_en, head, members, skills)
};

/// A person who may not inspect a unit (回避): relatives, home village, former post.
struct ConflictRow {
    static constexpr CommandDeclaration as_command{
        .name = "conflict.declare",
        .right = {.roles = rights::keeper | rights::group,
                  .confirm = rights::keeper | rights::leader},
        .title = {"申报利害关系", "declare a conflict of interest"},
        .help = {"申报回避：此人不参加对该单位的督导", "keep a person out of a unit's inspections"},
    };
    static constexpr std::string_view as_event = "conflict.declared";
    PersonId person;
    UnitId unit;
    Text reason;
    DUDAO_FIELDS(person, unit, reason)
};

/// A CURVE key and the sender it belongs to. A gateway (console, agent) may speak for the listed
/// persons.
struct KeyRow {
    static constexpr CommandDeclaration as_command{
        .name = "key.enrol",
        .right = {.roles = rights::officer | rights::leader,
                  .confirm = rights::leader | rights::admin | rights::head},
        .title = {"登记密钥", "enrol a key"},
        .help = {"登记密钥，并写明代表谁", "let a key in, and say what it speaks as"},
    };
    static constexpr std::string_view as_event = "key.enrolled";
    KeyId id;          // computed from public_key, and checked
    Bytes public_key;  // 32 bytes
    KeyKind kind = KeyKind::Person;
    PersonId person;    // for a person's key
    GroupId group;      // for a device
    Bytes sealing_key;  // 32 bytes X25519, of a device: tasks are sealed for it
    Bytes signing_key;  // 32 bytes Ed25519, of the engine: devices verify its signatures with it
    std::vector<PersonId> speaks_for;  // for a gateway
    std::int64_t incarnation = 1;      // an officer grants the next one to a restored device
    bool revoked = false;
    TeamId team;  // for a device of a case team, instead of a group
    DUDAO_FIELDS(id, public_key, kind, person, group, sealing_key, signing_key, speaks_for,
                 incarnation, revoked, team)
};

struct ChecklistItem {
    std::string id;  // e.g. "R1"
    std::string zh;
    std::string en;
    std::string how;   // A ask, L look, C count, D check one paper there; type Y N S P T
    std::string rule;  // when an answer is a finding: "n:1o RES-2"
    std::string note;
    DUDAO_FIELDS(id, zh, en, how, rule, note)
};

/// The questions of a theme. A task refers to them by hash from its release on.
struct ChecklistRow {
    static constexpr CommandDeclaration as_command{
        .name = "checklist.adopt",
        .right = {.roles = rights::keeper, .confirm = rights::leader},
        .title = {"采用检查表", "adopt a checklist"},
        .help = {"采用一个主题的检查表", "adopt the questions of a theme"},
    };
    static constexpr std::string_view as_event = "checklist.adopted";
    std::string theme;  // e.g. "R"
    std::string zh;
    std::string en;
    Bytes hash;  // 32 bytes, SHA-256 of the canonical bytes of the items
    std::vector<ChecklistItem> items;
    DUDAO_FIELDS(theme, zh, en, hash, items)
};

/// Where a person's notices go; an empty text: nowhere by that channel. People set their own; for
/// somebody else it takes a second person, and that person is told.
struct ContactRow {
    static constexpr CommandDeclaration as_command{
        .name = "contact.set",
        .right = {.roles = rights::anybody, .confirm = rights::leader},
        .title = {"设定通知地址", "say where notices go"},
        .help = {"设定一人的邮箱和电话，通知发到这里；留空即为没有",
                 "say where a person's notices go: mail and phone; left out is none"},
    };
    static constexpr std::string_view as_event = "contact.set";
    PersonId person;
    Text mail;
    Text phone;
    DUDAO_FIELDS(person, mail, phone)
};

/// Where a person's notices go, and what they said last themselves: a change by others is told
/// there too, so that nobody's notices can be turned away in secret.
struct Contact {
    Text mail;
    Text phone;
    Text own_mail;
    Text own_phone;
    PersonId by;  // who set it; empty: the founding
    Moment at;
    DUDAO_FIELDS(mail, phone, own_mail, own_phone, by, at)
};

/// Ends all conflicts that the person declared for exactly this unit.
struct ConflictWithdrawal {
    static constexpr CommandDeclaration as_command{
        .name = "conflict.withdraw",
        .right = {.roles = rights::keeper | rights::group,
                  .confirm = rights::keeper | rights::leader},
        .title = {"解除利害关系", "end a conflict of interest"},
        .help = {"解除一人与一个单位的利害关系", "end a person's conflict of interest with a unit"},
    };
    static constexpr std::string_view as_event = "conflict.withdrawn";
    PersonId person;
    UnitId unit;
    Text reason;
    DUDAO_FIELDS(person, unit, reason)
};

struct KeyRevocation {
    static constexpr CommandDeclaration as_command{
        .name = "key.revoke",
        .right = {.roles = rights::officer | rights::admin, .confirm = rights::leader},
        .title = {"停用密钥", "revoke a key"},
        .help = {"停用密钥，此后不再接受", "let a key in no more"},
    };
    static constexpr std::string_view as_event = "key.revoked";
    KeyId key;
    DUDAO_FIELDS(key)
};

struct IncarnationGrant {
    static constexpr CommandDeclaration as_command{
        .name = "incarnation.grant",
        .right = {.roles = rights::officer, .confirm = rights::leader},
        .title = {"放行设备", "grant an incarnation"},
        .help = {"放行由备份恢复的设备，重新编号",
                 "let a restored device send again, numbered anew"},
    };
    static constexpr std::string_view as_event = "incarnation.granted";
    KeyId key;
    std::int64_t incarnation = 0;
    DUDAO_FIELDS(key, incarnation)
};

/// Lets whoever has the code make an account for the person, once and until then: a later one takes
/// its place. The code itself is known to who made it and to who has the letter, never to the log.
struct InvitationRow {
    static constexpr CommandDeclaration as_command{
        .name = "invitation.give",
        .right = {.roles = rights::keeper | rights::officer | rights::admin,
                  .confirm = rights::leader | rights::officer},
        .title = {"邀请开通账号", "invite a person"},
        .help = {"给予一次性开通码，本人凭码自设密码",
                 "give a code, with which the person makes the own account, once"},
    };
    static constexpr std::string_view as_event = "invitation.given";
    PersonId person;
    Bytes code_hash;  // 32 bytes, SHA-256 of the code's letters; made where the code is made
    Moment until;
    DUDAO_FIELDS(person, code_hash, until)
};

/// Said by a gateway where somebody brought the code: from now on it may speak for the person.
struct AcceptInvitation {
    static constexpr CommandDeclaration as_command{
        .name = "invitation.accept",
        .right = {.process = rights::gateway},
        .title = {"接受邀请", "accept an invitation"},
    };
    PersonId person;
    std::string code;  // its letters alone
    DUDAO_FIELDS(person, code)
};

struct InvitationAccepted {
    static constexpr std::string_view as_event = "invitation.accepted";
    PersonId person;
    KeyId gateway;
    DUDAO_FIELDS(person, gateway)
};

/// Ends every way by which a person speaks: no gateway speaks for them any more, their own keys are
/// revoked, and a code that is out is worth nothing. Posts, grants and groups stay as they are.
struct AccessEnd {
    static constexpr CommandDeclaration as_command{
        .name = "access.end",
        .right = {.roles = rights::keeper | rights::officer | rights::admin},
        .title = {"停用账号", "end a person's access"},
        .help = {"人员离岗或账号外泄时立即停用；岗位另行调整",
                 "let a person in no more, at once; posts are set apart from it"},
    };
    static constexpr std::string_view as_event = "access.ended";
    PersonId person;
    Text reason;
    DUDAO_FIELDS(person, reason)
};

struct PolicyAdoption {
    static constexpr CommandDeclaration as_command{
        .name = "policy.adopt",
        .right = {.roles = rights::leader, .confirm = rights::leader},
        .title = {"采用规则", "adopt a policy"},
    };
    static constexpr std::string_view as_event = "policy.adopted";
    Bytes hash;  // 32 bytes, SHA-256 of the canonical bytes of the policy
    Policy policy;
    DUDAO_FIELDS(hash, policy)
};

struct CalendarAdoption {
    static constexpr CommandDeclaration as_command{
        .name = "calendar.adopt",
        .right = {.roles = rights::keeper, .confirm = rights::leader},
        .title = {"采用日历", "adopt a calendar"},
    };
    static constexpr std::string_view as_event = "calendar.adopted";
    Calendar calendar;
    DUDAO_FIELDS(calendar)
};

/// The first event of every log: its jurisdiction, and whether its clock is a demo's.
struct Founding {
    static constexpr std::string_view as_event = "founded";
    std::string jurisdiction;
    std::string name_zh;
    std::string name_en;
    UnitId root;
    bool demo_clock = false;
    Bytes engine_signing_key;
    DUDAO_FIELDS(jurisdiction, name_zh, name_en, root, demo_clock, engine_signing_key)
};

}  // namespace dudao
