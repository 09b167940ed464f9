// The Merkle tree of RFC 6962 §2.1, built by appending leaves.
//
// Only the roots of its complete subtrees are kept, one per set bit of the size: a log of any
// length needs at most 64 hashes, and the root is available after every leaf.
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

    /// Appends a leaf, given by its leaf_hash.
    void push(const Hash& leaf);
    /// MTH of all leaves so far; with no leaves, SHA-256 of the empty string.
    Hash root() const;
};

/// MTH over leaf hashes.
Hash merkle_root(std::span<const Hash> leaves);

}  // namespace dudao
