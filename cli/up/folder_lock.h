// Ensures that only one `dudao up` uses a state folder. It is a kernel lock, released when its last
// holder ends. The private Redis holds it too, so that a second one cannot start on the same data
// while the first is closing.
#pragma once

#include <filesystem>
#include <utility>

#include "disk/file.h"
#include "result.h"

namespace dudao::up {

class FolderLock {
 public:
    /// Errors: Refused if another process holds the lock; the error has its pid.
    static Result<FolderLock> acquire(const std::filesystem::path& file);

    int fd() const { return file_.fd(); }

 private:
    explicit FolderLock(disk::File file) : file_(std::move(file)) {}
    disk::File file_;
};

}  // namespace dudao::up
