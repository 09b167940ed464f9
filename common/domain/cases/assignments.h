// What the steps of a case do to its assignments.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// True if a case in this state asks for this.
bool is_asked_for(assignment::Kind kind, assignment::Paper paper, cases::State state);

/// Withdraws the open assignments that a case entering `to` no longer asks for. Carrying out goes
/// on while an appeal is under way.
void withdraw_unwanted(Draft& draft, const Case& lead, cases::State to);

}  // namespace dudao
