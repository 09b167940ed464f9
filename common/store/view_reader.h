// The views as a reader outside of the broker finds them (docs/integration.md).
#pragma once

#include <cstdint>
#include <string>

#include "domain/view_rows.h"
#include "result.h"
#include "store/connection.h"

namespace dudao {

struct ReadViews {
    views::Rows rows;
    std::uint64_t seq = 0;  // every view stands at this commit or a later one; 0: one is not there
};

/// Reads each view whole, in one call to Redis a view, each within the time limit. Corrupt: a row
/// that this release cannot read; a worker of this release makes the views anew when it starts.
Result<ReadViews> read_views(Connection& connection, const std::string& j, int timeout_ms = 5000);

}  // namespace dudao
