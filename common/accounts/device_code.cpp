#include "accounts/device_code.h"

#include "accounts/invitation_code.h"
#include "seal/seal.h"

namespace dudao {
namespace {

constexpr std::size_t device_letters = 12;
constexpr std::size_t bytes_read = 8;  // 13 letters and a part

}  // namespace

std::string device_code(std::string_view jurisdiction, std::string_view public_key,
                        std::string_view sealing_key) {
    const Bytes bytes = seal::device_mark(jurisdiction, public_key, sealing_key);
    return invitation_shown(invitation_letters(std::string_view(bytes).substr(0, bytes_read))
                                .substr(0, device_letters));
}

std::optional<std::string> read_device_code(std::string_view typed) {
    auto letters = read_letters(typed, device_letters);
    if (!letters) return std::nullopt;
    return invitation_shown(*letters);
}

}  // namespace dudao
