// Evidence on disk: sha256/ab/<hash>, a piece at a time, whole only when its hash is right. Which
// of it exists and who sees it is the core's to know.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "wire/message.h"

namespace dudao::broker {

class EvidenceStore {
 public:
    explicit EvidenceStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Takes the next piece and says how much is there in order. A piece from beyond that is not
    /// taken (the sender resumes from `have`); a whole file of another hash is thrown away.
    wire::ChunkTaken take(const wire::Chunk& chunk) const;

    /// At most 256 KiB from `offset` of what is stored whole; nothing when it cannot be read.
    std::optional<std::string> piece(const EvidenceHash& hash, std::int64_t offset) const;

 private:
    std::filesystem::path folder_;
};

}  // namespace dudao::broker
