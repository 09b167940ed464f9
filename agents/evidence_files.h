// The device's evidence, stored as <folder>/<sha256>. A file under that name is always complete;
// while a phone uploads it, it is <sha256>.part in the same folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "agents/agent.h"
#include "agents/field/piece_store.h"
#include "result.h"

namespace dudao::agent {

class EvidenceFiles : public PieceStore {
 public:
    /// Creates the folder and removes incomplete copies of an earlier run.
    static Result<EvidenceFiles> open(const std::filesystem::path& folder);

    /// Copies a file of 1 byte to 64 MiB. File and folder are synced when it returns.
    Result<Agent::CopiedFile> copy_in(const std::string& path) const;

    Have have(const EvidenceHash& hash) const override;
    Result<Put> put(const EvidenceHash& hash, const Piece& piece) const override;

    /// Reads `bytes` bytes from `offset`. Corrupt if the file does not have them.
    Result<std::string> read(const EvidenceHash& hash, std::int64_t offset,
                             std::int64_t bytes) const;

 private:
    void make_room() const;

    explicit EvidenceFiles(std::filesystem::path folder);
    std::filesystem::path folder_;
    EvidencePieces pieces_;
};

}  // namespace dudao::agent
