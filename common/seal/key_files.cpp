#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "disk/file.h"
#include "domain/hash.h"
#include "ensure.h"
#include "seal/key_file.h"
#include "seal/seal.h"

namespace dudao::seal {
namespace {

constexpr std::size_t line_bytes = 65;  // 64 hex digits and LF

SealingKeys sealing_keys_of(const Secret<32>& secret) {
    SealingKeys keys{.public_key = {}, .secret_key = secret};
    const int refused = crypto_scalarmult_base(keys.public_key.data(), keys.secret_key.data());
    ensure(refused == 0, "every 32 bytes are an X25519 secret");
    return keys;
}

SigningKeys signing_keys_of(const Secret<32>& secret) {
    SigningKeys keys;
    crypto_sign_seed_keypair(keys.public_key.data(), keys.secret_key.data(), secret.data());
    return keys;
}

}  // namespace

Result<void> save_secret(const Secret<32>& secret, const std::string& file) {
    std::string line = to_hex(secret) + "\n";
    const auto saved = disk::create(file, line, S_IRUSR);
    sodium_memzero(line.data(), line.size());
    if (!saved) return within("key file", saved.error());
    return {};
}

Result<Secret<32>> load_secret(const std::string& file) {
    auto text = disk::read_private(file, line_bytes, S_IRUSR, O_NOFOLLOW);
    if (!text) return within("key file", text.error());
    const bool whole = text->size() == line_bytes && text->back() == '\n';
    auto read = hash_from_hex(std::string_view(*text).substr(0, whole ? line_bytes - 1 : 0));
    sodium_memzero(text->data(), text->size());
    if (!read) return bad_input("key file " + file + " holds no key", "64 hex digits");
    Secret<32> secret(*read);
    sodium_memzero(read->data(), read->size());
    return secret;
}

Secret<32> random_secret() {
    Secret<32> secret;
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

SealingKeys generate_sealing_keys() { return sealing_keys_of(random_secret()); }
SigningKeys generate_signing_keys() { return signing_keys_of(random_secret()); }

Result<void> save(const SealingKeys& keys, const std::string& file) {
    return save_secret(keys.secret_key, file);
}

Result<void> save(const SigningKeys& keys, const std::string& file) {
    Secret<32> secret;
    crypto_sign_ed25519_sk_to_seed(secret.data(), keys.secret_key.data());
    return save_secret(secret, file);
}

Result<SealingKeys> load_sealing_keys(const std::string& file) {
    const auto secret = load_secret(file);
    if (!secret) return tl::unexpected(secret.error());
    return sealing_keys_of(*secret);
}

Result<SigningKeys> load_signing_keys(const std::string& file) {
    const auto secret = load_secret(file);
    if (!secret) return tl::unexpected(secret.error());
    return signing_keys_of(*secret);
}

Result<void> create_case_key(const std::string& file) { return save_secret(random_secret(), file); }
Result<Secret<32>> load_case_key(const std::string& file) { return load_secret(file); }

}  // namespace dudao::seal
