// `dudao log verify`: checks a county's log, personal text and evidence against each other.
#pragma once

#include "cli/nouns/globals.h"

namespace dudao {

void add_log_verify(CLI::App& log, Registry& registry);

}  // namespace dudao
