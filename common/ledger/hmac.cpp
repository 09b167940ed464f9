#include "ledger/hmac.h"

#include <sodium/crypto_auth_hmacsha256.h>

namespace dudao {

Hash hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                                key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
    Hash hash{};
    static_assert(crypto_auth_hmacsha256_BYTES == std::tuple_size_v<Hash>);
    crypto_auth_hmacsha256_final(&state, hash.data());
    return hash;
}

}  // namespace dudao
