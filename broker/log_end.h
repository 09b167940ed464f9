// The last commit of a log: its sequence number and chain hash.
#pragma once

#include <cstdint>

#include "domain/hash.h"

namespace dudao::broker {

struct LogEnd {
    std::uint64_t seq = 0;
    Hash head{};
};

}  // namespace dudao::broker
