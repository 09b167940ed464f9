// The hashes of an RFC 6962 tree: SHA-256 with a first byte that distinguishes leaves from nodes.
#pragma once

#include <sodium/crypto_hash_sha256.h>

#include <string_view>

#include "domain/hash.h"

namespace dudao {

/// SHA-256 over several parts without concatenating them.
class Sha256 {
 public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    Sha256& add(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
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

Hash sha256(std::string_view bytes);
/// LH(d) = SHA-256(0x00 || d): the leaf hash of these exact bytes (RFC 6962 §2.1).
Hash leaf_hash(std::string_view bytes);
/// NH(l, r) = SHA-256(0x01 || l || r).
Hash node_hash(const Hash& left, const Hash& right);

}  // namespace dudao
