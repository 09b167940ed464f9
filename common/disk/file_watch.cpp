#include "disk/file_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "disk/file.h"

namespace dudao::disk {
namespace {

// IN_CLOSE_WRITE and not IN_MODIFY: a file that is half written is not read.
constexpr std::uint32_t what_changes_a_file =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB;

}  // namespace

Result<FileWatch> FileWatch::open(const std::filesystem::path& file) {
    const auto folder = folder_of(file);
    FileWatch watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), file.filename().string());
    if (watch.fd_ >= 0 &&
        ::inotify_add_watch(watch.fd_, folder.c_str(), what_changes_a_file) >= 0) {
        return watch;
    }
    return fail(
        Error::Kind::Refused,
        "changes of " + file.string() + " cannot be watched: " + std::strerror(errno),
        "the folder must be there; fs.inotify.max_user_instances bounds all watches of a user");
}

FileWatch::FileWatch(FileWatch&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)) {}

FileWatch& FileWatch::operator=(FileWatch&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(name_, other.name_);
    return *this;
}

FileWatch::~FileWatch() {
    if (fd_ >= 0) ::close(fd_);
}

bool FileWatch::changed() {
    bool changed = false;
    alignas(inotify_event) std::array<char, 4096> bytes{};
    for (;;) {
        const ssize_t size = ::read(fd_, bytes.data(), bytes.size());
        if (size <= 0) return changed;
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, bytes.data() + at, sizeof event);
            const char* name = bytes.data() + at + sizeof event;  // empty: of the folder itself
            at += static_cast<ssize_t>(sizeof event + event.len);
            const bool lost_some = (event.mask & IN_Q_OVERFLOW) != 0;
            changed = changed || lost_some || (event.len > 0 && name_ == name);
        }
    }
}

}  // namespace dudao::disk
