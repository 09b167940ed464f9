#include "broker/evidence.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "domain/hash.h"
#include "store/chain.h"
#include "wire/limits.h"

namespace dudao::broker {
namespace {

namespace fs = std::filesystem;

std::int64_t size_of(const fs::path& file) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

bool append_durably(const fs::path& file, const std::string& bytes) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    const bool good =
        ::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        ::fsync(fd) == 0;
    return ::close(fd) == 0 && good;
}

std::string hash_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    return to_hex(sha256(bytes));
}

}  // namespace

wire::ChunkTaken EvidenceStore::take(const wire::Chunk& chunk) const {
    wire::ChunkTaken taken{chunk.hash, 0, false, ""};
    if (!hash_from_hex(chunk.hash.text)) {
        taken.what = "hash is not a SHA-256 in hex";
        return taken;
    }
    std::error_code wrong;
    const fs::path folder = folder_ / "sha256" / chunk.hash.text.substr(0, 2);
    const fs::path whole = folder / chunk.hash.text;
    const fs::path part = folder / (chunk.hash.text + ".part");
    fs::create_directories(folder, wrong);
    if (fs::exists(whole, wrong)) {
        taken.have = chunk.size;
        taken.stored = true;
        return taken;
    }
    taken.have = size_of(part);
    const auto piece = static_cast<std::int64_t>(chunk.data.size());
    if (chunk.offset == taken.have && piece > 0 && taken.have + piece <= chunk.size) {
        if (!append_durably(part, chunk.data)) {
            taken.have = size_of(part);
            taken.what = "the office's disk does not take it; send again later";
            return taken;
        }
        taken.have += piece;
    }
    if (taken.have < chunk.size) return taken;
    if (hash_of(part) != chunk.hash.text) {
        fs::remove(part, wrong);
        taken.have = 0;
        taken.what = "the bytes are not those of the hash; send all again";
        return taken;
    }
    fs::rename(part, whole, wrong);
    taken.stored = !wrong;
    return taken;
}

std::optional<std::string> EvidenceStore::piece(const EvidenceHash& hash,
                                                std::int64_t offset) const {
    if (!hash_from_hex(hash.text)) return std::nullopt;
    std::ifstream in(folder_ / "sha256" / hash.text.substr(0, 2) / hash.text, std::ios::binary);
    if (!in.seekg(offset)) return std::nullopt;
    std::string bytes(wire::chunk_bytes_max, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.bad()) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

}  // namespace dudao::broker
