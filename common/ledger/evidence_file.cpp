#include "ledger/evidence_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "ledger/hash.h"

namespace dudao {
namespace {

constexpr std::size_t step_bytes = 256 * 1024;

tl::unexpected<Error> cannot(const std::filesystem::path& file) {
    const auto kind = errno == ENOENT ? Error::Kind::NotFound : Error::Kind::Unreachable;
    return fail(kind, file.string() + ": " + std::strerror(errno));
}

Result<FileHash> hash_of(int fd, const std::filesystem::path& file) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) return cannot(file);
    if (!S_ISREG(info.st_mode)) {
        return fail(Error::Kind::Unreachable, file.string() + ": not a file");
    }
    Sha256 sum;
    FileHash found;
    std::string buffer(step_bytes, '\0');
    for (;;) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot(file);
        if (got == 0) break;
        sum.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
        found.size += got;
    }
    found.hash = sum.done();
    return found;
}

}  // namespace

std::filesystem::path evidence_path(const std::filesystem::path& folder, const EvidenceHash& hash) {
    return folder / "sha256" / hash.text.substr(0, 2) / hash.text;
}

Result<FileHash> hash_of_file(const std::filesystem::path& file) {
    // Non-blocking, so that a pipe holds nobody up.
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0) return cannot(file);
    auto found = hash_of(fd, file);
    ::close(fd);
    return found;
}

}  // namespace dudao
