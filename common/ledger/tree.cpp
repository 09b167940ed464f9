#include "ledger/tree.h"

#include "ensure.h"

namespace dudao {

void Tree::push(const Hash& leaf) {
    Hash grown = leaf;
    // For each trailing one bit of the size there is a complete subtree as large as the new one:
    // they are joined.
    for (std::uint64_t bits = size; (bits & 1U) != 0; bits >>= 1U) {
        ensure(!peaks.empty(), "a tree has a peak for each bit of its size");
        grown = node_hash(peaks.back(), grown);
        peaks.pop_back();
    }
    peaks.push_back(grown);
    ++size;
}

Hash Tree::root() const {
    if (peaks.empty()) return sha256({});
    Hash root = peaks.back();
    for (std::size_t i = peaks.size() - 1; i > 0; --i) root = node_hash(peaks[i - 1], root);
    return root;
}

Hash merkle_root(std::span<const Hash> leaves) {
    Tree tree;
    for (const Hash& leaf : leaves) tree.push(leaf);
    return tree.root();
}

}  // namespace dudao
