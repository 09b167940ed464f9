// Password hashes with Argon2id (libsodium's crypto_pwhash_str, interactive cost). A check takes
// about 0.1 s and 64 MiB, so that guessing passwords from a stolen file is slow.
#pragma once

#include <string>

#include "result.h"

namespace dudao::seal {

/// Returns "$argon2id$…". Errors: Busy if there is not enough memory.
Result<std::string> hash_password(const std::string& password);
/// True if it is a hash with Argon2id, of any cost, as hash_password makes them.
bool is_password_hash(const std::string& hash);
/// True if the password matches the hash; false for an invalid hash, too.
bool password_fits(const std::string& hash, const std::string& password);

}  // namespace dudao::seal
