// A secret of 32 bytes as a file: 64 hex digits, mode 0400.
#pragma once

#include <string>

#include "result.h"
#include "secret/secret.h"

namespace dudao::seal {

Secret<32> random_secret();
/// Refused: the file is there already.
Result<void> save_secret(const Secret<32>& secret, const std::string& file);
Result<Secret<32>> load_secret(const std::string& file);

}  // namespace dudao::seal
