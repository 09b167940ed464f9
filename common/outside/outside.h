// What every process gives the rules of the layers above them: cryptography and codecs.
#pragma once

#include "domain/draft.h"

namespace dudao {

extern const Outside outside_of_rules;

}  // namespace dudao
