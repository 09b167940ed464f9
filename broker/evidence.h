// Evidence on disk: sha256/ab/<hash>, a piece at a time, whole only when its hash is right, given
// out only while it is. Which of it exists and who sees it is the core's to know.
//
// A disk may be slow: EvidenceDesk works in a thread of its own, in the order in which it was
// asked, and hands back what came of it.
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "broker/io.h"
#include "ledger/evidence_pieces.h"
#include "queue.h"

namespace dudao::broker {

/// The files; for one thread. It alone writes in its folder.
class EvidenceStore {
 public:
    explicit EvidenceStore(std::filesystem::path folder);

    /// Takes the next piece and says how much is there in order. A piece from beyond that is not
    /// taken (the sender resumes from `have`); a whole file of another hash is thrown away.
    /// `stored`: the file and its name are synced.
    wire::ChunkTaken keep(const wire::Chunk& chunk);

    /// At most 256 KiB from `offset` of what is stored whole, and never a byte that is not of the
    /// file with this hash: at the first piece the whole file is read and held against its name,
    /// each piece against what was read then.
    struct Piece {
        std::string bytes;
        PieceRead::Fault fault = PieceRead::Fault::None;
    };
    Piece piece(const EvidenceHash& hash, std::int64_t offset);

 private:
    using Blocks = std::vector<Hash>;  // of each 256 KiB of a file whose hash was right
    wire::ChunkTaken look_at_whole(wire::ChunkTaken taken,
                                   const std::filesystem::path& whole) const;
    const Blocks* vouched_for(const EvidenceHash& hash, PieceRead::Fault& fault);
    void forget(const EvidenceHash& hash);

    std::filesystem::path folder_;
    EvidencePieces pieces_;
    std::map<EvidenceHash, Blocks> blocks_;
    std::deque<EvidenceHash> by_age_;  // of blocks_; the oldest goes
};

class EvidenceDesk {
 public:
    using Job = std::variant<WriteChunk, ReadPiece>;
    using Done = std::variant<ChunkWritten, PieceRead>;

    /// Starts the thread: signals are blocked by now.
    explicit EvidenceDesk(std::filesystem::path folder);
    /// Ends after the job under way; what waits is not done.
    ~EvidenceDesk();
    EvidenceDesk(const EvidenceDesk&) = delete;
    EvidenceDesk& operator=(const EvidenceDesk&) = delete;

    /// False: 256 wait, or 64 of this client.
    bool ask(Job job);
    std::vector<Done> done();
    bool busy() const { return under_way_ > 0; }
    /// Readable when something is done.
    int fd() const { return done_.fd(); }

 private:
    struct Stop {};
    using Asked = std::variant<WriteChunk, ReadPiece, Stop>;
    void run(const std::filesystem::path& folder);

    std::size_t under_way_ = 0;
    std::map<std::string, std::size_t> by_session_;
    std::atomic<bool> stopping_ = false;
    Queue<Asked> asked_;
    Queue<Done> done_;
    std::thread thread_;
};

}  // namespace dudao::broker
