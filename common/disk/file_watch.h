// Tells when a file was written, replaced, removed or given another mode, by inotify: a loop waits
// for its descriptor, and nobody has to look at the file again and again.
#pragma once

#include <filesystem>
#include <string>

#include "result.h"

namespace dudao::disk {

class FileWatch {
 public:
    /// Watches the folder of the file, so that a file that is replaced is seen too, and one that is
    /// not there yet. Errors: Refused: there is no such folder, or the system has no watch left.
    static Result<FileWatch> open(const std::filesystem::path& file);

    FileWatch(FileWatch&& other) noexcept;
    FileWatch& operator=(FileWatch&& other) noexcept;
    FileWatch(const FileWatch&) = delete;
    FileWatch& operator=(const FileWatch&) = delete;
    ~FileWatch();

    int fd() const { return fd_; }  // readable once something happened in the folder
    /// True if the file may be another than at the last call. Takes what the descriptor has; does
    /// not wait. While somebody writes the file in pieces it tells of the end of it alone.
    bool changed();

 private:
    FileWatch(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
    int fd_ = -1;
    std::string name_;
};

}  // namespace dudao::disk
