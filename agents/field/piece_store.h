// Where files that phones bring in pieces are gathered: a port of the field page's core.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/ids.h"
#include "result.h"

namespace dudao::agent {

class PieceStore {
 public:
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
        std::int64_t size = 0;  // of the whole file
        std::string_view bytes;
    };

    PieceStore() = default;
    PieceStore(const PieceStore&) = default;
    PieceStore& operator=(const PieceStore&) = default;
    PieceStore(PieceStore&&) = default;
    PieceStore& operator=(PieceStore&&) = default;
    virtual ~PieceStore() = default;

    virtual Have have(const EvidenceHash& hash) const = 0;
    /// What it has answered for is on disk. WrongHash: all that was there is dropped. Busy: no
    /// room, nothing was taken.
    virtual Result<Put> put(const EvidenceHash& hash, const Piece& piece) const = 0;
};

}  // namespace dudao::agent
