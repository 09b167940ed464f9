// Everybody who reads a county's log, over one county: engine, worker, console, broker's answers and
// a device. Each does a little of all that it can do; what throws is a failure of the test.
#pragma once

#include <string>

#include "tests/unit/console/office.h"

namespace dudao::test {

/// Empty: all of them went on. Else who threw, and what.
std::string who_ends(console::test::Office& office);

}  // namespace dudao::test
