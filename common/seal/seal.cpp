#include "seal/seal.h"

#include <sodium.h>

#include <optional>

#include "draw/encoding.h"
#include "ensure.h"
#include "ledger/key_id.h"
#include "seal/box.h"

namespace dudao::seal {
namespace {

constexpr std::string_view task_scheme = "dudao/task1";

std::string number(Moment moment) { return draw::u64(static_cast<std::uint64_t>(moment.ms)); }

std::string encode(const Inner& inner) {
    std::string out;
    // Avoids a reallocation, which would leave a copy of the body in memory.
    out.reserve(padded_bytes);
    out += prefixed(task_scheme);
    out += static_cast<char>(inner.type);
    out += prefixed(inner.draw);
    out += prefixed(inner.device);
    out += number(inner.not_before) + number(inner.expires);
    out += draw::u32(static_cast<std::uint32_t>(inner.body.size()));
    out += inner.body;
    return out;
}

std::optional<Inner> decode(std::string_view text) {
    Reader reader(text);
    const auto version = reader.prefixed();
    const auto type = reader.number(1);
    Inner inner;
    inner.type = static_cast<Type>(type);
    inner.draw = reader.prefixed();
    inner.device = reader.prefixed();
    inner.not_before = reader.moment();
    inner.expires = reader.moment();
    inner.body = reader.prefixed();
    const bool good = reader.ended() && version == task_scheme &&
                      type <= static_cast<std::uint64_t>(Type::KeyNotice);
    return good ? std::optional(std::move(inner)) : std::nullopt;
}

/// The hash that the engine signs. It includes the recipient, so that nobody can seal the task
/// again for another.
Hash signed_hash(std::string_view recipient, std::string_view inner) {
    return draw::tagged_hash("task", {recipient, inner});
}

}  // namespace

Result<std::string> seal(const Inner& inner, const SigningKeys& dispatch,
                         std::string_view device_public_key) {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (inner.body.size() > body_bytes_max || !is_code(inner.device)) {
        return bad_input("the body of a sealed task is too long or its device has no id",
                         "at most " + std::to_string(body_bytes_max) + " bytes");
    }
    const SecretBytes text(encode(inner));
    SecretBytes content(std::string(crypto_sign_BYTES, '\0') + text.text());
    const Hash hash = signed_hash(device_public_key, text.text());
    crypto_sign_detached(content.data(), nullptr, hash.data(), hash.size(),
                         dispatch.secret_key.data());
    return put_in_box(content.text(), device_public_key);
}

Result<Inner> open(std::string_view blob, const SealingKeys& device, const std::string& device_id,
                   std::string_view dispatch_public_key, Moment now) {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (dispatch_public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return bad_input("the engine's key is not 32 bytes");
    }
    SecretBytes plain(std::string(padded_bytes, '\0'));
    const auto content = take_out_of_box(blob, device, crypto_sign_BYTES, plain);
    if (!content) return tl::unexpected<Error>(content.error());
    const auto text = content->substr(crypto_sign_BYTES);
    const Hash hash = signed_hash(view(device.public_key), text);
    if (crypto_sign_verify_detached(raw(*content), hash.data(), hash.size(),
                                    raw(dispatch_public_key)) != 0) {
        return refused("the signature is not the engine's for this device");
    }
    auto inner = decode(text);
    if (!inner) return refused("not a task of this version");
    if (!names_key(inner->device, device_id)) return refused("for another device");
    if (inner->expires <= now) return refused("expired");
    return std::move(*inner);
}

bool takes_box(const Bytes& public_key) {
    if (public_key.size() != crypto_scalarmult_curve25519_BYTES) return false;
    // p = 2^255 - 19, little-endian: ed ff … ff 7f. Bytes at or above p encode a point a second
    // time.
    const auto* bytes = raw(public_key);
    bool is_below = bytes[0] < 0xed;
    for (std::size_t i = 1; i + 1 < public_key.size(); ++i) is_below = is_below || bytes[i] != 0xff;
    const unsigned char top = bytes[public_key.size() - 1];
    if (top > 0x7f || (top == 0x7f && !is_below)) return false;
    std::array<unsigned char, crypto_scalarmult_curve25519_BYTES> secret{};
    std::array<unsigned char, crypto_scalarmult_curve25519_BYTES> shared{};
    secret[0] = 1;  // any secret works: it is clamped, and only the order of the point matters
    return crypto_scalarmult_curve25519(shared.data(), secret.data(), bytes) == 0;
}

Bytes task_commitment(const std::string& salt, const UnitId& target, const GroupId& group) {
    return to_bytes(draw::tagged_hash("task", {salt, target.text, group.text}));
}

Bytes device_mark(std::string_view jurisdiction, std::string_view public_key,
                  std::string_view sealing_key) {
    return to_bytes(draw::tagged_hash("device", {jurisdiction, public_key, sealing_key}));
}

bool opens(const std::string& commitment, const std::string& salt, const UnitId& target,
           const GroupId& group) {
    const auto made = task_commitment(salt, target, group);
    return made.size() == commitment.size() &&
           sodium_memcmp(made.data(), commitment.data(), made.size()) == 0;
}

}  // namespace dudao::seal
