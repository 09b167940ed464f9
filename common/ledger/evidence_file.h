// Evidence as a file at the office: where it lies, and what its bytes come to.
#pragma once

#include <cstdint>
#include <filesystem>

#include "domain/hash.h"
#include "domain/ids.h"
#include "result.h"

namespace dudao {

/// <folder>/sha256/<first two digits>/<hash>. A file under this name was whole once.
std::filesystem::path evidence_path(const std::filesystem::path& folder, const EvidenceHash& hash);

struct FileHash {
    Hash hash{};
    std::int64_t size = 0;
};
/// Reads it through. NotFound: nothing is there; Refused: it cannot be read, or is no file.
Result<FileHash> hash_of_file(const std::filesystem::path& file);

}  // namespace dudao
