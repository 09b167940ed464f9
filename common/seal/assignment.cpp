// Assignments of cases, sealed by their issuer.
#include <sodium.h>

#include "draw/encoding.h"
#include "ensure.h"
#include "ledger/key_id.h"
#include "seal/box.h"

namespace dudao::seal {
namespace {

constexpr std::string_view assignment_scheme = "dudao/assignment1";
constexpr std::size_t head_bytes = crypto_box_PUBLICKEYBYTES + crypto_box_NONCEBYTES;
constexpr std::size_t least_bytes = head_bytes + crypto_box_MACBYTES;

}  // namespace

Result<std::string> seal_assignment(std::string_view body, const std::string& device_id,
                                    const SenderKeys& sender, std::string_view device_public_key) {
    ensure(sodium_init() >= 0, "libsodium starts");
    ensure(sender.public_key.size() == crypto_box_PUBLICKEYBYTES &&
               sender.secret_key.size() == crypto_box_SECRETKEYBYTES,
           "a sender's keys are X25519 keys");
    if (body.size() > body_bytes_max || !is_code(device_id)) {
        return bad_input("the body of a sealed assignment is too long or its device has no id",
                         "at most " + std::to_string(body_bytes_max) + " bytes");
    }
    if (device_public_key.size() != crypto_box_PUBLICKEYBYTES) {
        return bad_input("the device's sealing key is not 32 bytes");
    }
    std::string plain;
    plain.reserve(padded_bytes);  // a reallocation would leave a copy of the body in memory
    plain += prefixed(assignment_scheme);
    plain += prefixed(device_id);
    plain += draw::u32(static_cast<std::uint32_t>(body.size()));
    plain += body;
    const SecretBytes inner(std::move(plain));

    std::string content(sender.public_key);
    content.resize(least_bytes + inner.size());
    auto* nonce = reinterpret_cast<unsigned char*>(content.data()) + crypto_box_PUBLICKEYBYTES;
    randombytes_buf(nonce, crypto_box_NONCEBYTES);
    if (crypto_box_easy(nonce + crypto_box_NONCEBYTES, inner.data(), inner.size(), nonce,
                        raw(device_public_key), raw(sender.secret_key)) != 0) {
        return bad_input("the device's sealing key is not an X25519 key");
    }
    return put_in_box(content, device_public_key);
}

Result<std::string> open_assignment(std::string_view blob, const SealingKeys& device,
                                    const std::string& device_id,
                                    std::string_view sender_public_key) {
    ensure(sodium_init() >= 0, "libsodium starts");
    SecretBytes plain(std::string(padded_bytes, '\0'));
    const auto content = take_out_of_box(blob, device, least_bytes, plain);
    if (!content) return tl::unexpected<Error>(content.error());
    if (content->substr(0, crypto_box_PUBLICKEYBYTES) != sender_public_key) {
        return refused("from another sender");
    }
    const auto boxed = content->substr(head_bytes);
    SecretBytes inner(std::string(boxed.size() - crypto_box_MACBYTES, '\0'));
    if (crypto_box_open_easy(inner.data(), raw(boxed), boxed.size(),
                             raw(*content) + crypto_box_PUBLICKEYBYTES, raw(sender_public_key),
                             device.secret_key.data()) != 0) {
        return refused("not from this sender to this device");
    }
    Reader reader(inner.text());
    const bool known = reader.prefixed() == assignment_scheme;
    const std::string_view named = reader.prefixed();
    const std::string_view body = reader.prefixed();
    if (!known || !reader.ended()) return refused("not an assignment of this version");
    if (!names_key(named, device_id)) return refused("for another device");
    return std::string(body);
}

Bytes assignment_commitment(const AssignmentBody& body) {
    return to_bytes(draw::tagged_hash("assignment", {body.salt, body.whom, body.text}));
}

}  // namespace dudao::seal
