// Service (送达): the clock of a rectification or a demand starts when it was served, never because
// we tried.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// The rectification was acknowledged, served on paper, or is deemed served.
void serve(Draft& draft, const Rectification& r, ServedHow how, const Text& note);

/// The demand was acknowledged or is deemed served; its days run from now.
void serve(Draft& draft, const Demand& d, bool deemed);

}  // namespace dudao
