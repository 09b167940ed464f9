#include "net/curve.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <zmq.h>

#include <algorithm>

#include "disk/file.h"
#include "ensure.h"
#include "ledger/key_id.h"

namespace dudao {
namespace {

constexpr std::size_t z85_size = 40;

}  // namespace

KeyPair generate_key_pair() {
    ensure(sodium_init() >= 0, "libsodium starts");
    SecretKey secret;
    randombytes_buf(secret.bytes.data(), secret.bytes.size());
    return key_pair_of(secret);
}

KeyPair key_pair_of(const SecretKey& secret) {
    KeyPair pair{.public_key = {}, .secret_key = secret};
    const int refused = crypto_scalarmult_base(pair.public_key.data(), secret.bytes.data());
    ensure(refused == 0, "every 32 bytes are a Curve25519 secret");
    return pair;
}

KeyId key_id(const PublicKey& key) { return key_id(as_bytes(key)); }

std::string to_z85(const PublicKey& key) {
    std::array<char, z85_size + 1> text{};
    zmq_z85_encode(text.data(), key.data(), key.size());
    return text.data();
}

Result<PublicKey> parse_z85(std::string_view text) {
    PublicKey key{};
    const std::string terminated(text);
    const bool printable =
        std::all_of(text.begin(), text.end(), [](char c) { return c > 32 && c < 127; });
    if (text.size() != z85_size || !printable || !zmq_z85_decode(key.data(), terminated.c_str())) {
        return bad_input("not a key", "40 characters of Z85");
    }
    return key;
}

Result<void> save_key(const KeyPair& pair, const std::filesystem::path& file) {
    std::string line = to_z85(pair.secret_key.bytes) + "\n";
    const auto saved = disk::create(file, line, S_IRUSR);
    sodium_memzero(line.data(), line.size());
    if (!saved) return within("key file", saved.error());
    return {};
}

Result<KeyPair> load_key(const std::filesystem::path& file) {
    auto text = disk::read_private(file, z85_size + 1, S_IRUSR, O_NOFOLLOW);
    if (!text) return within("key file", text.error());
    const bool whole =
        text->size() == z85_size || (text->size() == z85_size + 1 && text->back() == '\n');
    auto secret = parse_z85(whole ? std::string_view(*text).substr(0, z85_size) : "");
    sodium_memzero(text->data(), text->size());
    if (!secret) return within("key file " + file.string(), secret.error());
    KeyPair pair = key_pair_of(SecretKey{*secret});
    sodium_memzero(secret->data(), secret->size());
    return pair;
}

}  // namespace dudao
