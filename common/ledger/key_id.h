// The id of a CURVE key and its registry row. The id is only a name: wherever a key decides access,
// all of its 32 bytes are compared.
#pragma once

#include <map>
#include <string_view>

#include "domain/registry/types.h"

namespace dudao {

/// First 32 hex digits (128 bits) of SHA-256 of the 32 bytes: the id in new rows.
KeyId key_id(std::string_view public_key);

/// True if `named` is the id `own` or its first 16 digits, which rows of early releases have.
bool names_key(std::string_view named, std::string_view own);

/// The row of exactly this key; nullptr if there is none.
const KeyRow* row_of_key(const std::map<KeyId, KeyRow>& keys, std::string_view public_key);

}  // namespace dudao
