#include "ceremony/engine/master_key.h"

#include <sodium.h>

#include <string>

#include "disk/file.h"
#include "ledger/hash.h"

namespace dudao::engine {
namespace {

constexpr std::size_t line_bytes = 65;  // 64 hex digits and LF

Result<Secret<32>> make(const std::filesystem::path& file) {
    Secret<32> key;
    randombytes_buf(key.data(), key.size());
    std::string line = to_hex(key) + "\n";
    const auto made = disk::replace(file, line);
    sodium_memzero(line.data(), line.size());
    if (!made) return tl::unexpected<Error>(made.error());
    return key;
}

}  // namespace

Result<Secret<32>> master_key(const std::filesystem::path& file) {
    auto text = disk::read_private(file, line_bytes, 0700, O_NOFOLLOW);
    if (!text && text.error().kind == Error::Kind::NotFound) return make(file);
    if (!text) return tl::unexpected<Error>(text.error());
    const bool whole = text->size() == line_bytes;
    auto key = hash_from_hex(std::string_view(*text).substr(0, whole ? line_bytes - 1 : 0));
    sodium_memzero(text->data(), text->size());
    if (!key) return fail(Error::Kind::Corrupt, file.string() + " holds no key", "restore it");
    Secret<32> secret(*key);
    sodium_memzero(key->data(), key->size());
    return secret;
}

Hash demo_master_key(std::int64_t n) { return sha256("dudao/demo-engine/" + std::to_string(n)); }

}  // namespace dudao::engine
