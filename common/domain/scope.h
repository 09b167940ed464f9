// Where a command is done: a role counts for it within the unit it was given for and all below.
#pragma once

#include <vector>

#include "domain/command.h"
#include "domain/state.h"

namespace dudao {

/// The units that a command is about: one, or two where it moves something from one to another (a
/// post whose present row is of another unit, a matter that is transferred). The whole jurisdiction
/// where it names none, or names what is not there: so an officer of one township is refused alike
/// on what is elsewhere and on nothing.
std::vector<UnitId> units_of(const State& state, const Command& command);

}  // namespace dudao
