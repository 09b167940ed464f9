// Folding: state + event -> state. Never refuses, computes no deadline, reads no clock; an
// impossible event is a broken invariant.
#pragma once

#include "domain/event.h"
#include "domain/state.h"

namespace dudao {

void apply(State& state, const Event& event);

/// The answer to a command, kept with its sender: the highest n and the last 64.
void apply(State& state, const Receipt& receipt);

}  // namespace dudao
