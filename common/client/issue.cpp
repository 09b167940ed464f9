#include "client/issue.h"

#include "domain/hash.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "seal/seal.h"
#include "wire/codec.h"

namespace dudao {
namespace {

constexpr std::size_t salt_bytes = 32;

template <class Array>
std::string_view bytes_of(const Array& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace

Result<void> seal_words(IssueAssignment& command, const AssignmentWords& words,
                        const std::vector<TeamDevice>& devices, const KeyPair& sender,
                        const Random& random) {
    if (words.text.empty()) return bad_input(says("assignment_without_words"));
    if (devices.empty()) return bad_input(says("team_without_device"));
    const seal::AssignmentBody body{Bytes(random(salt_bytes)), words.whom, words.text};
    const std::string packed = encode(body);
    if (packed.size() > seal::body_bytes_max) {
        return bad_input(says("assignment_words_too_long", seal::body_bytes_max));
    }
    command.commitment = seal::assignment_commitment(body);
    command.sealed.clear();
    for (const TeamDevice& device : devices) {
        const auto blob = seal::seal_assignment(
            packed, device.key.text,
            {bytes_of(sender.public_key), bytes_of(sender.secret_key.bytes)}, device.sealing_key);
        if (!blob) return tl::unexpected<Error>(blob.error());
        command.sealed.push_back({device.key, to_bytes(sha256(*blob)), Bytes(*blob)});
    }
    return {};
}

}  // namespace dudao
