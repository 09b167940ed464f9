// CURVE keys: who a process is. A key's id is what registry, log and answers call it by.
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
/// A type of its own, so that a secret cannot be handed over where a public key is meant.
struct SecretKey {
    Secret<32> bytes;
};

struct KeyPair {
    PublicKey public_key{};
    SecretKey secret_key;
};

KeyPair generate_key_pair();
/// The pair that belongs to a secret.
KeyPair key_pair_of(const SecretKey& secret);

/// Its id in new rows (ledger/key_id.h).
KeyId key_id(const PublicKey& key);

/// Z85, 40 characters: how public keys are written in configuration and registry.
std::string to_z85(const PublicKey& key);
Result<PublicKey> parse_z85(std::string_view text);

/// A secret key file holds the secret in Z85 and a line end, mode 0400. Saving refuses to overwrite
/// and returns only when file and directory are on disk. Loading refuses any wider mode.
Result<void> save_key(const KeyPair& pair, const std::filesystem::path& file);
Result<KeyPair> load_key(const std::filesystem::path& file);

inline std::string_view as_bytes(const std::array<std::uint8_t, 32>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace dudao
