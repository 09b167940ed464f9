// The hashes of an RFC 6962 tree: SHA-256 with a first byte that distinguishes leaves from nodes.
#pragma once

#include <memory>
#include <string_view>

#include "domain/hash.h"

struct evp_md_ctx_st;

namespace dudao {

/// SHA-256 over several parts without concatenating them. By OpenSSL, which uses the processor's
/// own instructions: four times as fast as libsodium's on a batch. Throws std::bad_alloc without
/// memory.
class Sha256 {
 public:
    Sha256();
    Sha256& add(std::string_view bytes);
    /// Call once, at the end.
    Hash done();

 private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Hash sha256(std::string_view bytes);
/// LH(d) = SHA-256(0x00 || d): the leaf hash of these exact bytes (RFC 6962 §2.1).
Hash leaf_hash(std::string_view bytes);
/// NH(l, r) = SHA-256(0x01 || l || r).
Hash node_hash(const Hash& left, const Hash& right);

}  // namespace dudao
