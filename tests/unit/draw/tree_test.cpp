#include "ledger/tree.h"

#include <gtest/gtest.h>

namespace dudao {
namespace {

/// The definition of RFC 6962 §2.1, word for word.
Hash by_definition(std::span<const Hash> leaves) {
    if (leaves.empty()) return sha256({});
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(by_definition(leaves.first(k)), by_definition(leaves.subspan(k)));
}

TEST(Tree, has_the_reference_roots_of_certificate_transparency) {
    const std::string leaves[] = {
        std::string(),
        std::string(1, '\0'),
        "\x10",
        "\x20\x21",
        "\x30\x31",
        "\x40\x41\x42\x43",
        "\x50\x51\x52\x53\x54\x55\x56\x57",
        "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
    const char* roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                           "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                           "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                           "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                           "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                           "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                           "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Tree tree;
    for (std::size_t i = 0; i < std::size(leaves); ++i) {
        tree.push(leaf_hash(leaves[i]));
        EXPECT_EQ(to_hex(tree.root()), roots[i]) << i;
    }
}

TEST(Tree, of_nothing_is_the_hash_of_nothing) {
    EXPECT_EQ(to_hex(Tree{}.root()),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Tree, agrees_with_the_definition_at_every_size) {
    std::vector<Hash> leaves;
    for (int i = 0; i < 130; ++i) {
        leaves.push_back(leaf_hash(std::to_string(i)));
        ASSERT_EQ(merkle_root(leaves), by_definition(leaves)) << i;
    }
}

}  // namespace
}  // namespace dudao
