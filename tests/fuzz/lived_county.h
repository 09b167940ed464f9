// A county that has seen most of what can happen, made once: what decoded things are tried on.
#pragma once

#include <vector>

#include "tests/support/county.h"

namespace dudao::fuzz {

const test::County& lived_county();

/// Those who may say something: people of each role, and the processes.
const std::vector<Context>& speakers();

}  // namespace dudao::fuzz
