// The evidence of this device as files named by their hash: <folder>/<sha256>. A file is there
// whole or not at all; what phones have brought of one so far is <sha256>.part beside it.
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
    /// Makes the folder and clears what an interrupted copy left.
    static Result<EvidenceFiles> open(const std::filesystem::path& folder);

    /// Copies a file of 1 byte to 64 MiB; on disk when it returns (file and folder synced).
    Result<Agent::CopiedFile> copy_in(const std::string& path) const;

    Have have(const EvidenceHash& hash) const override;
    Result<Put> put(const EvidenceHash& hash, const Piece& piece) const override;

    /// `bytes` bytes from `offset` on; Corrupt when they are not there.
    Result<std::string> read(const EvidenceHash& hash, std::int64_t offset,
                             std::int64_t bytes) const;

 private:
    void make_room() const;

    explicit EvidenceFiles(std::filesystem::path folder);
    std::filesystem::path folder_;
    EvidencePieces pieces_;
};

}  // namespace dudao::agent
