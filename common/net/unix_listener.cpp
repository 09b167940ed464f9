#include "net/unix_listener.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dudao {
namespace {

tl::unexpected<Error> cannot_listen(const std::string& path) {
    return fail(Error::Kind::Unreachable, "cannot listen at " + path + ": " + std::strerror(errno),
                "a path of less than 108 bytes in a folder of ours, one process a path");
}

/// True if the file was left by a process that was killed.
bool is_stale(const sockaddr_un& address, int type) {
    const int fd = ::socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    const bool refused =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
        errno == ECONNREFUSED;
    ::close(fd);
    return refused;
}

}  // namespace

UnixListener::~UnixListener() {
    if (fd_ < 0) return;
    loop_.unwatch(fd_);
    ::close(fd_);
    ::unlink(path_.c_str());
}

Result<void> UnixListener::listen(const std::string& path, int type, int waiting_max) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    errno = ENAMETOOLONG;
    if (path.size() >= sizeof address.sun_path) return cannot_listen(path);
    std::memcpy(address.sun_path, path.c_str(), path.size());
    if (is_stale(address, type)) ::unlink(path.c_str());
    const int fd = ::socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return cannot_listen(path);
    ::fchmod(fd, S_IRUSR | S_IWUSR);  // before bind, so that the file is never accessible to others
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd, waiting_max) != 0) {
        const auto error = cannot_listen(path);
        ::close(fd);
        return error;
    }
    fd_ = fd;
    path_ = path;
    loop_.watch(fd, token_);
    return {};
}

int UnixListener::accept() const {
    return ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

}  // namespace dudao
