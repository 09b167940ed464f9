#include "tests/support/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace dudao::test {
namespace {

namespace fs = std::filesystem;

/// A name of which the folder on disk does not know yet; `before`: what stood there.
struct Change {
    fs::path name;
    fs::path from;  // of a rename; empty: it was made
    std::optional<std::string> before;
};

struct Disk {
    std::recursive_mutex lock;  // who undoes changes makes calls
    std::vector<std::string> calls;
    // While there is a FaultyDisk.
    fs::path folder;
    DiskFault fault = DiskFault::ShortWrite;
    int until = -1;  // calls until the fault; below 0: it has happened, or there is none
    bool happened = false;
    std::map<fs::path, std::int64_t> synced;  // bytes, of the files written since
    std::vector<Change> changes;
};

Disk& disk() {
    static Disk one;
    return one;
}

fs::path path_of(int fd) {
    std::error_code none;
    return fs::read_symlink("/proc/self/fd/" + std::to_string(fd), none);
}

std::int64_t size_of(const fs::path& file) {
    struct stat about {};
    return ::stat(file.c_str(), &about) == 0 ? std::int64_t{about.st_size} : 0;
}

bool watched(const Disk& d, const fs::path& path) {
    return !d.folder.empty() && path.string().starts_with(d.folder.string());
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What becomes of one call on this path. `error`: errno; 0: it goes through.
struct Fate {
    int error = 0;
    bool half = false;  // of a write: half of it is done
};

Fate fate_of(Disk& d, const fs::path& path, bool is_write) {
    if (!watched(d, path)) return {};
    if (d.happened) {
        if (d.fault == DiskFault::PowerLoss) return {EIO};
        if (d.fault == DiskFault::Full && is_write) return {ENOSPC};
        return {};
    }
    if ((d.fault == DiskFault::ShortWrite || d.fault == DiskFault::Full) && !is_write) return {};
    if (d.until-- > 0) return {};
    d.happened = true;
    if (d.fault == DiskFault::ShortWrite) return {0, is_write};
    return {d.fault == DiskFault::Full ? ENOSPC : EIO, is_write};
}

template <class Write>
ssize_t write_by(int fd, std::size_t size, Write write) {
    Disk& d = disk();
    Fate fate;
    {
        const std::lock_guard guard(d.lock);
        const fs::path path = d.folder.empty() ? fs::path() : path_of(fd);
        if (watched(d, path)) d.synced.emplace(path, size_of(path));
        fate = fate_of(d, path, true);
    }
    if (fate.error != 0 && !fate.half) {
        errno = fate.error;
        return -1;
    }
    const ssize_t done = write(fate.half && size > 1 ? size / 2 : size);
    // A full disk takes what fits and says so at the next call.
    if (fate.error == 0 || fate.error == ENOSPC) return done;
    errno = fate.error;
    return -1;
}

/// 0, or -1 with errno.
int fail_or(int fd, const char* noted, int call) {
    Disk& d = disk();
    const fs::path path = path_of(fd);
    const std::lock_guard guard(d.lock);
    if (noted != nullptr) d.calls.push_back(noted + path.string());
    if (const Fate fate = fate_of(d, path, false); fate.error != 0) {
        errno = fate.error;
        return -1;
    }
    const int done = static_cast<int>(::syscall(call, fd));
    if (done != 0 || !watched(d, path)) return done;
    d.synced[path] = size_of(path);
    std::erase_if(d.changes, [&](const Change& each) { return each.name.parent_path() == path; });
    return done;
}

int cut(int fd, off_t size) {
    Disk& d = disk();
    const fs::path path = path_of(fd);
    const std::lock_guard guard(d.lock);
    if (const Fate fate = fate_of(d, path, false); fate.error != 0) {
        errno = fate.error;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_ftruncate, fd, size));
}

int make_or_open(const char* name, int flags, mode_t mode) {
    Disk& d = disk();
    {
        const std::lock_guard guard(d.lock);
        const bool makes = (flags & O_CREAT) != 0 && watched(d, name) && !fs::exists(name);
        if (makes) {
            if (const Fate fate = fate_of(d, name, false); fate.error != 0) {
                errno = fate.error;
                return -1;
            }
            d.changes.push_back({name, {}, {}});
        }
    }
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, name, flags, mode));
}

}  // namespace

std::vector<std::string> disk_calls() {
    const std::lock_guard guard(disk().lock);
    return std::exchange(disk().calls, {});
}

FaultyDisk::FaultyDisk(const fs::path& folder, DiskFault fault, int at) {
    Disk& d = disk();
    const std::lock_guard guard(d.lock);
    d.folder = folder;
    d.fault = fault;
    d.until = at;
    d.happened = false;
    d.synced.clear();
    d.changes.clear();
}

FaultyDisk::~FaultyDisk() {
    const std::lock_guard guard(disk().lock);
    disk().folder.clear();
}

bool FaultyDisk::happened() const {
    const std::lock_guard guard(disk().lock);
    return disk().happened;
}

void FaultyDisk::lose_power() {
    Disk& d = disk();
    const std::lock_guard guard(d.lock);
    d.folder.clear();
    for (const auto& [file, synced] : d.synced) {
        const std::int64_t size = size_of(file);
        if (size <= synced) continue;
        fs::resize_file(file, static_cast<std::uintmax_t>(synced + (size - synced) / 2));
    }
    for (auto change = d.changes.rbegin(); change != d.changes.rend(); ++change) {
        std::error_code none;
        if (change->from.empty()) fs::remove(change->name, none);
        if (!change->from.empty()) fs::rename(change->name, change->from, none);
        if (change->before) std::ofstream(change->name, std::ios::binary) << *change->before;
    }
}

int with_each_fault(const fs::path& folder, DiskFault fault, const std::function<void()>& begin,
                    const std::function<void()>& work, const std::function<void()>& check) {
    for (int at = 0;; ++at) {
        begin();
        {
            FaultyDisk faulty(folder, fault, at);
            work();
            if (!faulty.happened()) return at;
            if (fault == DiskFault::PowerLoss) faulty.lose_power();
        }
        check();
    }
}

}  // namespace dudao::test

// The names and their types are the library's.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" int fsync(int fd) { return dudao::test::fail_or(fd, "sync ", SYS_fsync); }
extern "C" int fdatasync(int fd) { return dudao::test::fail_or(fd, "sync ", SYS_fdatasync); }
extern "C" int rename(const char* from, const char* to) noexcept {
    using namespace dudao::test;
    Disk& d = disk();
    const std::lock_guard guard(d.lock);
    d.calls.push_back("rename " + std::string(to));
    if (const Fate fate = fate_of(d, to, false); fate.error != 0) {
        errno = fate.error;
        return -1;
    }
    Change change{to, from, {}};
    if (watched(d, to) && fs::exists(to)) change.before = content_of(to);
    const long done = ::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (done == 0 && watched(d, to)) d.changes.push_back(std::move(change));
    return static_cast<int>(done);
}
extern "C" int unlink(const char* name) noexcept {
    using namespace dudao::test;
    Disk& d = disk();
    const std::lock_guard guard(d.lock);
    if (watched(d, name) && d.happened && d.fault == DiskFault::PowerLoss) {
        errno = EIO;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_unlink, name));
}
extern "C" ssize_t write(int fd, const void* bytes, size_t size) {
    return dudao::test::write_by(
        fd, size, [&](std::size_t part) { return ::syscall(SYS_write, fd, bytes, part); });
}
extern "C" ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    return dudao::test::write_by(
        fd, size, [&](std::size_t part) { return ::syscall(SYS_pwrite64, fd, bytes, part, at); });
}
extern "C" ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t at) {
    return ::pwrite(fd, bytes, size, at);
}
extern "C" int ftruncate(int fd, off_t size) noexcept { return dudao::test::cut(fd, size); }
extern "C" int ftruncate64(int fd, off_t size) noexcept { return dudao::test::cut(fd, size); }
extern "C" int open(const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : mode_t{0};
    va_end(more);
    return dudao::test::make_or_open(name, flags, mode);
}
extern "C" int open64(const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : mode_t{0};
    va_end(more);
    return dudao::test::make_or_open(name, flags, mode);
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
