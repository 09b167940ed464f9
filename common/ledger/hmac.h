// HMAC-SHA-256 (RFC 2104): who has the key can tell that the bytes come from somebody who has it.
#pragma once

#include <string_view>

#include "domain/hash.h"

namespace dudao {

/// The key may have any length.
Hash hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace dudao
