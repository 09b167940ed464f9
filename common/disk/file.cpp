#include "disk/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dudao::disk {
namespace {

/// The error of the last failed system call.
tl::unexpected<Error> fault(const Path& path, const char* doing) {
    const int code = errno;
    const std::string what = path.string() + ": " + doing + ": " + std::strerror(code);
    if (code == ENOENT) return fail(Error::Kind::NotFound, what, "a name that is there");
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) {
        return fail(Error::Kind::Busy, what, "free space on this disk");
    }
    const bool right = code == EACCES || code == EPERM || code == EROFS;
    return fail(Error::Kind::Refused, what, right ? "a place that this user may use" : "");
}

/// Repeats `call(done)`, which transfers bytes after the first `done`, until all are transferred or
/// there are no more.
template <class Call>
ssize_t all_of(std::size_t bytes, Call call) {
    std::size_t done = 0;
    while (done < bytes) {
        const ssize_t count = call(done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -1;
        if (count == 0) break;
        done += static_cast<std::size_t>(count);
    }
    return static_cast<ssize_t>(done);
}

template <class Call>
Result<std::string> read_by(const Path& path, std::size_t bytes_max, Call call) {
    std::string bytes(bytes_max, '\0');
    const ssize_t got = all_of(bytes_max, [&](std::size_t done) {
        return call(bytes.data() + done, bytes.size() - done, done);
    });
    if (got < 0) return fault(path, "read");
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

Result<void> written(const Path& path, std::string_view bytes, ssize_t count) {
    if (count == static_cast<ssize_t>(bytes.size())) return {};
    if (count >= 0) errno = ENOSPC;  // the call wrote nothing and gave no reason
    return fault(path, "write");
}

/// Deletes the file if `done` failed: an incomplete file is useless and takes space.
Result<void> gone(const Path& path, Result<void> done) {
    if (!done) ::unlink(path.c_str());
    return done;
}

Result<void> write_new(const Path& path, std::string_view bytes, mode_t mode) {
    const auto file = File::open(path, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (!file) return tl::unexpected<Error>(file.error());
    auto done = file->write(bytes);
    if (done) done = file->sync();
    return gone(path, done);
}

Result<std::string> all_at_most(const File& file, std::size_t bytes_max) {
    const auto size = file.size();
    if (!size) return tl::unexpected<Error>(size.error());
    if (static_cast<std::size_t>(*size) <= bytes_max) {
        return file.read(static_cast<std::size_t>(*size));
    }
    return bad_input(file.path().string() + ": too long",
                     "at most " + std::to_string(bytes_max) + " bytes");
}

}  // namespace

Result<File> File::open(const Path& path, int flags, mode_t mode) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    if (fd < 0) return fault(path, "open");
    return File(fd, path);
}

Result<File> File::open_regular(const Path& path) {
    auto file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (!file) return file;
    if (const auto size = file->size(); !size) return tl::unexpected<Error>(size.error());
    return file;
}

File::File(File&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), path_(std::move(other.path_)) {}
File& File::operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(path_, other.path_);
    return *this;
}
File::~File() {
    if (fd_ >= 0) ::close(fd_);
}

Result<struct stat> File::about() const {
    struct stat about {};
    if (::fstat(fd_, &about) != 0) return fault(path_, "stat");
    if (S_ISREG(about.st_mode)) return about;
    return fail(Error::Kind::Refused, path_.string() + ": not a file", "a regular file");
}

Result<std::int64_t> File::size() const {
    return about().map([](const struct stat& each) { return std::int64_t{each.st_size}; });
}

Result<mode_t> File::mode() const {
    return about().map([](const struct stat& each) { return each.st_mode; });
}

Result<std::string> File::read(std::size_t bytes_max) const {
    return read_by(path_, bytes_max, [this](char* to, std::size_t size, std::size_t) {
        return ::read(fd_, to, size);
    });
}

Result<std::string> File::read_at(std::int64_t offset, std::size_t bytes_max) const {
    return read_by(path_, bytes_max, [&](char* to, std::size_t size, std::size_t done) {
        return ::pread(fd_, to, size, static_cast<off_t>(offset) + static_cast<off_t>(done));
    });
}

Result<void> File::write(std::string_view bytes) const {
    return written(path_, bytes, all_of(bytes.size(), [&](std::size_t done) {
                       return ::write(fd_, bytes.data() + done, bytes.size() - done);
                   }));
}

Result<void> File::write_at(std::int64_t offset, std::string_view bytes) const {
    return written(path_, bytes, all_of(bytes.size(), [&](std::size_t done) {
                       return ::pwrite(fd_, bytes.data() + done, bytes.size() - done,
                                       static_cast<off_t>(offset) + static_cast<off_t>(done));
                   }));
}

Result<void> File::append(std::string_view bytes, Sync when) const {
    struct stat before {};
    if (::fstat(fd_, &before) != 0) return fault(path_, "stat");
    auto done = write(bytes);
    if (done && when == Sync::Now) done = sync();
    if (done || !S_ISREG(before.st_mode)) return done;
    if (::ftruncate(fd_, before.st_size) != 0 || ::fsync(fd_) != 0) {
        done.error().what += "; and its end could not be cut off: ";
        done.error().what += std::strerror(errno);
        done.error().kind = Error::Kind::Refused;
    }
    return done;
}

Result<void> File::sync() const {
    if (::fsync(fd_) != 0) return fault(path_, "sync");
    return {};
}

Result<std::string> read_whole(const Path& path, std::size_t bytes_max) {
    const auto file = File::open(path, O_RDONLY | O_NONBLOCK);
    if (!file) return tl::unexpected<Error>(file.error());
    return all_at_most(*file, bytes_max);
}

Result<std::string> read_private(const Path& path, std::size_t bytes_max, mode_t mode_max,
                                 int more_flags) {
    const auto file = File::open(path, O_RDONLY | O_NONBLOCK | more_flags);
    if (!file) return tl::unexpected<Error>(file.error());
    const auto mode = file->mode();
    if (!mode) return tl::unexpected<Error>(mode.error());
    if ((*mode & 07777U & ~mode_max) != 0) {
        return fail(Error::Kind::Refused, path.string() + " is open to others than its owner",
                    (mode_max == S_IRUSR ? "chmod 0400 " : "chmod 0600 ") + path.string());
    }
    return all_at_most(*file, bytes_max);
}

Result<void> create(const Path& path, std::string_view bytes, mode_t mode) {
    if (auto made = write_new(path, bytes, mode); !made) return made;
    return gone(path, sync_folder(folder_of(path)));
}

Result<void> replace(const Path& path, std::string_view bytes, mode_t mode, const Path& beside) {
    const Path fresh = beside.empty() ? Path(path.string() + ".tmp") : beside;
    ::unlink(fresh.c_str());  // a file left by a crash may have other permissions
    if (auto made = write_new(fresh, bytes, mode); !made) return made;
    if (::rename(fresh.c_str(), path.c_str()) != 0) return gone(fresh, fault(path, "rename"));
    return sync_folder(folder_of(path));
}

Result<void> give_name(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return fault(to, "rename");
    auto synced = sync_folder(folder_of(to));
    if (!synced && ::rename(to.c_str(), from.c_str()) != 0) ::unlink(to.c_str());
    return synced;
}

Result<void> remove(const Path& path) {
    if (::unlink(path.c_str()) != 0) return fault(path, "remove");
    return sync_folder(folder_of(path));
}

Result<void> sync_folder(const Path& folder) {
    const auto opened = File::open(folder, O_RDONLY | O_DIRECTORY);
    if (!opened) return tl::unexpected<Error>(opened.error());
    return opened->sync();
}

Path folder_of(const Path& file) { return file.has_parent_path() ? file.parent_path() : "."; }

Result<void> make_folder(const Path& folder) {
    std::error_code wrong;
    if (std::filesystem::is_directory(folder, wrong)) return {};
    const Path above = folder_of(folder);
    if (auto made = make_folder(above); !made) return made;
    if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) return fault(folder, "make");
    return sync_folder(above);
}

}  // namespace dudao::disk
