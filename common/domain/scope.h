// The units that a command concerns: a role counts only within the unit it was given for and below.
#pragma once

#include <vector>

#include "domain/command.h"
#include "domain/state.h"

namespace dudao {

/// The units that a command is about: usually one, or two if it moves something between units (a
/// post whose present row is of another unit, a matter that is transferred). The whole jurisdiction
/// if it names none, or something that does not exist; so a township's officer gets the same
/// refusal for things elsewhere and for things that do not exist.
std::vector<UnitId> units_of(const State& state, const Command& command);

}  // namespace dudao
