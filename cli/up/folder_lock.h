// Only one `dudao up` works in a state folder. The lock is the kernel's: it goes with its last
// holder, whatever happens to it. The private Redis holds it too, so that nobody starts a second
// one on the same data while the first is still closing.
#pragma once

#include <filesystem>
#include <utility>

#include "disk/file.h"
#include "result.h"

namespace dudao::up {

class FolderLock {
 public:
    /// Refused: another holds it, with its pid.
    static Result<FolderLock> acquire(const std::filesystem::path& file);

    int fd() const { return file_.fd(); }

 private:
    explicit FolderLock(disk::File file) : file_(std::move(file)) {}
    disk::File file_;
};

}  // namespace dudao::up
