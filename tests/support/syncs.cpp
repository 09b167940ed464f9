#include "tests/support/syncs.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>
#include <utility>

namespace dudao::test {
namespace {

std::mutex& lock() {
    static std::mutex one;
    return one;
}

std::vector<std::string>& calls() {
    static std::vector<std::string> all;
    return all;
}

void note(const std::string& what, const std::filesystem::path& path) {
    const std::lock_guard guard(lock());
    calls().push_back(what + " " + path.string());
}

void note_sync(int fd) {
    std::error_code none;
    note("sync", std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd), none));
}

}  // namespace

std::vector<std::string> disk_calls() {
    const std::lock_guard guard(lock());
    return std::exchange(calls(), {});
}

}  // namespace dudao::test

// The names and their types are the library's.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" int fsync(int fd) {
    dudao::test::note_sync(fd);
    return static_cast<int>(::syscall(SYS_fsync, fd));
}
extern "C" int fdatasync(int fd) {
    dudao::test::note_sync(fd);
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}
extern "C" int rename(const char* from, const char* to) noexcept {
    dudao::test::note("rename", to);
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
