// Applies an event to the state. Never refuses, computes no deadline, reads no clock; an impossible
// event throws BrokenInvariant.
#pragma once

#include "domain/event.h"
#include "domain/state.h"

namespace dudao {

void apply(State& state, const Event& event);

/// Stores the answer to a command with its sender: the highest n and the last 64 receipts.
void apply(State& state, const Receipt& receipt);

}  // namespace dudao
