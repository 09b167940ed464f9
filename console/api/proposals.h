// What waits for a second person.
#pragma once

#include "console/api/answer.h"
#include "console/api/reader.h"

namespace dudao::console {

/// The open proposals that the reader may see, those that wait for the reader first: each with what
/// is proposed (as in the log), the row that it changes as it stands today, who may still confirm
/// it, and what the reader may do.
Json proposal_list(Reader& reader);

/// Those of them that are about this case.
Json proposals_about(Reader& reader, const Case& lead);

}  // namespace dudao::console
