// The overview as `dudao status` tells it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>

#include "domain/overview.h"
#include "messages/messages.h"

namespace dudao {

/// `leads`: nothing where whoever asks may not know of them.
void print_status(std::ostream& out, const views::Rows& rows, const Overview& view,
                  std::optional<std::int64_t> leads, Lang lang);

}  // namespace dudao
