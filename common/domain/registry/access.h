// Who can speak at all: without a gateway that speaks for them or a key of their own people cannot.
#pragma once

#include <set>

#include "domain/state.h"

namespace dudao {

/// Everybody with an own key in force, or for whom a gateway in force speaks. Devices are left out:
/// they speak for whoever of the group holds them.
std::set<PersonId> people_with_access(const State& state);

}  // namespace dudao
