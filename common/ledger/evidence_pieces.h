// Assembles files that are received in pieces and named by their SHA-256: <name>.part while
// incomplete, renamed once complete, verified and synced. One writer per file. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "domain/ids.h"
#include "ledger/evidence_file.h"
#include "result.h"

namespace dudao {

class EvidencePieces {
 public:
    /// The path of a complete file.
    using Place = std::function<std::filesystem::path(const EvidenceHash&)>;
    enum class Sync {
        EachPiece,  // sync each piece before it is acknowledged
        WholeFile,  // sync only the complete file: after a crash the sender starts again
    };
    struct Have {
        std::int64_t bytes = 0;
        bool complete = false;  // complete, verified, and synced under its name
    };
    enum class Fit { Taken, WrongOffset, WrongHash };
    struct Put {
        Have have;  // after the call
        Fit fit = Fit::Taken;
    };
    struct Piece {
        std::int64_t offset = 0;
        std::int64_t size = 0;  // of the whole file, at least 1
        std::string_view bytes;
    };

    EvidencePieces(Place place, Sync sync) : place_(std::move(place)), sync_(sync) {}

    /// How many bytes are there, and whether the file is complete.
    Have have(const EvidenceHash& hash) const;

    /// Adds the next piece. WrongOffset: it is not the next piece; nothing was written. WrongHash:
    /// the file is complete and its hash is wrong; it was deleted. After an error the earlier
    /// pieces are still there, except after a failed sync, when none are.
    Result<Put> put(const EvidenceHash& hash, const Piece& piece, const Veil& veil = {}) const;

    /// Renames the file if all its bytes are there. Returns false if they are not, or the hash
    /// differs.
    Result<bool> finish(const EvidenceHash& hash, const Veil& veil = {}) const;

 private:
    std::filesystem::path part_of(const EvidenceHash& hash) const;
    Result<void> append(const EvidenceHash& hash, std::int64_t have, std::string_view bytes) const;

    Place place_;
    Sync sync_;
};

}  // namespace dudao
