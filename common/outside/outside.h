// The cryptography and codecs of higher layers that every process passes to the rules.
#pragma once

#include "domain/draft.h"

namespace dudao {

extern const Outside outside_of_rules;

}  // namespace dudao
