#include "domain/confirm.h"

#include <algorithm>
#include <set>

#include "domain/cases/clock.h"
#include "domain/cases/hands.h"
#include "domain/permission.h"

namespace dudao {
namespace {

bool has(const std::vector<PersonId>& people, const PersonId& person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

bool is_of_a_process(KeyKind kind) { return kind != KeyKind::Person && kind != KeyKind::Device; }

const KeyRow* key(const State& state, const KeyId& id) {
    const auto at = state.keys.find(id);
    return at == state.keys.end() ? nullptr : &at->second;
}

/// Whether this row needs the second person named in its command's right.
struct Needs {
    const State& state;
    const PersonId& proposer;

    bool operator()(const UnitRow& row) const { return state.units.contains(row.id); }
    bool operator()(const PersonRow& row) const { return state.people.contains(row.id); }
    bool operator()(const PostRow& row) const {
        const auto now = state.posts.find(row.id);
        return is_powerful(row.role) || (now != state.posts.end() && is_powerful(now->second.role));
    }
    bool operator()(const KeyRevocation& command) const { return of_a_process(command.key); }
    bool operator()(const IncarnationGrant& command) const { return of_a_process(command.key); }
    bool operator()(const ContactRow& command) const { return command.person != proposer; }
    template <class Other>
    bool operator()(const Other&) const {
        return true;
    }

 private:
    bool of_a_process(const KeyId& id) const {
        const KeyRow* row = key(state, id);
        return row != nullptr && is_of_a_process(row->kind);
    }
};

/// The people newly named in a row in a position that gives them something.
struct Gains {
    const State& state;
    const Context& reader;

    std::vector<PersonId> operator()(const RecuseFromCase& command) const {
        auto people = kept_out(command.lead);
        people.push_back(command.person);
        return people;
    }
    std::vector<PersonId> operator()(const GiveGrant& row) const { return {row.person}; }
    std::vector<PersonId> operator()(const ConflictRow& row) const { return {row.person}; }
    std::vector<PersonId> operator()(const ConflictWithdrawal& row) const { return {row.person}; }
    std::vector<PersonId> operator()(const PersonRow& row) const { return {row.id}; }
    std::vector<PersonId> operator()(const PostRow& row) const {
        const auto now = state.posts.find(row.id);
        std::vector<PersonId> people;
        for (const PersonId& person : {row.holder, row.deputy}) {
            const bool has_it = now != state.posts.end() && now->second.role == row.role &&
                                now->second.unit == row.unit &&
                                (now->second.holder == person || now->second.deputy == person);
            if (person && !has_it) people.push_back(person);
        }
        return people;
    }
    std::vector<PersonId> operator()(const GroupRow& row) const {
        const auto now = state.groups.find(row.id);
        std::vector<PersonId> people;
        for (const PersonId& member : row.members) {
            const bool heads = member == row.head;
            if (now == state.groups.end() || !has(now->second.members, member) ||
                (heads && now->second.head != member)) {
                people.push_back(member);
            }
        }
        return people;
    }
    std::vector<PersonId> operator()(const TeamRow& row) const {
        const auto now = state.teams.find(row.id);
        std::vector<PersonId> people;
        for (const PersonId& member : row.members) {
            if (now == state.teams.end() || !has(now->second.members, member)) {
                people.push_back(member);
            }
        }
        return people;
    }
    std::vector<PersonId> operator()(const KeyRow& row) const {
        return row.person ? std::vector<PersonId>{row.person} : std::vector<PersonId>{};
    }
    std::vector<PersonId> operator()(const InvitationRow& row) const { return {row.person}; }
    template <class Other>
    std::vector<PersonId> operator()(const Other& command) const {
        if constexpr (requires { command.lead; }) {
            return kept_out(command.lead);
        } else {
            return {};
        }
    }

 private:
    std::vector<PersonId> kept_out(CaseId id) const {
        const auto lead = state.cases.find(id);
        std::vector<PersonId> people;
        if (lead == state.cases.end()) return people;
        for (const auto& [person, row] : state.people) {
            if (is_kept_out(state, reader, lead->second, person)) people.push_back(person);
        }
        return people;
    }
};

/// The roles that may agree, where the command's own data say it.
std::uint32_t roles_that_agree(const State& state, const Command& command, Moment now) {
    const std::uint32_t declared = declaration_of(command).right.confirm;
    if (const auto* recusal = std::get_if<RecuseFromCase>(&command)) {
        const bool heads = holds_anywhere(state, recusal->person, Role::Authority, now);
        return heads ? rights::superior : rights::authority;
    }
    if (const auto* more = std::get_if<ExtendCase>(&command)) {
        const auto lead = state.cases.find(more->lead);
        const auto by =
            lead == state.cases.end() ? std::nullopt : extension_of(state, lead->second);
        return by && by->approver == CaseApprover::Superior ? rights::superior : rights::authority;
    }
    return declared;
}

}  // namespace

bool is_powerful(Role role) {
    switch (role) {
        case Role::UnitOfficer:
        case Role::FirstSecretary:
        case Role::TeamMember:
        case Role::PersonConcerned:
        case Role::GroupHead:  // only of a group, never of a post
        case Role::Inspector:
            return false;
        default:
            return true;
    }
}

bool holds_one(const State& state, const PersonId& person, std::uint32_t roles, Moment now) {
    return std::any_of(Names<Role>::table.begin(), Names<Role>::table.end(), [&](const auto& each) {
        return (roles & bit(each.first)) != 0 &&
               holds(state, person, each.first, state.founding.root, now);
    });
}

std::vector<Seat> seats(const State& state, const PersonId& proposer, const Command& command) {
    const Right& right = declaration_of(command).right;
    if (right.confirm == 0 || !std::visit(Needs{state, proposer}, command)) return {};
    if (const auto* contact = std::get_if<ContactRow>(&command)) {
        return {Seat{rights::leader, {}, contact->person}};
    }
    const auto* row = std::get_if<KeyRow>(&command);
    if (!row) return {Seat{roles_that_agree(state, command, state.last_at), {}, {}}};
    switch (row->kind) {
        case KeyKind::Device: {
            const auto team = state.teams.find(row->team);
            if (team != state.teams.end()) return {Seat{0, {}, team->second.head}};
            return {Seat{0, row->group, {}}};
        }
        case KeyKind::Person:
            return {Seat{rights::leader | rights::admin, {}, {}}};
        default:
            break;
    }
    std::vector<Seat> all{Seat{rights::leader, {}, {}}};
    for (const PersonId& person : row->speaks_for) {
        if (person != proposer) all.push_back(Seat{0, {}, person});
    }
    return all;
}

std::vector<PersonId> beneficiaries(const State& state, const Command& command,
                                    const Context& reader) {
    return std::visit(Gains{state, reader}, command);
}

bool may_fill(const State& state, const Seat& seat, const PersonId& proposer,
              const std::vector<PersonId>& beneficiaries, const Context& speaker) {
    const PersonId& person = speaker.actor;
    if (!person || person == proposer) return false;
    if (seat.person && person == seat.person) return speaker.kind != KeyKind::Device;
    if (seat.person && seat.roles == 0) return false;
    if (has(beneficiaries, person)) return false;
    if (seat.group) {
        if (speaker.kind == KeyKind::Device) return speaker.group == seat.group;
        const auto group = state.groups.find(seat.group);
        return group != state.groups.end() && group->second.head == person;
    }
    return speaker.kind != KeyKind::Device && holds_one(state, person, seat.roles, speaker.now);
}

std::vector<PersonId> who_may_fill(const State& state, const Seat& seat, const PersonId& proposer,
                                   const std::vector<PersonId>& beneficiaries, Moment now) {
    std::set<PersonId> asked;
    if (seat.person) asked.insert(seat.person);
    const auto group = state.groups.find(seat.group);
    if (group != state.groups.end()) asked.insert(group->second.head);
    if (seat.roles != 0) {
        for (const auto& [id, post] : state.posts) {
            if ((seat.roles & bit(post.role)) != 0) asked.insert({post.holder, post.deputy});
        }
        for (const GrantRow& grant : state.grants) {
            if ((seat.roles & bit(grant.role)) != 0) asked.insert(grant.person);
        }
    }
    std::vector<PersonId> able;
    Context speaker;
    speaker.now = now;
    for (const PersonId& person : asked) {
        speaker.actor = person;
        if (may_fill(state, seat, proposer, beneficiaries, speaker)) able.push_back(person);
    }
    return able;
}

std::vector<Seat> open_seats(const State& state, const Proposal& proposal, const Command& command,
                             const Context& reader) {
    const auto gain = beneficiaries(state, command, reader);
    std::vector<Seat> open = seats(state, proposal.proposer, command);
    std::erase_if(open, [&](const Seat& seat) {
        return std::any_of(proposal.confirmations.begin(), proposal.confirmations.end(),
                           [&](const auto& by) {
                               const KeyRow* via = key(state, by.via);
                               Context speaker;
                               speaker.now = reader.now;
                               speaker.actor = by.person;
                               speaker.kind = by.kind;
                               speaker.group = by.group;
                               return !(via && via->revoked) &&
                                      may_fill(state, seat, proposal.proposer, gain, speaker);
                           });
    });
    return open;
}

bool names_a_case(std::string_view command) {
    return command.starts_with("case.") || command.starts_with("lead.");
}

std::string proposal_notice(std::string_view command, std::string_view what) {
    const char* kind = names_a_case(command) ? "case.proposal." : "proposal.";
    return kind + std::string(what);
}

bool waits_for(const State& state, const Proposal& proposal, const Context& speaker) {
    if (!speaker.outside) return false;
    const auto command = speaker.outside->unpack(proposal.command, proposal.args);
    if (!command) return false;
    const auto gain = beneficiaries(state, *command, speaker);
    const auto open = open_seats(state, proposal, *command, speaker);
    return std::any_of(open.begin(), open.end(), [&](const Seat& seat) {
        return may_fill(state, seat, proposal.proposer, gain, speaker);
    });
}

}  // namespace dudao
