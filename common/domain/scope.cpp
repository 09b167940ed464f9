#include "domain/scope.h"

namespace dudao {
namespace {

template <class Map, class Key>
const auto* find(const Map& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

/// Empty if the command names no matter, or one that does not exist.
template <class Body>
UnitId named_by(const State& state, const Body& command) {
    if constexpr (requires { command.rectification; }) {
        const auto* r = find(state.rectifications, command.rectification);
        return r ? r->unit : UnitId{};
    } else if constexpr (requires { command.demand; }) {
        const auto* d = find(state.demands, command.demand);
        return d ? d->unit : UnitId{};
    } else if constexpr (requires { command.task; }) {
        // Until check-in nobody may know the place of a task.
        const auto* task = find(state.tasks, command.task);
        return task && task->checked_in_at.ms != 0 ? task->target : UnitId{};
    } else if constexpr (requires { command.finding; }) {
        const auto* finding = find(state.findings, command.finding);
        return finding ? finding->facts().unit : UnitId{};
    } else {
        return {};
    }
}

UnitId named_by(const State&, const PostRow& command) { return command.unit; }
UnitId named_by(const State&, const OpenLead& command) { return command.unit; }
/// The finding's own unit; the rule checks the unit that the order goes to.
UnitId named_by(const State& state, const IssueRectification& command) {
    const auto* finding = find(state.findings, command.finding);
    return finding ? finding->facts().unit : UnitId{};
}

/// The other unit, for a command that moves something between units; otherwise empty.
template <class Body>
UnitId second_of(const State&, const Body&) {
    return {};
}
UnitId second_of(const State& state, const PostRow& command) {
    const auto* row = find(state.posts, command.id);
    return row ? row->unit : UnitId{};
}
UnitId second_of(const State&, const TransferRectification& command) { return command.unit; }
UnitId second_of(const State& state, const OpenLead& command) {
    const auto* finding = find(state.findings, command.finding);
    return finding ? finding->facts().unit : UnitId{};
}

}  // namespace

std::vector<UnitId> units_of(const State& state, const Command& command) {
    return std::visit(
        [&](const auto& each) {
            const UnitId first = named_by(state, each);
            const UnitId second = second_of(state, each);
            std::vector<UnitId> units{first ? first : state.founding.root};
            if (second && second != first) units.push_back(second);
            return units;
        },
        command);
}

}  // namespace dudao
