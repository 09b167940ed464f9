// Twice: the bytes as a blob of their own, and as what the engine signed and sealed: so the reader
// behind signature and box is reached too.
#include <sodium.h>

#include <array>

#include "agents/unseal.h"
#include "draw/encoding.h"
#include "tests/fuzz/target.h"

namespace dudao::fuzz {
namespace {

constexpr std::size_t padded_bytes = 4096;
const std::string device_id = "0123456789abcdef";

struct Keys {
    seal::SealingKeys device;
    seal::SigningKeys engine;
    std::string device_public;
    std::string engine_public;

    Keys() {
        hold(sodium_init() >= 0, "libsodium starts");
        std::array<unsigned char, 32> seed{};
        seed.fill(7);
        crypto_box_seed_keypair(device.public_key.data(), device.secret_key.data(), seed.data());
        crypto_sign_seed_keypair(engine.public_key.data(), engine.secret_key.data(), seed.data());
        device_public.assign(device.public_key.begin(), device.public_key.end());
        engine_public.assign(engine.public_key.begin(), engine.public_key.end());
    }
};

/// What seal::seal makes, of any text at all.
std::string sealed_by_the_engine(std::string_view text, const Keys& keys) {
    std::string plain(padded_bytes, '\0');
    auto* const raw = reinterpret_cast<unsigned char*>(plain.data());
    const Hash hash = draw::tagged_hash("task", {keys.device_public, text});
    crypto_sign_detached(raw, nullptr, hash.data(), hash.size(), keys.engine.secret_key.data());
    text.copy(plain.data() + crypto_sign_BYTES, text.size());
    std::size_t size = 0;
    const int unfit =
        sodium_pad(&size, raw, crypto_sign_BYTES + text.size(), padded_bytes, padded_bytes);
    hold(unfit == 0, "it can be padded");
    std::string blob(seal::blob_bytes, '\0');
    crypto_box_seal(reinterpret_cast<unsigned char*>(blob.data()) + 8, raw, padded_bytes,
                    keys.device.public_key.data());
    return blob;
}

}  // namespace

DUDAO_FUZZ_TARGET(sealed) {
    static const Keys keys;
    const Moment now{1000};
    const auto stranger = seal::open(bytes, keys.device, device_id, keys.engine_public, now);
    hold(!stranger, "nobody but the engine seals a task");
    refused_well(stranger.error());
    if (bytes.size() + crypto_sign_BYTES >= padded_bytes) return;

    wire::Dispatch dispatch;
    dispatch.blob = Bytes(sealed_by_the_engine(bytes, keys));
    const auto inner = seal::open(dispatch.blob, keys.device, device_id, keys.engine_public, now);
    if (inner) {
        hold(inner->device == device_id && now < inner->expires, "for this device and in time");
        if (const auto again = seal::seal(*inner, keys.engine, keys.device_public)) {
            const auto read = seal::open(*again, keys.device, device_id, keys.engine_public, now);
            hold(read && read->body == inner->body && read->draw == inner->draw,
                 "what was opened can be sealed and opened");
        }
    } else {
        refused_well(inner.error());
    }
    const auto unseal = agent::unseal_with(keys.device, device_id, keys.engine_public);
    hold(!unseal(dispatch, GroupId{"g1"}, now), "an empty commitment is never opened");
}

}  // namespace dudao::fuzz
