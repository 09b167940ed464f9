#include "workers/notice_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dudao::workers {
namespace {

tl::unexpected<Error> cannot(const char* what) {
    return fail(Error::Kind::Unreachable, std::string(what) + ": " + std::strerror(errno),
                "free disk, or another --notice-file");
}

}  // namespace

Result<NoticeFile> NoticeFile::open(const std::string& path) {
    NoticeFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (file.fd_ < 0) return cannot("the notice file cannot be opened");
    const off_t size = ::lseek(file.fd_, 0, SEEK_END);
    char last = '\n';
    if (size > 0 && ::pread(file.fd_, &last, 1, size - 1) != 1) {
        return cannot("the notice file cannot be read");
    }
    file.torn_ = last != '\n';
    return file;
}

NoticeFile::NoticeFile(NoticeFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), torn_(other.torn_) {}

NoticeFile::~NoticeFile() {
    if (fd_ >= 0) ::close(fd_);
}

Result<void> NoticeFile::append(const std::vector<std::string>& lines) {
    std::string bytes = torn_ ? "\n" : "";
    for (const std::string& line : lines) bytes += line + "\n";
    torn_ = true;
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t n = ::write(fd_, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return cannot("the notice file cannot be written");
        done += static_cast<std::size_t>(n);
    }
    torn_ = false;
    if (::fdatasync(fd_) != 0) return cannot("the notice file cannot be synced");
    return {};
}

}  // namespace dudao::workers
