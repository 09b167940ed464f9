// `dudao log verify`: log, words and evidence of a county, held against one another.
#pragma once

#include "cli/nouns/globals.h"

namespace dudao {

void add_log_verify(CLI::App& log, Registry& registry);

}  // namespace dudao
