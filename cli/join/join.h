// `dudao join`: this machine becomes a device of a group or case team. It makes its own keys, which
// never leave it, shows a code, and waits until somebody who may enrol devices has typed the code
// on the pages and the group's head has confirmed it.
#pragma once

#include "cli/nouns/globals.h"

namespace dudao {

void add_join(Registry& registry);

}  // namespace dudao
