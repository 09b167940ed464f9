#include "domain/permission.h"

#include <algorithm>

#include "domain/scope.h"

namespace dudao {
namespace {

/// True if the speaker holds the role for the command. An officer needs it only for the units
/// concerned. A leader, keeper or administrator needs it for the whole jurisdiction: a township's
/// leader is no leader of the county. If the command is also one of units, its rule checks whose
/// matter it is.
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

/// The roles for a key: keys of people and devices are enrolled by officers, those of processes by
/// leaders.
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
        } else if (speaker.kind != KeyKind::Device &&  // any member may be the one holding it
                   is_held(state, speaker, command, right, role)) {
            return true;
        }
    }
    return false;
}

}  // namespace dudao
