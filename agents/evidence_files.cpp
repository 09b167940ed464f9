#include "agents/evidence_files.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "agents/limits.h"
#include "domain/hash.h"

namespace dudao::agent {
namespace {

constexpr std::size_t step_bytes = 256 * 1024;
constexpr const char* unfinished = "copy.tmp";
constexpr const char* part = ".part";

class File {
 public:
    explicit File(int fd) : fd_(fd) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }

 private:
    int fd_;
};

tl::unexpected<Error> cannot(const std::string& what) {
    const auto kind = errno == ENOSPC || errno == EDQUOT ? Error::Kind::Busy : Error::Kind::Refused;
    return fail(kind, "evidence: " + what + ": " + std::strerror(errno),
                "a file that can be read, and space on this device");
}

bool write_all(int fd, const char* bytes, std::size_t size) {
    while (size > 0) {
        const auto written = ::write(fd, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// Hashes all there is, up to one byte over the bound; where there is a `to` it is copied on the
/// way.
Result<Agent::CopiedFile> hash_of(int from, std::optional<int> to = {}) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::string buffer(step_bytes, '\0');
    std::int64_t size = 0;
    while (size <= evidence_bytes_max) {
        const auto got = ::read(from, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot("read");
        if (got == 0) break;
        const auto count = static_cast<std::size_t>(got);
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                                  count);
        if (to && !write_all(*to, buffer.data(), count)) return cannot("write");
        size += got;
    }
    if (size == 0 || size > evidence_bytes_max) {
        return bad_input("path: the file is empty or over 64 MiB", "1 byte to 64 MiB");
    }
    Hash hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return Agent::CopiedFile{EvidenceHash{to_hex(hash)}, size};
}

}  // namespace

Result<EvidenceFiles> EvidenceFiles::open(const std::filesystem::path& folder) {
    std::error_code bad;
    std::filesystem::create_directories(folder, bad);
    if (bad)
        return fail(Error::Kind::Refused, "evidence: " + folder.string() + ": " + bad.message());
    std::filesystem::remove(folder / unfinished, bad);
    EvidenceFiles files(folder);
    // Its own name lies in the folder above.
    for (const auto& each : {folder, std::filesystem::absolute(folder).parent_path()}) {
        if (auto synced = sync_folder(each); !synced) return tl::unexpected<Error>(synced.error());
    }
    // Killed after the last piece and before its new name: nobody has anything more to send of it.
    for (const auto& entry : std::filesystem::directory_iterator(folder, bad)) {
        if (entry.path().extension() != part) continue;
        const EvidenceHash hash{entry.path().stem().string()};
        if (auto ended = files.finish_if_whole(hash); !ended) {
            return tl::unexpected<Error>(ended.error());
        }
    }
    return files;
}

Result<Agent::CopiedFile> EvidenceFiles::take(const std::string& path) const {
    // Non-blocking, so that a pipe cannot hold the device up.
    const File from(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (from.fd() < 0) return cannot("path");
    struct stat info {};
    if (::fstat(from.fd(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return bad_input("path: not a file", "a photo or document, 1 byte to 64 MiB");
    }
    const auto temporary = folder_ / unfinished;
    Result<Agent::CopiedFile> copied = bad_input("not copied");
    {
        const File to(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (to.fd() < 0) return cannot("create");
        copied = hash_of(from.fd(), to.fd());
        if (copied && ::fsync(to.fd()) != 0) copied = cannot("sync");
    }
    if (!copied) {
        ::unlink(temporary.c_str());
        return copied;
    }
    if (::rename(temporary.c_str(), (folder_ / copied->hash.text).c_str()) != 0) {
        return cannot("rename");
    }
    if (auto synced = sync_folder(folder_); !synced) return tl::unexpected<Error>(synced.error());
    return copied;
}

Result<void> EvidenceFiles::sync_folder(const std::filesystem::path& path) {
    const File folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd() < 0 || ::fsync(folder.fd()) != 0) return cannot("sync folder");
    return {};
}

PieceStore::Have EvidenceFiles::have(const EvidenceHash& hash) const {
    const auto size_of = [](const std::filesystem::path& file) {
        struct stat info {};
        return ::stat(file.c_str(), &info) == 0 ? std::int64_t{info.st_size} : -1;
    };
    if (const auto size = size_of(folder_ / hash.text); size >= 0) return {size, true};
    return {std::max<std::int64_t>(size_of(folder_ / (hash.text + part)), 0), false};
}

/// Nobody asks any more for the one that was touched longest ago.
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
    const Have before = have(hash);
    if (before.complete) return Put{before, Fit::Taken};
    // Its last step failed before: whatever is sent now, the bytes are here.
    if (before.bytes > 0 && before.bytes == piece.size) return finish(hash, piece.size);
    if (piece.offset != before.bytes) return Put{before, Fit::WrongOffset};
    if (before.bytes == 0) make_room();
    const auto name = folder_ / (hash.text + part);
    {
        const File file(::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW,
                               S_IRUSR | S_IWUSR));
        if (file.fd() < 0) return cannot("create");
        if (!write_all(file.fd(), piece.bytes.data(), piece.bytes.size()) ||
            ::fsync(file.fd()) != 0) {
            const auto why = cannot("write");
            // What was written of it is taken back, so that the offset stays what was answered.
            if (::ftruncate(file.fd(), static_cast<off_t>(before.bytes)) != 0) {
                ::unlink(name.c_str());
            }
            return why;
        }
    }
    if (before.bytes == 0) {  // a new name: without it nothing of the piece is found again
        if (auto synced = sync_folder(folder_); !synced)
            return tl::unexpected<Error>(synced.error());
    }
    const std::int64_t size = piece.offset + static_cast<std::int64_t>(piece.bytes.size());
    if (size == piece.size) return finish(hash, size);
    return Put{{size, false}, Fit::Taken};
}

/// All bytes are there: a file under its name, or not these bytes at all.
Result<PieceStore::Put> EvidenceFiles::finish(const EvidenceHash& hash, std::int64_t size) const {
    const auto whole = finish_if_whole(hash);
    if (!whole) return tl::unexpected<Error>(whole.error());
    if (*whole) return Put{{size, true}, Fit::Taken};
    ::unlink((folder_ / (hash.text + part)).c_str());
    return Put{{}, Fit::WrongHash};
}

Result<bool> EvidenceFiles::finish_if_whole(const EvidenceHash& hash) const {
    const auto name = folder_ / (hash.text + part);
    {
        const File file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (file.fd() < 0) return cannot("open");
        const auto found = hash_of(file.fd());
        if (!found || found->hash != hash) return false;
        if (::fsync(file.fd()) != 0) return cannot("sync");
    }
    if (::rename(name.c_str(), (folder_ / hash.text).c_str()) != 0) return cannot("rename");
    if (auto synced = sync_folder(folder_); !synced) return tl::unexpected<Error>(synced.error());
    return true;
}

Result<std::string> EvidenceFiles::read(const EvidenceHash& hash, std::int64_t offset,
                                        std::int64_t bytes) const {
    const File file(::open((folder_ / hash.text).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.fd() < 0) return fail(Error::Kind::Corrupt, "evidence: a file is missing");
    std::string piece(static_cast<std::size_t>(bytes), '\0');
    std::size_t got = 0;
    while (got < piece.size()) {
        const auto count = ::pread(file.fd(), piece.data() + got, piece.size() - got,
                                   static_cast<off_t>(offset) + static_cast<off_t>(got));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return fail(Error::Kind::Corrupt, "evidence: a file is cut");
        got += static_cast<std::size_t>(count);
    }
    return piece;
}

}  // namespace dudao::agent
