// Only one `dudao up` works in a state folder. The lock is the kernel's: it goes with its last
// holder, whatever happens to it. The private Redis holds it too, so that nobody starts a second
// one on the same data while the first is still closing.
#pragma once

#include <filesystem>

#include "result.h"

namespace dudao::up {

class FolderLock {
 public:
    /// Refused: another holds it, with its pid.
    static Result<FolderLock> take(const std::filesystem::path& file);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

    int fd() const { return fd_; }

 private:
    explicit FolderLock(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace dudao::up
