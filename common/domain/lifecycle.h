// A lifecycle is a table: a transition a line. `decide` looks a step up and asks its guard
// (draft.h), `apply` takes it, the docs draw it and the tests enumerate it: what is not listed is
// refused with the list of what is. How long a step may take is the policy's to say (time_limit.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/names.h"

namespace dudao {

/// Of a lifecycle that nobody plays yet.
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

/// The row for a state and a verb, or nothing.
template <class Table, class S, class V>
constexpr auto row(const Table& table, S state, V verb) -> const typename Table::value_type* {
    for (const auto& each : table) {
        if (each.from == state && each.verb == verb) return &each;
    }
    return nullptr;
}

/// The verbs possible from a state, for a refusal that says what would be right.
template <class Table, class S>
std::vector<std::string> possible_from(const Table& table, S state) {
    std::vector<std::string> verbs;
    for (const auto& each : table) {
        if (each.from == state) verbs.emplace_back(name(each.verb));
    }
    return verbs;
}

/// The state after a step that `decide` has allowed; an absent row is a broken invariant.
template <class Table, class S, class V>
constexpr S after(const Table& table, S state, V verb) {
    const auto* step = row(table, state, verb);
    ensure(step != nullptr, "an event took a step its lifecycle does not have");
    return step->to;
}

}  // namespace dudao
