#include <algorithm>

#include "domain/folds.h"

namespace dudao {

void apply(State& state, const EventHead&, const Founding& body) {
    ensure(state.leaves == 0, "a log is founded by its first event");
    state.founding = body;
}

void apply(State& state, const EventHead&, const UnitRow& body) { state.units[body.id] = body; }
void apply(State& state, const EventHead&, const PersonRow& body) { state.people[body.id] = body; }
void apply(State& state, const EventHead&, const PostRow& body) { state.posts[body.id] = body; }
void apply(State& state, const EventHead&, const GrantRow& body) { state.grants.push_back(body); }
void apply(State& state, const EventHead&, const GrantWithdrawal& body) {
    std::erase_if(state.grants, [&](const GrantRow& row) { return body.ends(row); });
}
void apply(State& state, const EventHead&, const GroupRow& body) { state.groups[body.id] = body; }

void apply(State& state, const EventHead&, const ConflictRow& body) {
    state.conflicts[body.person].push_back(body);
}

void apply(State& state, const EventHead&, const ConflictWithdrawal& body) {
    auto& rows = state.conflicts[body.person];
    std::erase_if(rows, [&](const ConflictRow& row) { return row.unit == body.unit; });
    if (rows.empty()) state.conflicts.erase(body.person);
}

void apply(State& state, const EventHead& e, const ContactRow& body) {
    const auto found = state.contacts.find(body.person);
    Contact row = found == state.contacts.end() ? Contact{} : found->second;
    row.mail = body.mail;
    row.phone = body.phone;
    row.by = e.actor;
    row.at = e.at;
    const bool own = !e.actor || e.actor == body.person || e.second == body.person;
    if (own) {
        row.own_mail = body.mail;
        row.own_phone = body.phone;
    }
    state.contacts[body.person] = std::move(row);
}

void apply(State& state, const EventHead&, const KeyRow& body) { state.keys[body.id] = body; }

void apply(State& state, const EventHead&, const ChecklistRow& body) {
    state.checklists[body.hash] = body;
    state.checklist_now[body.theme] = body.hash;
}

void apply(State& state, const EventHead&, const KeyRevocation& body) {
    at(state.keys, body.key).revoked = true;
}

void apply(State& state, const EventHead&, const IncarnationGrant& body) {
    at(state.keys, body.key).incarnation = body.incarnation;
}

void apply(State& state, const EventHead&, const InvitationRow& body) {
    state.invitations[body.person] = body;
}

void apply(State& state, const EventHead&, const InvitationAccepted& body) {
    auto& people = at(state.keys, body.gateway).speaks_for;
    if (std::find(people.begin(), people.end(), body.person) == people.end()) {
        people.push_back(body.person);
    }
    state.invitations.erase(body.person);
}

void apply(State& state, const EventHead&, const AccessEnd& body) {
    for (auto& [id, key] : state.keys) std::erase(key.speaks_for, body.person);
    state.invitations.erase(body.person);
}

void apply(State& state, const EventHead&, const PolicyAdoption& body) {
    state.policies[body.hash] = body.policy;
    state.policy_now = body.hash;
}

void apply(State& state, const EventHead&, const CalendarAdoption& body) {
    state.calendar = body.calendar;
}

}  // namespace dudao
