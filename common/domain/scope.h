// Where a command is done: a role counts for it within the unit it was given for and all below.
#pragma once

#include "domain/command.h"
#include "domain/state.h"

namespace dudao {

/// The unit that a command is about; the whole jurisdiction where it names none, or names what is
/// not there: so an officer of one township is refused alike on what is elsewhere and on nothing.
UnitId unit_of(const State& state, const Command& command);

}  // namespace dudao
