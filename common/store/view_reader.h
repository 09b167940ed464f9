// Reads the views, for readers outside the broker (docs/integration.md).
#pragma once

#include <cstdint>
#include <string>

#include "domain/view_rows.h"
#include "result.h"
#include "store/connection.h"

namespace dudao {

struct ReadViews {
    views::Rows rows;
    std::uint64_t seq = 0;  // every view is at this commit or a later one; 0: a view is missing
};

/// Reads every view completely, one call per view, each with the timeout. Corrupt: a row that this
/// release cannot read; a worker of this release rebuilds the views when it starts.
Result<ReadViews> read_views(Connection& connection, const std::string& j, int timeout_ms = 5000);

}  // namespace dudao
