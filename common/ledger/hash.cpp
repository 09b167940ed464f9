#include "ledger/hash.h"

#include <sodium/crypto_hash_sha256.h>

namespace dudao {
namespace {

/// SHA-256 over parts, without joining them first.
class Hasher {
 public:
    Hasher() { crypto_hash_sha256_init(&state_); }
    Hasher& add(const void* bytes, std::size_t size) {
        crypto_hash_sha256_update(&state_, static_cast<const unsigned char*>(bytes), size);
        return *this;
    }
    Hash done() {
        Hash hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return hash;
    }

 private:
    crypto_hash_sha256_state state_{};
};

}  // namespace

Hash sha256(std::string_view bytes) { return Hasher().add(bytes.data(), bytes.size()).done(); }

Hash leaf_hash(std::string_view bytes) {
    return Hasher().add("\x00", 1).add(bytes.data(), bytes.size()).done();
}

Hash node_hash(const Hash& left, const Hash& right) {
    return Hasher()
        .add("\x01", 1)
        .add(left.data(), left.size())
        .add(right.data(), right.size())
        .done();
}

}  // namespace dudao
