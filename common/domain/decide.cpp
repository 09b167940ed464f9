#include "domain/decide.h"

#include "domain/permission.h"
#include "domain/rules.h"
#include "domain/scope.h"

namespace dudao {
namespace {

/// An officer works where the grant or post reaches. A leader, keeper or administrator is asked for
/// the whole jurisdiction: who leads a township is no leader of the county. Where a unit speaks
/// too, the command itself asks whose the matter is.
bool is_held(const State& state, const Context& context, const Command& command, const Right& right,
             Role role) {
    const auto within = [&](const UnitId& unit) {
        return holds(state, context.actor, role, unit, context.now);
    };
    if (role == Role::Officer) return within(unit_of(state, command));
    const bool of_the_whole =
        role == Role::Leader || role == Role::PlanKeeper || role == Role::Administrator;
    if (!of_the_whole || (right.roles & bit(Role::UnitOfficer)) != 0) {
        return holds_anywhere(state, context.actor, role, context.now);
    }
    return within(state.founding.root);
}

bool may_send(const State& state, const Context& context, const Command& command,
              const Right& right) {
    if (!context.actor) return (right.process & bit(context.kind)) != 0;
    for (const auto& [role, word] : Names<Role>::table) {
        if ((right.roles & bit(role)) == 0) continue;
        if (role == Role::GroupHead || role == Role::Inspector) {
            const GroupRow* group = group_of(state, context.actor);
            if (group && (role == Role::Inspector || group->head == context.actor)) return true;
        } else if (is_held(state, context, command, right, role)) {
            return true;
        }
    }
    return false;
}

std::string roles_of(const Right& right) {
    std::string list;
    for (const auto& [role, word] : Names<Role>::table) {
        if ((right.roles & bit(role)) == 0) continue;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    return list.empty() ? "a process of the system" : list;
}

}  // namespace

Decision decide(const State& state, const Context& context, const Command& command) {
    const Right& right = permissions.at(command.index());
    if (!may_send(state, context, command, right)) {
        return tl::unexpected(refuse(Why::Forbidden,
                                     std::string(right.command) + " is not yours to send",
                                     "it is for: " + roles_of(right)));
    }
    Draft draft(state, context);
    Refusal refusal =
        std::visit([&draft](const auto& each) { return decide(draft, each); }, command);
    if (refusal) return tl::unexpected(std::move(*refusal));
    const Accepted accepted = draft.accepted();
    return Decided{draft.take(), accepted};
}

}  // namespace dudao
