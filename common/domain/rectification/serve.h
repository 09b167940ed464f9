// Service (送达): the clock of a rectification or a demand starts when it was served; an attempt is
// not enough.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// Records that the rectification was acknowledged, served on paper, or is deemed served.
void serve(Draft& draft, const Rectification& r, ServedHow how, const Text& note);

/// Records that the demand was acknowledged or is deemed served; its days start now.
void serve(Draft& draft, const Demand& d, bool deemed);

}  // namespace dudao
