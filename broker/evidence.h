// Evidence on disk: sha256/ab/<hash>, a piece at a time, whole only when its hash is right.
#pragma once

#include <filesystem>
#include <string>

#include "wire/message.h"

namespace dudao::broker {

class EvidenceStore {
 public:
    explicit EvidenceStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Takes the next piece and says how much is there in order. A piece from beyond that is not
    /// taken (the sender resumes from `have`); a whole file of another hash is thrown away.
    wire::ChunkTaken take(const wire::Chunk& chunk) const;

 private:
    std::filesystem::path folder_;
};

}  // namespace dudao::broker
