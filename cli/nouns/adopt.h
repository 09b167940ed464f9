// dudao calendar load and policy adopt: what a file changes is shown, then it is proposed; a second
// person confirms it.
#pragma once

#include "cli/nouns/globals.h"

namespace dudao {

/// Adds the verbs to the nouns `calendar` and `policy`, which are there already.
void add_adoption(Registry& registry);

}  // namespace dudao
