#include "domain/permission.h"

#include <algorithm>

#include "domain/scope.h"

namespace dudao {
namespace {

/// An officer works where the grant or post reaches. A leader, keeper or administrator is asked for
/// the whole jurisdiction: who leads a township is no leader of the county. Where a unit speaks
/// too, the command itself asks whose the matter is.
bool is_held(const State& state, const Context& speaker, const Command& command, const Right& right,
             Role role) {
    const auto within = [&](const UnitId& unit) {
        return holds(state, speaker.actor, role, unit, speaker.now);
    };
    if (role == Role::Officer) {
        const auto units = units_of(state, command);
        return std::all_of(units.begin(), units.end(), within);
    }
    const bool of_the_whole =
        role == Role::Leader || role == Role::PlanKeeper || role == Role::Administrator;
    if (!of_the_whole || (right.roles & bit(Role::UnitOfficer)) != 0) {
        return holds_anywhere(state, speaker.actor, role, speaker.now);
    }
    return within(state.founding.root);
}

/// Keys of people and devices are for officers, those of processes for leaders.
std::uint32_t roles_for(const Right& right, const Command& command) {
    const auto* row = std::get_if<KeyRow>(&command);
    if (!row) return right.roles;
    const bool of_people = row->kind == KeyKind::Person || row->kind == KeyKind::Device;
    return right.roles & (of_people ? rights::officer : rights::leader);
}

}  // namespace

bool may_send(const State& state, const Context& speaker, const Command& command) {
    const Right& right = declaration_of(command).right;
    if (!speaker.actor) return (right.process & bit(speaker.kind)) != 0;
    if (right.roles == rights::anybody) return state.people.contains(speaker.actor);
    const std::uint32_t roles = roles_for(right, command);
    for (const auto& [role, word] : Names<Role>::table) {
        if ((roles & bit(role)) == 0) continue;
        if (role == Role::GroupHead || role == Role::Inspector) {
            const GroupRow* group = group_of(state, speaker.actor);
            if (group && (role == Role::Inspector || group->head == speaker.actor)) return true;
        } else if (speaker.kind != KeyKind::Device &&  // whoever holds it speaks for any member
                   is_held(state, speaker, command, right, role)) {
            return true;
        }
    }
    return false;
}

}  // namespace dudao
