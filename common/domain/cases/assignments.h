// What the steps of a case do to its assignments.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// Withdraws the open assignments that a case entering `to` no longer asks for. Carrying out goes
/// on while an appeal is under way.
void withdraw_unwanted(Draft& draft, const Case& lead, cases::State to);

}  // namespace dudao
