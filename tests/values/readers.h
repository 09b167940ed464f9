// Everybody who reads a county's log, over one county: engine, worker, console, broker's answers
// and a device. Each does a little of all that it can do; what throws is a failure of the test.
#pragma once

#include <string>

#include "tests/unit/console/office.h"

namespace dudao::test {

/// Whether a page that was answered as broken counts: the console itself goes on.
enum class Caught { Counts, IsFine };

/// Empty: all of them went on. Else who threw, and what.
std::string who_ends(console::test::Office& office, Caught caught);

}  // namespace dudao::test
