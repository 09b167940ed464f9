#include "domain/decide.h"

#include <memory>

#include "domain/bounds.h"
#include "domain/confirm.h"
#include "domain/permission.h"
#include "domain/rules.h"

namespace dudao {
namespace {

std::string roles_of(const Right& right) {
    if (right.roles == rights::anybody) return "whom the registry knows";
    std::string list;
    for (const auto& [role, word] : Names<Role>::table) {
        if ((right.roles & bit(role)) == 0) continue;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    return list.empty() ? "a process of the system" : list;
}

}  // namespace

Decision decide(const State& state, const Context& context, const Command& command) {
    const Right& right = declaration_of(command).right;
    if (!may_send(state, context, command)) {
        return tl::unexpected(refuse(Why::Forbidden,
                                     std::string(name(command)) + " is not yours to send",
                                     "it is for: " + roles_of(right)));
    }
    auto draft = std::make_unique<Draft>(state, context);
    Refusal refusal = run_rule(*draft, command);
    // What one person may not do alone is tried out first, so that only what is right waits.
    if (!refusal && context.actor && !seats(state, context.actor, command).empty()) {
        draft = std::make_unique<Draft>(state, context);
        refusal = propose(*draft, command);
    }
    if (refusal) return tl::unexpected(std::move(*refusal));
    const Accepted accepted = draft->accepted();
    return Decided{draft->take(), accepted};
}

Refusal run_rule(Draft& draft, const Command& command) {
    if (auto beyond = beyond_bounds(draft.state(), draft.now(), command)) return beyond;
    return std::visit([&draft](const auto& each) { return decide(draft, each); }, command);
}

}  // namespace dudao
