// Checks each command's declared right (declared.h) against the registry.
#pragma once

#include "domain/command.h"
#include "domain/draft.h"

namespace dudao {

/// True if the command's right allows this speaker to send it for the units it concerns.
bool may_send(const State& state, const Context& speaker, const Command& command);

}  // namespace dudao
