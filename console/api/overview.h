// The seven questions of the morning, and the map's numbers by village.
#pragma once

#include "console/api/reader.h"

namespace dudao::console {

Json overview_page(Reader& reader);
/// GET /api/v1/map.
Json map_page(const Reader& reader);

}  // namespace dudao::console
