#include "ledger/key_id.h"

#include "ledger/hash.h"

namespace dudao {
namespace {

constexpr std::size_t digits = 32;
constexpr std::size_t early_digits = 16;

}  // namespace

KeyId key_id(std::string_view public_key) { return {to_hex(sha256(public_key)).substr(0, digits)}; }

bool names_key(std::string_view named, std::string_view own) {
    return named == own || (named.size() == early_digits && own.starts_with(named));
}

const KeyRow* row_of_key(const std::map<KeyId, KeyRow>& keys, std::string_view public_key) {
    const std::string full = key_id(public_key).text;
    for (const std::size_t size : {digits, early_digits}) {
        const auto at = keys.find(KeyId{full.substr(0, size)});
        if (at != keys.end() && at->second.public_key == public_key) return &at->second;
    }
    return nullptr;
}

}  // namespace dudao
