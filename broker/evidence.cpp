#include "broker/evidence.h"

#include <poll.h>

#include <algorithm>
#include <utility>

#include "broker/limits.h"
#include "disk/file.h"
#include "ledger/evidence_file.h"
#include "ledger/hash.h"
#include "wire/limits.h"

namespace dudao::broker {
namespace {

namespace fs = std::filesystem;
using Fault = PieceRead::Fault;

Result<std::string> read_block(const disk::File& file, std::int64_t at, const Veil& veil) {
    auto block = file.read_at(at, evidence_block_bytes);
    return block && veil && !block->empty() ? veil(at, std::move(*block)) : block;
}

constexpr const char* no_key = "the key of this case is destroyed; nothing more is stored for it";
constexpr const char* no_disk = "the office's disk does not take it; send again later";

const char* not_kept(const Error& why) {
    return why.kind == Error::Kind::NotFound ? no_key : no_disk;
}

}  // namespace

EvidenceStore::EvidenceStore(fs::path folder)
    : folder_(std::move(folder)),
      pieces_([at = folder_](const EvidenceHash& hash) { return evidence_path(at, hash); },
              EvidencePieces::Sync::WholeFile) {}

wire::ChunkTaken EvidenceStore::keep(const wire::Chunk& chunk, const Veil& veil) {
    wire::ChunkTaken taken{chunk.hash, 0, false, ""};
    if (!hash_from_hex(chunk.hash.text) || chunk.size < 1) {
        taken.what = "hash is not a SHA-256 in hex, or the file is empty";
        return taken;
    }
    const fs::path whole = evidence_path(folder_, chunk.hash);
    std::error_code wrong;
    if (fs::exists(whole, wrong)) return look_at_whole(std::move(taken), whole, veil);
    const auto put = pieces_.put(chunk.hash, {chunk.offset, chunk.size, chunk.data}, veil);
    taken.have = put ? put->have.bytes : pieces_.have(chunk.hash).bytes;
    taken.stored = put && put->have.complete;
    if (!put) taken.what = not_kept(put.error());
    if (put && put->fit == EvidencePieces::Fit::WrongHash) {
        taken.what = "the bytes are not those of the hash; send all again";
    }
    return taken;
}

/// The file is complete but the log has no record of it: the process ended before the event was
/// committed.
wire::ChunkTaken EvidenceStore::look_at_whole(wire::ChunkTaken taken, const fs::path& whole,
                                              const Veil& veil) const {
    const auto found = hash_of_file(whole, veil);
    if (!found) {
        taken.what = not_kept(found.error());
        return taken;
    }
    if (to_hex(found->hash) == taken.hash.text) {
        taken.have = found->size;
        const auto file = disk::File::open(whole, O_RDWR);
        taken.stored = file && file->sync() && disk::sync_folder(whole.parent_path());
        if (!taken.stored) taken.what = no_disk;
        return taken;
    }
    std::error_code wrong;  // keep the altered file for investigation
    fs::rename(whole, whole.string() + ".altered", wrong);
    taken.what = "the bytes here were altered; send all again";
    return taken;
}

const EvidenceStore::Blocks* EvidenceStore::vouched_for(const EvidenceHash& hash, const Veil& veil,
                                                        Fault& fault) {
    if (const auto known = blocks_.find(hash); known != blocks_.end()) return &known->second;
    const auto file = disk::File::open_regular(evidence_path(folder_, hash));
    if (!file) {
        fault = Fault::Unreadable;
        return nullptr;
    }
    Sha256 sum;
    Blocks blocks;
    for (std::int64_t at = 0;; at += evidence_block_bytes) {
        const auto block = read_block(*file, at, veil);
        if (!block) {  // the disk, or the key of a case that is destroyed: not altered
            fault = Fault::Unreadable;
            return nullptr;
        }
        if (block->empty()) break;
        sum.add(*block);
        blocks.push_back(sha256(*block));
        if (static_cast<std::int64_t>(block->size()) < evidence_block_bytes) break;
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

EvidenceStore::Piece EvidenceStore::piece(const EvidenceHash& hash, std::int64_t offset,
                                          const Veil& veil) {
    if (!hash_from_hex(hash.text) || offset < 0) return {{}, Fault::Unreadable};
    Piece out;
    const Blocks* blocks = vouched_for(hash, veil, out.fault);
    if (!blocks) return out;
    const auto file = disk::File::open_regular(evidence_path(folder_, hash));
    if (!file) {
        forget(hash);
        return {{}, Fault::Unreadable};
    }
    const auto first = static_cast<std::size_t>(offset / evidence_block_bytes);
    const std::int64_t from = offset % evidence_block_bytes;
    const std::size_t last = std::min(blocks->size(), first + (from == 0 ? 1 : 2));
    for (std::size_t i = first; i < last; ++i) {
        const auto at = static_cast<std::int64_t>(i) * evidence_block_bytes;
        const auto block = read_block(*file, at, veil);
        if (!block || sha256(*block) != (*blocks)[i]) {
            forget(hash);
            return {{}, block ? Fault::Altered : Fault::Unreadable};
        }
        out.bytes += *block;
    }
    out.bytes.erase(0, static_cast<std::size_t>(from));
    if (out.bytes.size() > wire::chunk_bytes_max) out.bytes.resize(wire::chunk_bytes_max);
    return out;
}

EvidenceDesk::EvidenceDesk(fs::path folder, VeilOf veil_of)
    : veil_of_(std::move(veil_of)),
      asked_(evidence_waiting_max + 1),
      done_(evidence_waiting_max + 1),
      thread_([this, folder = std::move(folder)] { run(folder); }) {}

EvidenceDesk::~EvidenceDesk() {
    stopping_ = true;
    static_cast<void>(asked_.push(Stop{}));  // the queue has one slot more than ask() uses
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
    std::vector<Done> all = done_.take_all();
    for (const Done& each : all) {
        const std::string& session =
            std::visit([](const auto& one) -> const std::string& { return one.session; }, each);
        --under_way_;
        const auto own = by_session_.find(session);
        if (--own->second == 0) by_session_.erase(own);
    }
    return all;
}

Veil EvidenceDesk::veil(const std::string& j, CaseId lead, const EvidenceHash& hash) const {
    return lead && veil_of_ ? veil_of_(j, lead, hash) : Veil{};
}

void EvidenceDesk::run(const fs::path& folder) {
    EvidenceStore store(folder);
    for (;;) {
        pollfd readable{asked_.fd(), POLLIN, 0};
        if (::poll(&readable, 1, -1) <= 0) continue;  // interrupted by a signal
        for (Asked& each : asked_.take_all()) {
            if (stopping_) return;
            // Cannot fail: the result queue is as large as the request queue.
            if (const auto* chunk = std::get_if<WriteChunk>(&each)) {
                static_cast<void>(done_.push(ChunkWritten{
                    chunk->session, chunk->j,
                    store.keep(chunk->chunk, veil(chunk->j, chunk->lead, chunk->chunk.hash))}));
            } else if (const auto* wanted = std::get_if<ReadPiece>(&each)) {
                EvidenceStore::Piece piece = store.piece(
                    wanted->hash, wanted->offset, veil(wanted->j, wanted->lead, wanted->hash));
                static_cast<void>(
                    done_.push(PieceRead{wanted->session, wanted->j, wanted->q, wanted->hash,
                                         std::move(piece.bytes), piece.fault}));
            }
        }
    }
}

}  // namespace dudao::broker
