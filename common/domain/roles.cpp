#include "domain/roles.h"

#include <algorithm>

namespace dudao {
namespace {

const UnitRow* unit_row(const State& state, const UnitId& unit) {
    const auto at = state.units.find(unit);
    return at == state.units.end() ? nullptr : &at->second;
}

UnitId parent_of(const State& state, const UnitId& unit) {
    const UnitRow* found = unit_row(state, unit);
    return found ? found->parent : UnitId{};
}

}  // namespace

bool is_within(const State& state, const UnitId& unit, const UnitId& top) {
    UnitId at = unit;
    for (int depth = 0; depth < unit_depth_max && at; ++depth) {
        if (at == top) return true;
        at = parent_of(state, at);
    }
    return false;
}

UnitId scope_of(const State& state, Role role, const UnitId& unit) {
    const UnitRow* found = unit_row(state, unit);
    if (role == Role::UnitOfficer) return unit;
    if (found && found->level == Level::Department && found->parent) return found->parent;
    return unit;
}

bool holds(const State& state, const PersonId& person, Role role, const UnitId& unit, Moment now) {
    if (!person) return false;
    for (const auto& [id, post] : state.posts) {
        if (post.role != role || (post.holder != person && post.deputy != person)) continue;
        if (is_within(state, unit, scope_of(state, role, post.unit))) return true;
    }
    return std::any_of(state.grants.begin(), state.grants.end(), [&](const GrantRow& grant) {
        return grant.person == person && grant.role == role && now < grant.until &&
               is_within(state, unit, scope_of(state, role, grant.scope));
    });
}

bool holds_anywhere(const State& state, const PersonId& person, Role role, Moment now) {
    if (!person) return false;
    const bool by_post = std::any_of(state.posts.begin(), state.posts.end(), [&](const auto& each) {
        const PostRow& post = each.second;
        return post.role == role && (post.holder == person || post.deputy == person);
    });
    return by_post ||
           std::any_of(state.grants.begin(), state.grants.end(), [&](const GrantRow& grant) {
               return grant.person == person && grant.role == role && now < grant.until;
           });
}

UnitId ancestor(const State& state, const UnitId& unit, Level level) {
    UnitId at = unit;
    for (int depth = 0; depth < unit_depth_max && at; ++depth) {
        const UnitRow* found = unit_row(state, at);
        if (!found) break;
        if (found->level == level) return at;
        at = found->parent;
    }
    return state.founding.root;
}

bool belongs_to(const State& state, const PersonId& person, const UnitId& unit) {
    const auto at = state.people.find(person);
    if (at != state.people.end() && at->second.unit == unit) return true;
    return std::any_of(state.posts.begin(), state.posts.end(), [&](const auto& each) {
        const PostRow& post = each.second;
        return post.unit == unit && (post.holder == person || post.deputy == person);
    });
}

bool may_answer_for(const State& state, const PersonId& person, const UnitId& unit, Moment now) {
    return belongs_to(state, person, unit) || holds(state, person, Role::UnitOfficer, unit, now);
}

const GroupRow* group_of(const State& state, const PersonId& person) {
    for (const auto& [id, group] : state.groups) {
        if (std::find(group.members.begin(), group.members.end(), person) != group.members.end()) {
            return &group;
        }
    }
    return nullptr;
}

std::optional<PersonId> on_duty(const State& state, const PostRow& post) {
    for (const PersonId& person : {post.holder, post.deputy}) {
        if (person && state.people.contains(person)) return person;
    }
    return std::nullopt;
}

Reached reach_role(const State& state, Role role, const UnitId& unit) {
    Reached reached;
    UnitId at = unit;
    for (int depth = 0; depth < unit_depth_max && at; ++depth) {
        for (const auto& [id, post] : state.posts) {
            if (post.role != role || scope_of(state, role, post.unit) != at) continue;
            if (const auto person = on_duty(state, post)) {
                reached.people.push_back(*person);
                if (role != Role::Leader)
                    break;  // one officer is enough, but all leaders are notified
            }
        }
        if (!reached.people.empty()) return reached;
        const UnitId above = parent_of(state, at);
        reached.vacant.push_back(Unreachable{{}, 0, at, role, above});
        at = above;
    }
    if (role != Role::Leader) {
        Reached last = reach_role(state, Role::Leader, state.founding.root);
        reached.people = std::move(last.people);
    }
    return reached;
}

Reached reach(const State& state, Addressee addressee, const UnitId& unit, const GroupId& group) {
    switch (addressee) {
        case Addressee::Unit:
            return reach_role(state, Role::UnitOfficer, unit);
        case Addressee::UpperUnit: {
            const UnitId above = parent_of(state, unit);
            return reach_role(state, Role::UnitOfficer, above ? above : unit);
        }
        case Addressee::Officer: {
            // Officers are at the root; starting there avoids a false "vacant" for each level.
            return reach_role(state, Role::Officer, state.founding.root);
        }
        case Addressee::TownshipLeader:
            return reach_role(state, Role::Leader, ancestor(state, unit, Level::Township));
        case Addressee::LeadingGroup:
            return reach_role(state, Role::Leader, state.founding.root);
        case Addressee::GroupHead:
            break;
    }
    Reached reached;
    const auto at = state.groups.find(group);
    if (at != state.groups.end() && at->second.head) reached.people.push_back(at->second.head);
    return reached;
}

bool has_conflict(const State& state, const GroupId& group, const UnitId& village) {
    const auto row = state.groups.find(group);
    if (row == state.groups.end()) return false;
    const auto declared = [&](const PersonId& member) {
        const auto rows = state.conflicts.find(member);
        return rows != state.conflicts.end() &&
               std::any_of(rows->second.begin(), rows->second.end(),
                           [&](const ConflictRow& conflict) {
                               return is_within(state, village, conflict.unit);
                           });
    };
    const auto& members = row->second.members;
    return declared(row->second.head) || std::any_of(members.begin(), members.end(), declared);
}

std::vector<UnitId> villages_without_group(const State& state) {
    std::vector<GroupId> able;
    for (const auto& [id, group] : state.groups) {
        const bool reached =
            std::any_of(state.keys.begin(), state.keys.end(), [&](const auto& each) {
                const KeyRow& key = each.second;
                return key.kind == KeyKind::Device && key.group == id && !key.revoked;
            });
        if (reached) able.push_back(id);
    }
    std::vector<UnitId> none;
    for (const auto& [id, unit] : state.units) {
        if (unit.level != Level::Village) continue;
        const bool kept_out = std::all_of(able.begin(), able.end(), [&](const GroupId& group) {
            return has_conflict(state, group, id);
        });
        if (kept_out) none.push_back(id);
    }
    return none;
}

}  // namespace dudao
