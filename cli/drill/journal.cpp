#include "cli/drill/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dudao::drill {

Result<Journal> Journal::open(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(Error::Kind::Refused, file.string() + ": " + std::strerror(errno),
                    "the receipts folder of the state folder");
    }
    return Journal(fd);
}

Journal::Journal(Journal&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
Journal& Journal::operator=(Journal&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}
Journal::~Journal() {
    if (fd_ >= 0) ::close(fd_);
}

Result<void> Journal::keep(const std::string& line) {
    const auto size = ::write(fd_, line.data(), line.size());
    if (size == static_cast<ssize_t>(line.size()) && ::fdatasync(fd_) == 0) return {};
    return fail(Error::Kind::Refused, std::string("the receipt journal: ") + std::strerror(errno),
                "room on the disk");
}

}  // namespace dudao::drill
