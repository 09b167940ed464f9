#include "net/place_proof.h"

#include <string>

#include "ledger/hmac.h"

namespace dudao {

Bytes place_proof(const SecretKey& broker, std::string_view jurisdiction, std::int64_t number) {
    const std::string_view key(reinterpret_cast<const char*>(broker.bytes.data()),
                               broker.bytes.size());
    return Bytes(to_bytes(
        hmac_sha256(key, "place\n" + std::string(jurisdiction) + "\n" + std::to_string(number))));
}

}  // namespace dudao
