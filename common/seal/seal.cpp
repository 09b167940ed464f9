#include "seal/seal.h"

#include <sodium.h>

#include <optional>

#include "draw/encoding.h"
#include "ensure.h"
#include "ledger/key_id.h"
#include "seal/secret_bytes.h"

namespace dudao::seal {
namespace {

constexpr std::string_view scheme = "dudao/task1";
constexpr std::size_t epoch_bytes = 8;
constexpr std::size_t padded_bytes = 4096;
static_assert(epoch_bytes + padded_bytes + crypto_box_SEALBYTES == blob_bytes);

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string_view view(const std::array<std::uint8_t, N>& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string prefixed(std::string_view part) {
    return draw::u32(static_cast<std::uint32_t>(part.size())) + std::string(part);
}

std::string number(Moment moment) { return draw::u64(static_cast<std::uint64_t>(moment.ms)); }

std::string encode(const Inner& inner) {
    std::string out;
    // Avoids a reallocation, which would leave a copy of the body in memory.
    out.reserve(padded_bytes);
    out += prefixed(scheme);
    out += static_cast<char>(inner.type);
    out += prefixed(inner.draw);
    out += prefixed(inner.device);
    out += number(inner.not_before) + number(inner.expires);
    out += draw::u32(static_cast<std::uint32_t>(inner.body.size()));
    out += inner.body;
    return out;
}

/// Takes parts from the front. After a missing part, all later parts are missing too.
class Reader {
 public:
    explicit Reader(std::string_view rest) : rest_(rest) {}

    std::string_view next(std::size_t size) {
        good_ = good_ && size <= rest_.size();
        if (!good_) return {};
        const auto part = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return part;
    }
    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        for (const char c : next(size)) value = value << 8U | static_cast<std::uint8_t>(c);
        return value;
    }
    std::string_view prefixed() { return next(number(4)); }
    Moment moment() { return {static_cast<std::int64_t>(number(8))}; }
    bool ended() const { return good_ && rest_.empty(); }

 private:
    std::string_view rest_;
    bool good_ = true;
};

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
    const bool good =
        reader.ended() && version == scheme && type <= static_cast<std::uint64_t>(Type::KeyNotice);
    return good ? std::optional(std::move(inner)) : std::nullopt;
}

/// The hash that the engine signs. It includes the recipient, so that nobody can seal the task
/// again for another.
Hash signed_hash(std::string_view recipient, std::string_view inner) {
    return draw::tagged_hash("task", {recipient, inner});
}

tl::unexpected<Error> refused(const std::string& what) {
    return fail(Error::Kind::Refused, "sealed task: " + what);
}

/// Removes the padding of the plaintext; returns sig || inner.
std::optional<std::string_view> unpadded(const SecretBytes& plain) {
    std::size_t size = 0;
    if (sodium_unpad(&size, plain.data(), plain.size(), padded_bytes) != 0) return std::nullopt;
    if (size < crypto_sign_BYTES) return std::nullopt;
    return std::string_view(plain.text()).substr(0, size);
}

}  // namespace

Result<std::string> seal(const Inner& inner, const SigningKeys& dispatch,
                         std::string_view device_public_key) {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (device_public_key.size() != crypto_box_PUBLICKEYBYTES) {
        return bad_input("the device's sealing key is not 32 bytes");
    }
    if (inner.body.size() > body_bytes_max || !is_code(inner.device)) {
        return bad_input("the body of a sealed task is too long or its device has no id",
                         "at most " + std::to_string(body_bytes_max) + " bytes");
    }
    const SecretBytes text(encode(inner));
    const std::size_t size = crypto_sign_BYTES + text.size();
    if (size >= padded_bytes) return bad_input("a sealed task's ids are too long");

    SecretBytes plain(std::string(padded_bytes, '\0'));
    const Hash hash = signed_hash(device_public_key, text.text());
    crypto_sign_detached(plain.data(), nullptr, hash.data(), hash.size(),
                         dispatch.secret_key.data());
    std::copy_n(text.data(), text.size(), plain.data() + crypto_sign_BYTES);
    std::size_t padded = 0;
    const int unfit = sodium_pad(&padded, plain.data(), size, padded_bytes, padded_bytes);
    ensure(unfit == 0 && padded == padded_bytes, "one size for all");

    std::string blob(blob_bytes, '\0');  // the first 8 bytes are epoch day 0
    auto* box = reinterpret_cast<unsigned char*>(blob.data()) + epoch_bytes;
    if (crypto_box_seal(box, plain.data(), padded_bytes, raw(device_public_key)) != 0) {
        return bad_input("the device's sealing key is not an X25519 key");
    }
    return blob;
}

Result<Inner> open(std::string_view blob, const SealingKeys& device, const std::string& device_id,
                   std::string_view dispatch_public_key, Moment now) {
    ensure(sodium_init() >= 0, "libsodium starts");
    if (blob.size() != blob_bytes) return refused("not of the one size");
    if (blob.substr(0, epoch_bytes) != std::string(epoch_bytes, '\0')) {
        return refused("sealed for a key of another day");
    }
    if (dispatch_public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return bad_input("the engine's key is not 32 bytes");
    }
    SecretBytes plain(std::string(padded_bytes, '\0'));
    if (crypto_box_seal_open(plain.data(), raw(blob) + epoch_bytes, blob.size() - epoch_bytes,
                             device.public_key.data(), device.secret_key.data()) != 0) {
        return refused("not for this device, or altered");
    }
    const auto content = unpadded(plain);
    if (!content) return refused("padding");
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

bool opens(const std::string& commitment, const std::string& salt, const UnitId& target,
           const GroupId& group) {
    const auto made = task_commitment(salt, target, group);
    return made.size() == commitment.size() &&
           sodium_memcmp(made.data(), commitment.data(), made.size()) == 0;
}

}  // namespace dudao::seal
