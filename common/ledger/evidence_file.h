// Evidence files at the office: their path and their hash.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "domain/hash.h"
#include "domain/ids.h"
#include "result.h"

namespace dudao {

/// <folder>/sha256/<first two digits>/<hash>. A file with this name was complete when it got it.
std::filesystem::path evidence_path(const std::filesystem::path& folder, const EvidenceHash& hash);

/// Bytes of a file at an offset, as they lie on disk, from what they are, and the other way round;
/// empty: the same. Errors: those of the key.
using Veil = std::function<Result<std::string>(std::int64_t offset, std::string bytes)>;

struct FileHash {
    Hash hash{};
    std::int64_t size = 0;
};
/// Hashes a whole file. Errors: NotFound if it does not exist; Refused if it cannot be read or is
/// not a regular file. With a veil the hash is of what lies under it.
Result<FileHash> hash_of_file(const std::filesystem::path& file, const Veil& veil = {});

}  // namespace dudao
