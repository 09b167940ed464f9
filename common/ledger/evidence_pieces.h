// Files that come in pieces and are called by their SHA-256: gathered as <name>.part, under their
// name when they are whole, right and on disk. One writer a file; for one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "domain/ids.h"
#include "result.h"

namespace dudao {

class EvidencePieces {
 public:
    /// Where a whole file lies.
    using Place = std::function<std::filesystem::path(const EvidenceHash&)>;
    enum class Sync {
        EachPiece,  // a piece that was answered for is on disk
        WholeFile,  // only a file that was answered for is: after a crash its sender begins anew
    };
    struct Have {
        std::int64_t bytes = 0;
        bool complete = false;  // whole, its hash right, on disk under its name
    };
    enum class Fit { Taken, WrongOffset, WrongHash };
    struct Put {
        Have have;  // afterwards
        Fit fit = Fit::Taken;
    };
    struct Piece {
        std::int64_t offset = 0;
        std::int64_t size = 0;  // of the whole file, at least 1
        std::string_view bytes;
    };

    EvidencePieces(Place place, Sync sync) : place_(std::move(place)), sync_(sync) {}

    Have have(const EvidenceHash& hash) const;

    /// Takes the next piece. WrongOffset: it is not the next, nothing was taken. WrongHash: all is
    /// there and is something else, it was dropped. An error: the disk did not take it, what was
    /// there before is there still, or nothing is after a failed sync.
    Result<Put> put(const EvidenceHash& hash, const Piece& piece) const;

    /// Gives the file its name where all its bytes are there. False: they are not (yet) these.
    Result<bool> finish(const EvidenceHash& hash) const;

 private:
    std::filesystem::path part_of(const EvidenceHash& hash) const;
    Result<void> append(const EvidenceHash& hash, std::int64_t have, std::string_view bytes) const;

    Place place_;
    Sync sync_;
};

}  // namespace dudao
