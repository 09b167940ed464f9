#include "broker/evidence.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "broker/limits.h"
#include "ledger/evidence_file.h"
#include "ledger/hash.h"
#include "wire/limits.h"

namespace dudao::broker {
namespace {

namespace fs = std::filesystem;
using Fault = PieceRead::Fault;

constexpr const char* no_disk = "the office's disk does not take it; send again later";

class File {
 public:
    File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }
    bool open() const { return fd_ >= 0; }

 private:
    int fd_;
};

std::int64_t size_of(const fs::path& file) {
    struct stat info {};
    return ::stat(file.c_str(), &info) == 0 ? std::int64_t{info.st_size} : 0;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// As many of them as there are.
std::string read_at(int fd, std::int64_t offset, std::int64_t bytes) {
    std::string out(static_cast<std::size_t>(bytes), '\0');
    std::size_t got = 0;
    while (got < out.size()) {
        const ssize_t count = ::pread(fd, out.data() + got, out.size() - got,
                                      static_cast<off_t>(offset) + static_cast<off_t>(got));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        got += static_cast<std::size_t>(count);
    }
    out.resize(got);
    return out;
}

/// Whole or not at all: what was written of a piece that did not fit is taken back.
bool append(const fs::path& part, std::int64_t have, const std::string& bytes) {
    const File file(part, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW);
    if (!file.open()) return false;
    if (write_all(file.fd(), bytes)) return true;
    if (::ftruncate(file.fd(), static_cast<off_t>(have)) != 0) ::unlink(part.c_str());
    return false;
}

bool sync(const fs::path& path, int flags) {
    const File file(path, flags);
    return file.open() && ::fsync(file.fd()) == 0;
}

bool sync_folder(const fs::path& folder) { return sync(folder, O_RDONLY | O_DIRECTORY); }

/// A new folder's name lies in the one above it, and is synced there.
bool make_folder(const fs::path& folder) {
    std::error_code wrong;
    if (fs::is_directory(folder, wrong)) return true;
    if (folder.has_parent_path() && folder.parent_path() != folder &&
        !make_folder(folder.parent_path())) {
        return false;
    }
    fs::create_directory(folder, wrong);
    return !wrong && sync_folder(folder.parent_path());
}

}  // namespace

wire::ChunkTaken EvidenceStore::take(const wire::Chunk& chunk) {
    wire::ChunkTaken taken{chunk.hash, 0, false, ""};
    if (!hash_from_hex(chunk.hash.text) || chunk.size < 1) {
        taken.what = "hash is not a SHA-256 in hex, or the file is empty";
        return taken;
    }
    const fs::path whole = evidence_path(folder_, chunk.hash);
    const fs::path part = whole.string() + ".part";
    std::error_code wrong;
    if (!make_folder(whole.parent_path())) {
        taken.what = no_disk;
        return taken;
    }
    if (fs::exists(whole, wrong)) return look_at_whole(std::move(taken), whole);
    taken.have = size_of(part);
    const auto piece = static_cast<std::int64_t>(chunk.data.size());
    if (chunk.offset == taken.have && piece > 0 && piece <= chunk.size - taken.have) {
        if (!append(part, taken.have, chunk.data)) {
            taken.have = size_of(part);
            taken.what = no_disk;
            return taken;
        }
        taken.have += piece;
    }
    return taken.have < chunk.size ? taken : finish(std::move(taken), part);
}

/// All bytes are there. Synced before it gets its name, and the name before anybody hears of it.
wire::ChunkTaken EvidenceStore::finish(wire::ChunkTaken taken, const fs::path& part) const {
    const auto found = hash_of_file(part);
    if (!found || to_hex(found->hash) != taken.hash.text || !sync(part, O_RDWR)) {
        // After a failed sync nobody knows what of it is on disk.
        const bool readable = found.has_value();
        ::unlink(part.c_str());
        taken.have = 0;
        taken.what = readable && to_hex(found->hash) != taken.hash.text
                         ? "the bytes are not those of the hash; send all again"
                         : no_disk;
        return taken;
    }
    const fs::path whole = evidence_path(folder_, taken.hash);
    taken.stored = ::rename(part.c_str(), whole.c_str()) == 0 && sync_folder(whole.parent_path());
    if (!taken.stored) taken.what = no_disk;
    return taken;
}

/// It has its name, and the log does not say so: the process ended in between.
wire::ChunkTaken EvidenceStore::look_at_whole(wire::ChunkTaken taken, const fs::path& whole) const {
    const auto found = hash_of_file(whole);
    if (found && to_hex(found->hash) == taken.hash.text) {
        taken.have = found->size;
        taken.stored = sync(whole, O_RDWR) && sync_folder(whole.parent_path());
        if (!taken.stored) taken.what = no_disk;
        return taken;
    }
    std::error_code wrong;  // kept aside: it says that somebody was at it
    fs::rename(whole, whole.string() + ".altered", wrong);
    taken.what = "the bytes here were altered; send all again";
    return taken;
}

const EvidenceStore::Blocks* EvidenceStore::vouched_for(const EvidenceHash& hash, Fault& fault) {
    if (const auto known = blocks_.find(hash); known != blocks_.end()) return &known->second;
    const File file(evidence_path(folder_, hash), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    struct stat info {};
    if (!file.open() || ::fstat(file.fd(), &info) != 0 || !S_ISREG(info.st_mode)) {
        fault = Fault::Unreadable;
        return nullptr;
    }
    Sha256 sum;
    Blocks blocks;
    for (std::int64_t at = 0;; at += evidence_block_bytes) {
        const std::string block = read_at(file.fd(), at, evidence_block_bytes);
        if (block.empty()) break;
        sum.add(block);
        blocks.push_back(sha256(block));
        if (static_cast<std::int64_t>(block.size()) < evidence_block_bytes) break;
    }
    if (to_hex(sum.done()) != hash.text) {
        fault = Fault::Altered;
        return nullptr;
    }
    if (by_age_.size() >= evidence_vouched_max) {
        blocks_.erase(by_age_.front());
        by_age_.pop_front();
    }
    by_age_.push_back(hash);
    return &(blocks_[hash] = std::move(blocks));
}

void EvidenceStore::forget(const EvidenceHash& hash) {
    blocks_.erase(hash);
    std::erase(by_age_, hash);
}

EvidenceStore::Piece EvidenceStore::piece(const EvidenceHash& hash, std::int64_t offset) {
    if (!hash_from_hex(hash.text) || offset < 0) return {{}, Fault::Unreadable};
    Piece out;
    const Blocks* blocks = vouched_for(hash, out.fault);
    if (!blocks) return out;
    const File file(evidence_path(folder_, hash), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (!file.open()) {
        forget(hash);
        return {{}, Fault::Unreadable};
    }
    const auto first = static_cast<std::size_t>(offset / evidence_block_bytes);
    const std::int64_t from = offset % evidence_block_bytes;
    const std::size_t last = std::min(blocks->size(), first + (from == 0 ? 1 : 2));
    for (std::size_t i = first; i < last; ++i) {
        const auto at = static_cast<std::int64_t>(i) * evidence_block_bytes;
        const std::string block = read_at(file.fd(), at, evidence_block_bytes);
        if (sha256(block) != (*blocks)[i]) {
            forget(hash);
            return {{}, Fault::Altered};
        }
        out.bytes += block;
    }
    out.bytes.erase(0, static_cast<std::size_t>(from));
    if (out.bytes.size() > wire::chunk_bytes_max) out.bytes.resize(wire::chunk_bytes_max);
    return out;
}

EvidenceDesk::EvidenceDesk(fs::path folder)
    : asked_(evidence_waiting_max + 1),
      done_(evidence_waiting_max + 1),
      thread_([this, folder = std::move(folder)] { run(folder); }) {}

EvidenceDesk::~EvidenceDesk() {
    stopping_ = true;
    static_cast<void>(asked_.push(Stop{}));  // there is room for one more than may wait
    thread_.join();
}

bool EvidenceDesk::ask(Job job) {
    const std::string& session =
        std::visit([](const auto& each) -> const std::string& { return each.session; }, job);
    const auto own = by_session_.find(session);
    const bool many = own != by_session_.end() && own->second >= evidence_of_one_client_max;
    if (under_way_ >= evidence_waiting_max || many) return false;
    ++by_session_[session];
    ++under_way_;
    return std::visit([&](auto& each) { return asked_.push(std::move(each)); }, job);
}

std::vector<EvidenceDesk::Done> EvidenceDesk::done() {
    std::vector<Done> all = done_.take();
    for (const Done& each : all) {
        const std::string& session =
            std::visit([](const auto& one) -> const std::string& { return one.session; }, each);
        --under_way_;
        const auto own = by_session_.find(session);
        if (--own->second == 0) by_session_.erase(own);
    }
    return all;
}

void EvidenceDesk::run(const fs::path& folder) {
    EvidenceStore store(folder);
    for (;;) {
        pollfd readable{asked_.fd(), POLLIN, 0};
        if (::poll(&readable, 1, -1) <= 0) continue;  // a signal
        for (Asked& each : asked_.take()) {
            if (stopping_) return;
            // As many answers as questions fit.
            if (const auto* chunk = std::get_if<WriteChunk>(&each)) {
                static_cast<void>(
                    done_.push(ChunkWritten{chunk->session, chunk->j, store.take(chunk->chunk)}));
            } else if (const auto* wanted = std::get_if<ReadPiece>(&each)) {
                EvidenceStore::Piece piece = store.piece(wanted->hash, wanted->offset);
                static_cast<void>(
                    done_.push(PieceRead{wanted->session, wanted->j, wanted->q, wanted->hash,
                                         std::move(piece.bytes), piece.fault}));
            }
        }
    }
}

}  // namespace dudao::broker
