// Evidence files at the office: their path and their hash.
#pragma once

#include <cstdint>
#include <filesystem>

#include "domain/hash.h"
#include "domain/ids.h"
#include "result.h"

namespace dudao {

/// <folder>/sha256/<first two digits>/<hash>. A file with this name was complete when it got it.
std::filesystem::path evidence_path(const std::filesystem::path& folder, const EvidenceHash& hash);

struct FileHash {
    Hash hash{};
    std::int64_t size = 0;
};
/// Hashes a whole file. Errors: NotFound if it does not exist; Refused if it cannot be read or is
/// not a regular file.
Result<FileHash> hash_of_file(const std::filesystem::path& file);

}  // namespace dudao
