// What waits for a second person.
#pragma once

#include "console/api/answer.h"
#include "console/api/reader.h"

namespace dudao::console {

/// The open proposals that the reader may see, those that wait for the reader first: each with what
/// is proposed (as in the log), who may still confirm it, and what the reader may do.
Json proposal_list(Reader& reader);

/// How many wait for the reader.
std::size_t proposals_waiting(const Reader& reader);

}  // namespace dudao::console
