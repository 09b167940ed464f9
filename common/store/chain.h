// The hash chain over a jurisdiction's log. It lets every reader detect a missing or changed
// commit.
//
//    h(n) = SHA-256(h(n-1) | n as 8 bytes, big-endian | e | b),  h(0) = 32 zero bytes
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/hash.h"

namespace dudao {

/// Field `e` of an entry: the owner's epoch and the first 8 hex digits of its token, "7:0a1b2c3d".
std::string owner_mark(std::uint64_t epoch, std::string_view token);

/// Computes h(seq) from h(seq - 1) and the entry's fields.
Hash chain_hash(const Hash& prev, std::uint64_t seq, std::string_view e, std::string_view b);

}  // namespace dudao
