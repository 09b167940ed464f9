// K_e, the engine's master key: generated once from the system's secure source and stored beside
// its database, mode 0600. It reveals every draw.
#pragma once

#include <filesystem>

#include "domain/hash.h"
#include "result.h"
#include "secret/secret.h"

namespace dudao::engine {

/// Reads the key; generates the file if it does not exist. Refused: users other than its owner can
/// open it.
Result<Secret<32>> master_key(const std::filesystem::path& file);

/// The key of a repeatable demo: SHA-256("dudao/demo-engine/N"). It is not secret.
Hash demo_master_key(std::int64_t n);

}  // namespace dudao::engine
