// The hashes of an RFC 6962 tree: SHA-256, leaves and nodes told apart by their first byte.
#pragma once

#include <string_view>

#include "domain/hash.h"

namespace dudao {

Hash sha256(std::string_view bytes);
/// LH(d) = SHA-256(0x00 || d): the leaf of these exact bytes (RFC 6962 §2.1).
Hash leaf_hash(std::string_view bytes);
/// NH(l, r) = SHA-256(0x01 || l || r).
Hash node_hash(const Hash& left, const Hash& right);

}  // namespace dudao
