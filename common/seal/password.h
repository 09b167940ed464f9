// Passwords as Argon2id keeps them (libsodium's crypto_pwhash_str, interactive cost): a check takes
// a tenth of a second and 64 MiB, so that a stolen file is not soon a list of passwords.
#pragma once

#include <string>

#include "result.h"

namespace dudao::seal {

/// "$argon2id$…". Busy: no memory for it.
Result<std::string> hash_password(const std::string& password);
bool password_fits(const std::string& hash, const std::string& password);

}  // namespace dudao::seal
