// The number of a matter as people read it, and as it is read where a matter is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/number.h"
#include "domain/words.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao {

/// 改字〔2026〕3号 or Rectification 2026-3; empty for number 0. A kind that has no numbers (domain/
/// number.h) is a broken invariant.
std::string number_text(Lang lang, MatterKind kind, std::int32_t year, std::int32_t number);

/// What was given for a matter of this kind (nothing: of one without numbers): its number, in any
/// spelling (domain/number.h), or nothing where it is an id. BadInput: a number of another kind.
Result<std::optional<TypedNumber>> number_for(std::optional<MatterKind> wanted,
                                              const std::string& given);

}  // namespace dudao
