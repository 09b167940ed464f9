// K_e, the engine's master key: made once from the system's secure source and kept beside its
// database, mode 0600. Whoever has it knows every draw.
#pragma once

#include <filesystem>

#include "domain/hash.h"
#include "result.h"
#include "secret/secret.h"

namespace dudao::engine {

/// Makes the file when it is not there. Refused: others than its owner may open it.
Result<Secret<32>> master_key(const std::filesystem::path& file);

/// Of a demo that plays alike each time: SHA-256("dudao/demo-engine/N"). No secret at all.
Hash demo_master_key(std::int64_t n);

}  // namespace dudao::engine
