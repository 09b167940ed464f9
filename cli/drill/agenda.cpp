#include "cli/drill/agenda.h"

#include "ensure.h"

namespace dudao::drill {

void Agenda::add(Moment at, Action action) {
    ensure(actions_.size() < actions_max, "a play of bounded length");
    actions_.emplace(std::pair{at, ++sequence_}, std::move(action));
}

std::optional<Moment> Agenda::next() const {
    if (actions_.empty()) return std::nullopt;
    return actions_.begin()->first.first;
}

std::optional<Agenda::Action> Agenda::next_due(Moment now) {
    if (actions_.empty() || actions_.begin()->first.first > now) return std::nullopt;
    Action action = std::move(actions_.begin()->second);
    actions_.erase(actions_.begin());
    return action;
}

}  // namespace dudao::drill
