#include "seal/password.h"

#include <sodium.h>

namespace dudao::seal {

Result<std::string> hash_password(const std::string& password) {
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return fail(Error::Kind::Busy, "no memory for Argon2id", "64 MiB for each password");
    }
    out.resize(out.find('\0'));
    return out;
}

bool is_password_hash(const std::string& hash) {
    return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_needs_rehash(hash.c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != -1;
}

bool password_fits(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace dudao::seal
