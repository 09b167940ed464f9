// Who may verify a rectification, and who was asked to. The rule of `rectification.verify` and the
// choice of a verifier both ask here. Pure functions.
#pragma once

#include "domain/state.h"

namespace dudao {

/// Nobody verifies, approves or decides on a matter of their own unit or one they worked on.
bool is_independent(const State& state, const PersonId& person, const Rectification& r);

/// Whether their role lets this person verify matters of its unit.
bool verifies_for(const State& state, const PersonId& person, const Rectification& r, Moment now);

/// The person who was asked to verify it, while they may: a post, a grant or a group can change
/// after they were chosen. Empty if nobody was.
PersonId verifier_of(const State& state, const Rectification& r, Moment now);

}  // namespace dudao
