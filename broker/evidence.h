// Stores evidence on disk as sha256/ab/<hash>, received in pieces. A file gets this name only when
// its hash is right, and is served only while it stays right. The core decides which evidence
// exists and who may see it.
//
// Because a disk may be slow, EvidenceDesk runs the store in its own thread. It handles requests in
// the order they arrive and returns the results through a queue.
#pragma once

#include <atomic>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "broker/io.h"
#include "ledger/evidence_file.h"
#include "ledger/evidence_pieces.h"
#include "queue.h"

namespace dudao::broker {

/// The evidence files. Use from one thread only. No other process may write to the folder.
class EvidenceStore {
 public:
    explicit EvidenceStore(std::filesystem::path folder);

    /// Writes the next piece and returns, in `have`, how many bytes are stored without a gap. A
    /// piece that starts after `have` is not written; the sender resumes from `have`. A complete
    /// file whose hash is wrong is discarded. `stored` is true when the file and its directory
    /// entry are synced.
    wire::ChunkTaken keep(const wire::Chunk& chunk, const Veil& veil = {});

    /// Reads up to 256 KiB from `offset` of a complete file, and returns only bytes of the file
    /// with this hash. The first read of a file hashes the whole file and remembers the hash of
    /// each block; later reads check each block against it.
    struct Piece {
        std::string bytes;
        PieceRead::Fault fault = PieceRead::Fault::None;
    };
    Piece piece(const EvidenceHash& hash, std::int64_t offset, const Veil& veil = {});

 private:
    /// The hash of each 256 KiB block of a file whose own hash was right.
    using Blocks = std::vector<Hash>;
    wire::ChunkTaken look_at_whole(wire::ChunkTaken taken, const std::filesystem::path& whole,
                                   const Veil& veil) const;
    const Blocks* vouched_for(const EvidenceHash& hash, const Veil& veil, PieceRead::Fault& fault);
    void forget(const EvidenceHash& hash);

    std::filesystem::path folder_;
    EvidencePieces pieces_;
    std::map<EvidenceHash, Blocks> blocks_;
    /// Keys of blocks_ in insertion order; the oldest is evicted first.
    std::deque<EvidenceHash> by_age_;
};

class EvidenceDesk {
 public:
    using Job = std::variant<WriteChunk, ReadPiece>;
    using Done = std::variant<ChunkWritten, PieceRead>;

    /// The veil of a case's evidence; called on the thread.
    using VeilOf = std::function<Veil(const std::string& j, CaseId lead, const EvidenceHash& hash)>;
    /// Starts the thread. Block signals before, because the thread inherits the signal mask.
    explicit EvidenceDesk(std::filesystem::path folder, VeilOf veil_of = {});
    /// Waits for the current job and discards the queued ones.
    ~EvidenceDesk();
    EvidenceDesk(const EvidenceDesk&) = delete;
    EvidenceDesk& operator=(const EvidenceDesk&) = delete;

    /// Queues a job. Returns false when the queue is full: 256 jobs in all, or 64 of this client.
    bool ask(Job job);
    /// Returns the finished jobs since the last call; does not wait.
    std::vector<Done> done();
    bool busy() const { return under_way_ > 0; }
    /// A file descriptor that is readable while results are waiting.
    int fd() const { return done_.fd(); }

 private:
    struct Stop {};
    using Asked = std::variant<WriteChunk, ReadPiece, Stop>;
    void run(const std::filesystem::path& folder);
    Veil veil(const std::string& j, CaseId lead, const EvidenceHash& hash) const;

    const VeilOf veil_of_;
    std::size_t under_way_ = 0;
    std::map<std::string, std::size_t> by_session_;
    std::atomic<bool> stopping_ = false;
    Queue<Asked> asked_;
    Queue<Done> done_;
    std::thread thread_;
};

}  // namespace dudao::broker
