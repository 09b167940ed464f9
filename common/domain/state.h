// The state of one jurisdiction: everything the rules need, folded only from the log. All
// containers are ordered, so that the fold gives the same state everywhere.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/cases/types.h"
#include "domain/finding/types.h"
#include "domain/notice.h"
#include "domain/plan/types.h"
#include "domain/proposal/types.h"
#include "domain/rectification/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"
#include "domain/timer.h"

namespace dudao {

/// The result of an accepted command; returned to the sender, and again if the command is repeated.
struct Accepted {
    std::uint64_t commit = 0;
    std::uint64_t id = 0;   // of what the command created, or 0
    std::int32_t year = 0;  // with `number`: the short number shown to people, 〔2026〕12号
    std::int32_t number = 0;
    ProposalId proposal{};  // not executed yet: it waits for a second person under this id
    DUDAO_FIELDS(commit, id, year, number, proposal)
    /// Without a proposal the field is omitted, so that clients of early releases can decode it.
    std::size_t fields_written() const { return proposal ? 5 : 4; }
};

/// The answer to a command, stored in the log beside its events.
struct Receipt {
    KeyId sender;
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
    Bytes body_hash;  // 32 bytes, SHA-256 of the command's bytes
    Accepted accepted;
    DUDAO_FIELDS(sender, incarnation, n, body_hash, accepted)
};

inline constexpr std::size_t receipts_kept = 64;  // equals a sender's credit

/// Per sender: the highest applied n and the last answers.
struct Session {
    std::int64_t incarnation = 0;
    std::int64_t last_n = 0;
    std::deque<Receipt> recent;
    DUDAO_FIELDS(incarnation, last_n, recent)
};

struct HeldRole {
    Role role = Role::Auditor;
    UnitId unit;
    Moment until;  // 0: as long as the post is held
    DUDAO_FIELDS(role, unit, until)
};

/// A notice that was already given, for one matter.
struct Told {
    std::int32_t generation = 0;
    std::int32_t step = 0;
    PersonId person;
    std::string text;
    friend auto operator<=>(const Told&, const Told&) = default;
    DUDAO_FIELDS(generation, step, person, text)
};

struct State {
    // Defined in one .cpp file, so that copying and destroying thirty maps is not compiled into
    // every file with a State.
    State();
    State(const State& other);
    State(State&& other) noexcept;
    State& operator=(const State& other);
    State& operator=(State&& other) noexcept;
    ~State();

    Founding founding;
    std::uint64_t leaves = 0;  // number of folded events = index of the next event
    Moment last_at;
    // registry
    std::map<UnitId, UnitRow> units;
    std::map<PersonId, PersonRow> people;
    std::map<PostId, PostRow> posts;
    std::vector<GrantRow> grants;
    std::map<GroupId, GroupRow> groups;
    std::map<PersonId, std::vector<ConflictRow>> conflicts;
    std::map<KeyId, KeyRow> keys;
    std::map<Bytes, ChecklistRow> checklists;    // by hash
    std::map<std::string, Bytes> checklist_now;  // theme -> hash
    std::map<Bytes, Policy> policies;            // by hash
    Bytes policy_now;
    Calendar calendar;
    // matters
    std::map<std::string, std::int32_t> counters;  // "task/2026" -> last number assigned
    std::map<PlanId, Plan> plans;
    std::map<DrawId, RecordDraw> draws;
    std::map<TaskId, Task> tasks;
    std::map<FindingId, Finding> findings;
    std::map<EvidenceHash, Evidence> evidence;
    std::map<RectificationId, Rectification> rectifications;
    std::map<DemandId, Demand> demands;
    std::map<CaseId, Case> cases;
    std::map<UnitId, std::vector<Moment>> visits;  // check-ins by target
    // deadlines and notices
    std::map<TimerId, Timer> timers;  // pending
    std::map<Matter, std::set<TimerId>> timers_of;
    std::map<NoticeId, Notice> notices;                      // waiting or attempted
    std::map<PersonId, std::map<Moment, NoticeId>> waiting;  // one message per person and moment
    std::map<Matter, std::set<Told>> told;
    // senders
    std::map<KeyId, Session> sessions;
    std::map<ProposalId, Proposal> proposals;  // open
    // case teams and their assignments
    std::map<TeamId, TeamRow> teams;
    std::map<AssignmentId, Assignment> assignments;
    std::map<PersonId, InvitationRow> invitations;  // neither accepted nor ended yet
    // where notices go
    std::map<PersonId, Contact> contacts;
    std::map<PersonId, Moment> notices_tested;  // when each last sent a test notice

    DUDAO_FIELDS(founding, leaves, last_at, units, people, posts, grants, groups, conflicts, keys,
                 checklists, checklist_now, policies, policy_now, calendar, counters, plans, draws,
                 tasks, findings, evidence, rectifications, demands, cases, visits, timers,
                 timers_of, notices, waiting, told, sessions, proposals, teams, assignments,
                 invitations, contacts, notices_tested)
};

}  // namespace dudao
