#include "seal/box.h"

#include <sodium.h>

#include <algorithm>

#include "draw/encoding.h"
#include "ensure.h"

namespace dudao::seal {

std::string prefixed(std::string_view part) {
    return draw::u32(static_cast<std::uint32_t>(part.size())) + std::string(part);
}

tl::unexpected<Error> refused(const std::string& what) {
    return fail(Error::Kind::Refused, "sealed task: " + what);
}

Result<std::string> put_in_box(std::string_view content, std::string_view device_public_key) {
    if (device_public_key.size() != crypto_box_PUBLICKEYBYTES) {
        return bad_input("the device's sealing key is not 32 bytes");
    }
    if (content.size() >= padded_bytes) return bad_input("a sealed task's ids are too long");
    SecretBytes plain(std::string(padded_bytes, '\0'));
    std::copy(content.begin(), content.end(), plain.data());
    std::size_t padded = 0;
    const int unfit = sodium_pad(&padded, plain.data(), content.size(), padded_bytes, padded_bytes);
    ensure(unfit == 0 && padded == padded_bytes, "one size for all");

    std::string blob(blob_bytes, '\0');  // the first 8 bytes are epoch day 0
    auto* box = reinterpret_cast<unsigned char*>(blob.data()) + epoch_bytes;
    if (crypto_box_seal(box, plain.data(), padded_bytes, raw(device_public_key)) != 0) {
        return bad_input("the device's sealing key is not an X25519 key");
    }
    return blob;
}

Result<std::string_view> take_out_of_box(std::string_view blob, const SealingKeys& device,
                                         std::size_t least, SecretBytes& plain) {
    if (blob.size() != blob_bytes) return refused("not of the one size");
    if (blob.substr(0, epoch_bytes) != std::string(epoch_bytes, '\0')) {
        return refused("sealed for a key of another day");
    }
    if (crypto_box_seal_open(plain.data(), raw(blob) + epoch_bytes, blob.size() - epoch_bytes,
                             device.public_key.data(), device.secret_key.data()) != 0) {
        return refused("not for this device, or altered");
    }
    std::size_t size = 0;
    if (sodium_unpad(&size, plain.data(), plain.size(), padded_bytes) != 0 || size < least) {
        return refused("padding");
    }
    return std::string_view(plain.text()).substr(0, size);
}

}  // namespace dudao::seal
