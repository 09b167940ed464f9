#include "store/chain.h"

#include <array>

#include <sodium.h>

namespace dudao {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string owner_mark(std::uint64_t epoch, std::string_view token) {
    return std::to_string(epoch) + ":" + std::string(token.substr(0, 8));
}

Hash chain_hash(const Hash& prev, std::uint64_t seq, std::string_view e, std::string_view b) {
    std::array<unsigned char, 8> place{};
    for (std::size_t i = 0; i < place.size(); ++i) {
        place[i] = static_cast<unsigned char>(seq >> (56U - 8U * i));
    }
    crypto_hash_sha256_state state{};
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, prev.data(), prev.size());
    crypto_hash_sha256_update(&state, place.data(), place.size());
    crypto_hash_sha256_update(&state, bytes_of(e), e.size());
    crypto_hash_sha256_update(&state, bytes_of(b), b.size());
    Hash hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

}  // namespace dudao
