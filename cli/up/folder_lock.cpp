#include "cli/up/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace dudao::up {

Result<FolderLock> FolderLock::take(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(Error::Kind::Refused, file.string() + ": " + std::strerror(errno),
                    "a folder you may write in");
    }
    FolderLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 16> pid{};
        const ssize_t n = ::pread(fd, pid.data(), pid.size() - 1, 0);
        return fail(Error::Kind::Refused,
                    "another dudao up works in " + file.parent_path().string() + " (pid " +
                        (n > 0 ? pid.data() : "?") + ")",
                    "end that one first, or name another folder with --state");
    }
    const std::string pid = std::to_string(::getpid());
    const bool written = ::ftruncate(fd, 0) == 0 && ::pwrite(fd, pid.data(), pid.size(), 0) ==
                                                        static_cast<ssize_t>(pid.size());
    if (!written) return fail(Error::Kind::Refused, file.string() + " cannot be written");
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}
FolderLock::~FolderLock() {
    if (fd_ >= 0) ::close(fd_);
}

}  // namespace dudao::up
