// Whether those whom a matter concerns were told: notices that wait, and what became of the others.
#pragma once

#include "console/api/cursor.h"

namespace dudao::console {

/// GET /notices: what waits or is under way, the next first; then what became of the others within
/// thirty days, the newest first. The office sees all that it may know of, anybody else their own.
Result<Listed> notice_list(const Reader& reader, const Query& query);

/// Of the same: how many failed, and of how many nobody knows.
Json untold(const Reader& reader);

}  // namespace dudao::console
