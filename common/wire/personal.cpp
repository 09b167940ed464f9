#include "wire/personal.h"

#include <sodium.h>

#include "wire/command_codec.h"

namespace dudao {
namespace {

constexpr std::size_t ref_bytes = 16;
constexpr std::size_t salt_bytes = 32;

struct Aside {
    const Random& random;
    PersonalValues values;
};

void absorb(crypto_hash_sha256_state& hash, const std::string& part) {
    const auto size = static_cast<std::uint32_t>(part.size());
    const unsigned char length[4] = {
        static_cast<unsigned char>(size >> 24U), static_cast<unsigned char>(size >> 16U),
        static_cast<unsigned char>(size >> 8U), static_cast<unsigned char>(size)};
    crypto_hash_sha256_update(&hash, length, sizeof length);
    crypto_hash_sha256_update(&hash, reinterpret_cast<const unsigned char*>(part.data()), size);
}

std::string commitment_of(const std::string& salt, const std::string& value) {
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    absorb(hash, "dudao/dds1/pd");
    absorb(hash, salt);
    absorb(hash, value);
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&hash, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

void put_aside(Text& text, void* context) {
    auto& aside = *static_cast<Aside*>(context);
    if (text.value.empty()) return;
    text.ref = aside.random(ref_bytes);
    const std::string salt = aside.random(salt_bytes);
    text.commitment = commitment_of(salt, text.value);
    aside.values.emplace_back(text.ref, salt + text.value);
}

}  // namespace

PersonalValues put_aside(Command& command, const Random& random) {
    Aside aside{random, {}};
    for_each_text(command, put_aside, &aside);
    return std::move(aside.values);
}

Opened open_value(const std::string& stored) {
    if (stored.size() <= salt_bytes) return {};
    std::string words = stored.substr(salt_bytes);
    std::string commitment = commitment_of(stored.substr(0, salt_bytes), words);
    return {std::move(words), std::move(commitment)};
}

}  // namespace dudao
