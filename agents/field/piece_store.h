// Where the pieces of files uploaded by phones are stored; a port of the field page's core.
#pragma once

#include "domain/ids.h"
#include "ledger/evidence_pieces.h"
#include "result.h"

namespace dudao::agent {

class PieceStore {
 public:
    using Have = EvidencePieces::Have;
    using Fit = EvidencePieces::Fit;
    using Put = EvidencePieces::Put;
    using Piece = EvidencePieces::Piece;

    PieceStore() = default;
    PieceStore(const PieceStore&) = default;
    PieceStore& operator=(const PieceStore&) = default;
    PieceStore(PieceStore&&) = default;
    PieceStore& operator=(PieceStore&&) = default;
    virtual ~PieceStore() = default;

    virtual Have have(const EvidenceHash& hash) const = 0;
    /// Everything counted in the result is on disk. WrongHash: all pieces were deleted. Busy: no
    /// room, nothing was written.
    virtual Result<Put> put(const EvidenceHash& hash, const Piece& piece) const = 0;
};

}  // namespace dudao::agent
