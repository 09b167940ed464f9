// The number of a matter as people read it.
#pragma once

#include <cstdint>
#include <string>

#include "domain/words.h"
#include "messages/messages.h"

namespace dudao {

/// 改字〔2026〕3号 or Rectification 2026-3; empty for number 0. A kind that has no numbers (domain/
/// number.h) is a broken invariant.
std::string number_text(Lang lang, MatterKind kind, std::int32_t year, std::int32_t number);

}  // namespace dudao
