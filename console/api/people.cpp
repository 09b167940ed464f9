#include "console/api/people.h"

#include <map>
#include <nlohmann/json.hpp>

#include "console/api/may.h"
#include "console/api/registry.h"
#include "domain/registry/access.h"
#include "domain/roles.h"

namespace dudao::console {
namespace {

Json posts_of(const Reader& reader, const PersonId& person) {
    Json posts = Json::array();
    for (const auto& [id, post] : reader.state.posts) {
        if (post.holder != person && post.deputy != person) continue;
        posts.push_back({{"id", id.text},
                         {"unit", post.unit.text},
                         {"role", name(post.role)},
                         {"holder", post.holder.text},
                         {"deputy", post.deputy.text},
                         {"stands_in", post.holder != person}});
    }
    return posts;
}

Json grants_of(const Reader& reader, const PersonId& person) {
    Json grants = Json::array();
    for (const GrantRow& row : reader.state.grants) {
        if (row.person != person || row.until <= reader.now) continue;
        grants.push_back(
            {{"role", name(row.role)}, {"scope", row.scope.text}, {"until", row.until.ms}});
    }
    return grants;
}

std::map<PersonId, Json> keys_by_person(const State& state) {
    std::map<PersonId, Json> keys;
    for (const auto& [id, key] : state.keys) {
        if (key.kind == KeyKind::Person && !key.revoked) keys[key.person].push_back(id.text);
    }
    return keys;
}

}  // namespace

Json people_list(Reader& reader) {
    const auto with_access = people_with_access(reader.state);
    const bool invites = may_send(reader, InvitationRow::as_command.name);
    const bool ends = may_send(reader, AccessEnd::as_command.name);
    const bool enrols = may_send(reader, KeyRow::as_command.name);
    const bool revokes = may_send(reader, KeyRevocation::as_command.name);
    const auto keys_of = keys_by_person(reader.state);
    Json rows = Json::array();
    for (const PersonId& id : people_known(reader)) {
        const PersonRow& person = reader.state.people.at(id);
        const GroupRow* group = group_of(reader.state, id);
        const InvitationRow* invitation = row_of(reader.state.invitations, id);
        const bool access = with_access.contains(id);
        const auto own = keys_of.find(id);
        Json keys = own == keys_of.end() ? Json::array() : own->second;
        Json may = Json::array();
        if (invites && id != reader.person) may.push_back(InvitationRow::as_command.name);
        if (ends && (access || invitation != nullptr)) may.push_back(AccessEnd::as_command.name);
        if (enrols) may.push_back(KeyRow::as_command.name);
        if (revokes && !keys.empty()) may.push_back(KeyRevocation::as_command.name);
        rows.push_back({{"id", id.text},
                        {"unit", person.unit.text},
                        {"posts", posts_of(reader, id)},
                        {"grants", grants_of(reader, id)},
                        {"group", group != nullptr ? group->id.text : ""},
                        {"head", group != nullptr && group->head == id},
                        {"access", access},
                        {"keys", std::move(keys)},
                        {"invited_until", invitation != nullptr ? invitation->until.ms : 0},
                        {"may", std::move(may)}});
    }
    return rows;
}

}  // namespace dudao::console
