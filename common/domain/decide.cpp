#include "domain/decide.h"

#include <memory>

#include "domain/bounds.h"
#include "domain/confirm.h"
#include "domain/permission.h"
#include "domain/refuse.h"
#include "domain/rules.h"

namespace dudao {
namespace {

Rejection not_yours(const Command& refused) {
    const Right& right = declaration_of(refused).right;
    const Argument command = word("command", name(refused));
    if (right.roles == rights::anybody) return refuse(Why::Forbidden, "not_for_strangers", command);
    std::vector<std::string> roles;
    for (const auto& [role, word] : Names<Role>::table) {
        if ((right.roles & bit(role)) != 0) roles.emplace_back(word);
    }
    if (roles.empty()) return refuse(Why::Forbidden, "not_for_people", command);
    return refuse(Why::Forbidden, "not_yours", command, words("role", std::move(roles)));
}

}  // namespace

Decision decide(const State& state, const Context& context, const Command& command) {
    if (!may_send(state, context, command)) {
        return tl::unexpected(not_yours(command));
    }
    auto draft = std::make_unique<Draft>(state, context);
    Refusal refusal = run_rule(*draft, command);
    // A command that needs a second person is run first, so that only a valid one becomes a
    // proposal.
    if (!refusal && context.actor && !seats(state, context.actor, command).empty()) {
        draft = std::make_unique<Draft>(state, context);
        refusal = propose(*draft, command);
    }
    if (refusal) return tl::unexpected(std::move(*refusal));
    const Accepted accepted = draft->accepted();
    return Decided{draft->take_events(), accepted};
}

Refusal run_rule(Draft& draft, const Command& command) {
    if (auto beyond = beyond_bounds(draft.state(), draft.now(), command)) return beyond;
    return std::visit([&draft](const auto& each) { return decide(draft, each); }, command);
}

}  // namespace dudao
