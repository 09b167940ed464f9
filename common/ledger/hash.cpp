#include "ledger/hash.h"

namespace dudao {
namespace {

std::string_view view(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace

Hash sha256(std::string_view bytes) { return Sha256().add(bytes).done(); }

Hash leaf_hash(std::string_view bytes) {
    return Sha256().add(std::string_view("\x00", 1)).add(bytes).done();
}

Hash node_hash(const Hash& left, const Hash& right) {
    return Sha256().add("\x01").add(view(left)).add(view(right)).done();
}

}  // namespace dudao
