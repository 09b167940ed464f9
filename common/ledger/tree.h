// The Merkle tree of RFC 6962 §2.1, grown leaf by leaf.
//
// Only the roots of its complete subtrees are kept, one for each bit of the size: a log of any
// length costs at most 64 hashes, and the root can be told after every leaf.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "domain/fields.h"
#include "ledger/hash.h"

namespace dudao {

struct Tree {
    std::uint64_t size = 0;
    std::vector<Hash> peaks;  // complete subtrees, the largest (oldest) first
    DUDAO_FIELDS(size, peaks)
    friend bool operator==(const Tree&, const Tree&) = default;

    /// Adds a leaf by its leaf_hash.
    void push(const Hash& leaf);
    /// MTH of all leaves so far; of none it is SHA-256 of nothing.
    Hash root() const;
};

/// MTH over leaf hashes.
Hash merkle_root(std::span<const Hash> leaves);

}  // namespace dudao
