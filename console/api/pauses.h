// Stretches in which nothing came of a task, each with what the log knows of why: the device had
// not fetched it, what was recorded came together later, the report waited for its review, another
// group had the task before. Pure; reads the record alone.
#pragma once

#include "console/api/reader.h"

namespace dudao::console {

/// Oldest first. `to` is 0 for one that lasts.
Json pauses(Reader& reader, const Task& task);

}  // namespace dudao::console
