// The evidence of this device as files named by their hash: <folder>/<sha256>. A file is there
// whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "agents/agent.h"
#include "result.h"

namespace dudao::agent {

class EvidenceFiles {
 public:
    /// Makes the folder and clears what an interrupted copy left.
    static Result<EvidenceFiles> open(const std::filesystem::path& folder);

    /// Copies a file of 1 byte to 64 MiB; on disk when it returns (file and folder synced).
    Result<Agent::CopiedFile> take(const std::string& path) const;

    /// `bytes` bytes from `offset` on; Corrupt when they are not there.
    Result<std::string> read(const EvidenceHash& hash, std::int64_t offset,
                             std::int64_t bytes) const;

 private:
    explicit EvidenceFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

}  // namespace dudao::agent
