// The rules of how people come to speak for themselves through the pages after the founding, and
// how that ends. Through a gateway a person speaks by their own consent: they brought the code.
#include <algorithm>

#include "domain/bounds.h"
#include "domain/confirm.h"
#include "domain/refuse.h"
#include "domain/registry/access.h"
#include "domain/rules.h"

namespace dudao {
namespace {

const InvitationRow* invitation_of(const State& state, const PersonId& person) {
    const auto at = state.invitations.find(person);
    return at == state.invitations.end() ? nullptr : &at->second;
}

/// Without this person there is still one who may propose an invitation and another who may confirm
/// it; otherwise nobody could ever be let in again.
bool others_can_invite(const Draft& draft, const PersonId& person) {
    const State& state = draft.state();
    const Right& right = InvitationRow::as_command.right;
    bool proposer = false;
    bool confirmer = false;
    std::size_t people = 0;
    for (const PersonId& id : people_with_access(state)) {
        if (id == person) continue;
        const bool proposes = holds_one(state, id, right.roles, draft.now());
        const bool confirms = holds_one(state, id, right.confirm, draft.now());
        if (!proposes && !confirms) continue;
        proposer = proposer || proposes;
        confirmer = confirmer || confirms;
        if (++people >= 2 && proposer && confirmer) return true;
    }
    return false;
}

}  // namespace

std::set<PersonId> people_with_access(const State& state) {
    std::set<PersonId> people;
    for (const auto& [id, row] : state.keys) {
        if (row.revoked) continue;
        if (row.kind == KeyKind::Person) people.insert(row.person);
        if (row.kind != KeyKind::Gateway) continue;
        people.insert(row.speaks_for.begin(), row.speaks_for.end());
    }
    return people;
}

Refusal decide(Draft& draft, const InvitationRow& command) {
    if (!draft.state().people.contains(command.person)) {
        return refuse(Why::BadInput, "no_such_person");
    }
    if (draft.context().actor == command.person) return refuse(Why::OwnMatter, "own_invitation");
    if (command.code_hash.size() != 32) return refuse(Why::BadInput, "no_code_hash");
    if (command.until <= draft.now() || command.until > draft.now() + bounds::invitation_max) {
        return refuse(Why::BadInput, "invitation_term", bounds::invitation_max.ms / days(1).ms);
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const AcceptInvitation& command) {
    const InvitationRow* row = invitation_of(draft.state(), command.person);
    const Outside* outside = draft.context().outside;
    // Whoever has another code learns nothing of who is invited.
    if (row == nullptr || outside == nullptr ||
        outside->hash_of_code(command.code) != row->code_hash) {
        return refuse(Why::NotFound, "no_such_invitation");
    }
    if (draft.now() >= row->until) return refuse(Why::TooLate, "invitation_over");
    const KeyId& gateway = draft.context().via;
    const auto at = draft.state().keys.find(gateway);
    if (at == draft.state().keys.end()) return refuse(Why::NotFound, "no_such_key");
    const auto& all = at->second.speaks_for;
    if (std::find(all.begin(), all.end(), command.person) == all.end() &&
        all.size() >= bounds::speaks_for_max) {
        return refuse(Why::Full, "gateway_full", bounds::speaks_for_max);
    }
    draft.add(InvitationAccepted{command.person, gateway});
    return std::nullopt;
}

Refusal decide(Draft& draft, const AccessEnd& command) {
    const State& state = draft.state();
    if (!state.people.contains(command.person)) return refuse(Why::BadInput, "no_such_person");
    if (command.reason.empty()) return refuse(Why::BadInput, "no_reason_to_end_access");
    const bool lets_in = people_with_access(state).contains(command.person);
    if (!lets_in && !invitation_of(state, command.person)) {
        return refuse(Why::NotNow, "no_access_to_end");
    }
    if (lets_in && !others_can_invite(draft, command.person)) {
        return refuse(Why::NotNow, "last_who_can_invite");
    }
    draft.add(command);
    for (const auto& [id, key] : state.keys) {
        const bool own = key.kind == KeyKind::Person && key.person == command.person;
        if (own && !key.revoked) draft.add(KeyRevocation{id});
    }
    return std::nullopt;
}

}  // namespace dudao
