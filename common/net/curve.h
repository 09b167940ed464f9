// CURVE keys, which identify processes. Registry, log and answers name a key by its id.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "domain/ids.h"
#include "result.h"
#include "secret/secret.h"

namespace dudao {

using PublicKey = std::array<std::uint8_t, 32>;
/// A separate type, so that a secret key cannot be passed where a public key is expected.
struct SecretKey {
    Secret<32> bytes;
};

struct KeyPair {
    PublicKey public_key{};
    SecretKey secret_key;
};

KeyPair generate_key_pair();
/// The key pair of a secret key.
KeyPair key_pair_of(const SecretKey& secret);

/// The key's id for new registry rows (ledger/key_id.h).
KeyId key_id(const PublicKey& key);

/// Z85, 40 characters: the form of public keys in configuration and registry.
std::string to_z85(const PublicKey& key);
Result<PublicKey> parse_z85(std::string_view text);

/// A secret key file holds the secret in Z85 and a newline, mode 0400. Saving refuses to overwrite
/// a file, and returns after file and directory are synced. Loading refuses a file with a wider
/// mode.
Result<void> save_key(const KeyPair& pair, const std::filesystem::path& file);
Result<KeyPair> load_key(const std::filesystem::path& file);

inline std::string_view as_bytes(const std::array<std::uint8_t, 32>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace dudao
