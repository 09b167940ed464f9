#include "ledger/hash.h"

#include <openssl/evp.h>

#include <new>

#include "ensure.h"

namespace dudao {
namespace {

/// Fetched once: to look it up again for each hash costs as much as to hash a command.
const EVP_MD* sha256_of_openssl() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ensure(fetched != nullptr, "OpenSSL has SHA-256");
    return fetched;
}

std::string_view view(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex2(context_.get(), sha256_of_openssl(), nullptr) != 1) {
        throw std::bad_alloc();
    }
}

Sha256& Sha256::add(std::string_view bytes) {
    if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) throw std::bad_alloc();
    return *this;
}

Hash Sha256::done() {
    Hash hash{};
    if (EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) != 1) throw std::bad_alloc();
    return hash;
}

Hash sha256(std::string_view bytes) { return Sha256().add(bytes).done(); }

Hash leaf_hash(std::string_view bytes) {
    return Sha256().add(std::string_view("\x00", 1)).add(bytes).done();
}

Hash node_hash(const Hash& left, const Hash& right) {
    return Sha256().add("\x01").add(view(left)).add(view(right)).done();
}

}  // namespace dudao
