#include "store/chain.h"

#include <array>

#include "ledger/hash.h"

namespace dudao {

std::string owner_mark(std::uint64_t epoch, std::string_view token) {
    return std::to_string(epoch) + ":" + std::string(token.substr(0, 8));
}

Hash chain_hash(const Hash& prev, std::uint64_t seq, std::string_view e, std::string_view b) {
    std::array<char, 8> place{};
    for (std::size_t i = 0; i < place.size(); ++i) {
        place[i] = static_cast<char>(seq >> (56U - 8U * i));
    }
    return Sha256().add(to_bytes(prev)).add({place.data(), place.size()}).add(e).add(b).done();
}

}  // namespace dudao
