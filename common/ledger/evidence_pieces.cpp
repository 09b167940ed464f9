#include "ledger/evidence_pieces.h"

#include <unistd.h>

#include <algorithm>

#include "disk/file.h"
#include "ledger/evidence_file.h"

namespace dudao {
namespace {

/// The size of a file, or -1 if it does not exist.
std::int64_t size_of(const std::filesystem::path& file) {
    struct stat about {};
    return ::stat(file.c_str(), &about) == 0 ? std::int64_t{about.st_size} : -1;
}

}  // namespace

std::filesystem::path EvidencePieces::part_of(const EvidenceHash& hash) const {
    return place_(hash).string() + ".part";
}

EvidencePieces::Have EvidencePieces::have(const EvidenceHash& hash) const {
    if (const auto size = size_of(place_(hash)); size >= 0) return {size, true};
    return {std::max<std::int64_t>(size_of(part_of(hash)), 0), false};
}

Result<void> EvidencePieces::append(const EvidenceHash& hash, std::int64_t have,
                                    std::string_view bytes) const {
    const auto part = part_of(hash);
    auto file = disk::File::open(part, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW);
    if (!file) return tl::unexpected<Error>(file.error());
    const bool each = sync_ == Sync::EachPiece;
    auto done = file->append(bytes, each ? disk::Sync::Now : disk::Sync::Later);
    // If the partial write cannot be truncated, delete the file, so that the offset never exceeds
    // what was acknowledged.
    if (!done && size_of(part) > have) ::unlink(part.c_str());
    if (done && each && have == 0) done = disk::sync_folder(disk::folder_of(part));
    return done;
}

Result<EvidencePieces::Put> EvidencePieces::put(const EvidenceHash& hash, const Piece& piece,
                                                const Veil& veil) const {
    Have have = this->have(hash);
    if (have.complete) return Put{have, Fit::Taken};
    const auto count = static_cast<std::int64_t>(piece.bytes.size());
    // All bytes may be there already if finish() failed before.
    if (have.bytes < piece.size) {
        const bool next = piece.offset == have.bytes && count <= piece.size - have.bytes;
        if (!next) return Put{have, Fit::WrongOffset};
        const auto made = disk::make_folder(disk::folder_of(place_(hash)));
        if (!made) return tl::unexpected<Error>(made.error());
        std::string bytes(piece.bytes);
        if (veil) {
            auto veiled = veil(have.bytes, std::move(bytes));
            if (!veiled) return tl::unexpected<Error>(veiled.error());
            bytes = std::move(*veiled);
        }
        if (auto done = append(hash, have.bytes, bytes); !done) {
            return tl::unexpected<Error>(done.error());
        }
        have.bytes += count;
    }
    if (have.bytes < piece.size) return Put{have, Fit::Taken};
    const auto named = finish(hash, veil);
    if (!named) return tl::unexpected<Error>(named.error());
    if (*named) return Put{{have.bytes, true}, Fit::Taken};
    ::unlink(part_of(hash).c_str());
    return Put{{}, Fit::WrongHash};
}

Result<bool> EvidencePieces::finish(const EvidenceHash& hash, const Veil& veil) const {
    const auto part = part_of(hash);
    const auto found = hash_of_file(part, veil);
    if (!found || to_hex(found->hash) != hash.text) return false;
    const auto file = disk::File::open(part, O_RDWR | O_NOFOLLOW);
    if (!file) return tl::unexpected<Error>(file.error());
    if (auto synced = file->sync(); !synced) {
        ::unlink(part.c_str());  // after a failed sync it is unknown what is on disk
        return tl::unexpected<Error>(synced.error());
    }
    if (auto named = disk::give_name(part, place_(hash)); !named) {
        return tl::unexpected<Error>(named.error());
    }
    return true;
}

}  // namespace dudao
