#include "console/api/people.h"

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

std::int64_t keys_of(const Reader& reader, const PersonId& person) {
    return std::count_if(reader.state.keys.begin(), reader.state.keys.end(), [&](const auto& each) {
        const KeyRow& key = each.second;
        return key.kind == KeyKind::Person && key.person == person && !key.revoked;
    });
}

}  // namespace

Json people_list(Reader& reader) {
    const auto with_access = people_with_access(reader.state);
    const bool invites = may_send(reader, InvitationRow::as_command.name);
    const bool ends = may_send(reader, AccessEnd::as_command.name);
    Json rows = Json::array();
    for (const PersonId& id : people_known(reader)) {
        const PersonRow& person = reader.state.people.at(id);
        const GroupRow* group = group_of(reader.state, id);
        const InvitationRow* invitation = row_of(reader.state.invitations, id);
        const bool access = with_access.contains(id);
        Json may = Json::array();
        if (invites && id != reader.person) may.push_back(InvitationRow::as_command.name);
        if (ends && (access || invitation != nullptr)) may.push_back(AccessEnd::as_command.name);
        rows.push_back({{"id", id.text},
                        {"unit", person.unit.text},
                        {"posts", posts_of(reader, id)},
                        {"grants", grants_of(reader, id)},
                        {"group", group != nullptr ? group->id.text : ""},
                        {"head", group != nullptr && group->head == id},
                        {"access", access},
                        {"keys", keys_of(reader, id)},
                        {"invited_until", invitation != nullptr ? invitation->until.ms : 0},
                        {"may", std::move(may)}});
    }
    return rows;
}

}  // namespace dudao::console
