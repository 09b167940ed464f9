// Who may send what: the right that each command declares (declared.h), held against the registry.
#pragma once

#include "domain/command.h"
#include "domain/draft.h"

namespace dudao {

/// True when the command's right lets this speaker send it, where it is about.
bool may_send(const State& state, const Context& speaker, const Command& command);

}  // namespace dudao
