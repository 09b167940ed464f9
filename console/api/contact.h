// Where a person's notices go, and what became of the last test notice.
#pragma once

#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// One's own; with `person` that of somebody else, for who may set it. NotFound: not to be read.
Result<Json> contact_page(Reader& reader, const Query& query);

}  // namespace dudao::console
