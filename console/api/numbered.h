// Matters by the numbers that people know them by.
#pragma once

#include <cstdint>

#include "domain/sight.h"
#include "domain/state.h"
#include "domain/words.h"

namespace dudao::console {

/// The id of the matter of this kind with this number; 0: there is none, or it is out of sight.
std::uint64_t id_by_number(const State& state, const Sight& sight, MatterKind kind,
                           std::int32_t year, std::int32_t number);

}  // namespace dudao::console
