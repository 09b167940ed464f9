// A lifecycle is a table with one transition per line. `decide` looks up a step and checks its
// guard (draft.h), `apply` takes it, the docs draw it, and the tests enumerate it. A step without a
// row is refused with the list of possible ones. The policy decides how long a step may take
// (time_limit.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/names.h"

namespace dudao {

/// For a lifecycle that is not in use yet.
enum class NoGuard { None };
template <>
struct Names<NoGuard> {
    static constexpr auto table = std::to_array<Named<NoGuard>>({{NoGuard::None, ""}});
};

template <class S, class V, class G>
struct Row {
    using State = S;
    using Verb = V;
    S from;
    V verb;
    G guard;
    S to;
};

/// The row for a state and a verb; nullptr if there is none.
template <class Table, class S, class V>
constexpr auto row(const Table& table, S state, V verb) -> const typename Table::value_type* {
    for (const auto& each : table) {
        if (each.from == state && each.verb == verb) return &each;
    }
    return nullptr;
}

/// The verbs possible from a state, for the text of a refusal.
template <class Table, class S>
std::vector<std::string> possible_from(const Table& table, S state) {
    std::vector<std::string> verbs;
    for (const auto& each : table) {
        if (each.from == state) verbs.emplace_back(name(each.verb));
    }
    return verbs;
}

/// The state after a step that `decide` has allowed; throws BrokenInvariant if there is no such
/// row.
template <class Table, class S, class V>
constexpr S after(const Table& table, S state, V verb) {
    const auto* step = row(table, state, verb);
    ensure(step != nullptr, "an event took a step its lifecycle does not have");
    return step->to;
}

}  // namespace dudao
