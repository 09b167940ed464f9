// What a CURVE key is called, and its row in the registry. The id is a name only: a key is all of
// its 32 bytes, and these are compared wherever a key decides something.
#pragma once

#include <map>
#include <string_view>

#include "domain/registry/types.h"

namespace dudao {

/// First 32 hex digits (128 bits) of SHA-256 of the 32 bytes: the id in new rows.
KeyId key_id(std::string_view public_key);

/// True when `named` is the id `own`, or its first 16 digits, which rows of early releases have.
bool names_key(std::string_view named, std::string_view own);

/// The row of this very key; nullptr when none stands.
const KeyRow* row_of_key(const std::map<KeyId, KeyRow>& keys, std::string_view public_key);

}  // namespace dudao
