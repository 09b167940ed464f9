// The outer box of everything that is sealed, and its plain parts.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "result.h"
#include "seal/seal.h"
#include "seal/secret_bytes.h"

namespace dudao::seal {

inline constexpr std::size_t epoch_bytes = 8;
inline constexpr std::size_t padded_bytes = 4096;
static_assert(epoch_bytes + padded_bytes + crypto_box_SEALBYTES == blob_bytes);

inline const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string_view view(const std::array<std::uint8_t, N>& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

/// LP(part).
std::string prefixed(std::string_view part);

tl::unexpected<Error> refused(const std::string& what);

/// A blob of the one size. BadInput: the content is too long, or the key is none.
Result<std::string> put_in_box(std::string_view content, std::string_view device_public_key);

/// The content, at least `least` bytes, as a view into `plain`, which must have padded_bytes.
Result<std::string_view> take_out_of_box(std::string_view blob, const SealingKeys& device,
                                         std::size_t least, SecretBytes& plain);

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

}  // namespace dudao::seal
