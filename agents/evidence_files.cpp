#include "agents/evidence_files.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "agents/limits.h"
#include "disk/file.h"
#include "ledger/hash.h"

namespace dudao::agent {
namespace {

constexpr std::size_t step_bytes = 256 * 1024;
constexpr const char* unfinished = "copy.tmp";
constexpr const char* part = ".part";

tl::unexpected<Error> cannot(Error error) {
    if (error.kind != Error::Kind::Busy) error.kind = Error::Kind::Refused;
    error.mend = "a file that can be read, and space on this device";
    return within("evidence", std::move(error));
}

/// Copies up to one byte over the limit, so that the caller can detect a larger file. Synced when
/// it returns.
Result<Agent::CopiedFile> copy(const disk::File& from, const disk::File& to) {
    Sha256 sum;
    std::int64_t size = 0;
    while (size <= evidence_bytes_max) {
        const auto bytes = from.read(step_bytes);
        if (!bytes) return cannot(bytes.error());
        if (bytes->empty()) break;
        sum.add(*bytes);
        if (auto written = to.write(*bytes); !written) return cannot(written.error());
        size += static_cast<std::int64_t>(bytes->size());
    }
    if (size == 0 || size > evidence_bytes_max) {
        return bad_input("path: the file is empty or over 64 MiB", "1 byte to 64 MiB");
    }
    if (auto synced = to.sync(); !synced) return cannot(synced.error());
    return Agent::CopiedFile{EvidenceHash{to_hex(sum.done())}, size};
}

}  // namespace

EvidenceFiles::EvidenceFiles(std::filesystem::path folder)
    : folder_(std::move(folder)),
      pieces_([at = folder_](const EvidenceHash& hash) { return at / hash.text; },
              EvidencePieces::Sync::EachPiece) {}

Result<EvidenceFiles> EvidenceFiles::open(const std::filesystem::path& folder) {
    std::error_code bad;
    std::filesystem::create_directories(folder, bad);
    if (bad)
        return fail(Error::Kind::Refused, "evidence: " + folder.string() + ": " + bad.message());
    std::filesystem::remove(folder / unfinished, bad);
    EvidenceFiles files(folder);
    // Also sync the parent folder, which holds this folder's name.
    for (const auto& each : {folder, std::filesystem::absolute(folder).parent_path()}) {
        if (auto synced = disk::sync_folder(each); !synced) return cannot(synced.error());
    }
    // The process was killed after the last piece and before the rename; no phone will send more of
    // it.
    for (const auto& entry : std::filesystem::directory_iterator(folder, bad)) {
        if (entry.path().extension() != part) continue;
        const EvidenceHash hash{entry.path().stem().string()};
        if (auto ended = files.pieces_.finish(hash); !ended) return cannot(ended.error());
    }
    return files;
}

Result<Agent::CopiedFile> EvidenceFiles::copy_in(const std::string& path) const {
    // Non-blocking, so that opening a pipe cannot block the device.
    const auto from = disk::File::open(path, O_RDONLY | O_NONBLOCK);
    if (!from) return cannot(from.error());
    if (!from->size()) {
        return bad_input("path: not a file", "a photo or document, 1 byte to 64 MiB");
    }
    const auto temporary = folder_ / unfinished;
    const auto to = disk::File::open(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!to) return cannot(to.error());
    auto copied = copy(*from, *to);
    if (copied) {
        auto named = disk::give_name(temporary, folder_ / copied->hash.text);
        if (!named) copied = cannot(named.error());
    }
    if (!copied) ::unlink(temporary.c_str());
    return copied;
}

PieceStore::Have EvidenceFiles::have(const EvidenceHash& hash) const { return pieces_.have(hash); }

/// Deletes the least recently written unfinished file when there are too many.
void EvidenceFiles::make_room() const {
    std::error_code bad;
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> parts;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, bad)) {
        if (entry.path().extension() != part) continue;
        parts.emplace_back(entry.last_write_time(bad), entry.path());
    }
    if (parts.size() < unfinished_files_max) return;
    std::filesystem::remove(std::min_element(parts.begin(), parts.end())->second, bad);
}

Result<PieceStore::Put> EvidenceFiles::put(const EvidenceHash& hash, const Piece& piece) const {
    if (piece.offset == 0 && have(hash).bytes == 0) make_room();
    auto put = pieces_.put(hash, piece);
    if (!put) return cannot(put.error());
    return put;
}

Result<std::string> EvidenceFiles::read(const EvidenceHash& hash, std::int64_t offset,
                                        std::int64_t bytes) const {
    const auto file = disk::File::open_regular(folder_ / hash.text);
    if (!file) return fail(Error::Kind::Corrupt, "evidence: a file is missing");
    const auto wanted = static_cast<std::size_t>(bytes);
    auto piece = file->read_at(offset, wanted);
    if (!piece || piece->size() < wanted) {
        return fail(Error::Kind::Corrupt, "evidence: a file is cut");
    }
    return piece;
}

}  // namespace dudao::agent
