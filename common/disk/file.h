// File operations that are atomic and durable: a file is complete or absent, and synced when a call
// returns. No other code in the product writes, syncs or renames files.
//
// Errors name the path and the correction: NotFound (no such file), Busy (disk full; nothing was
// kept, the caller may retry), Refused (anything else).
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao::disk {

using Path = std::filesystem::path;

enum class Sync { Now, Later };

/// An open file, closed by the destructor. One thread.
class File {
 public:
    /// Opens with `flags` of open(2) plus O_CLOEXEC; a new file gets `mode`.
    static Result<File> open(const Path& path, int flags, mode_t mode = 0600);
    /// Opens a regular file that someone else may have placed there. Refused, without blocking, for
    /// a pipe or a symbolic link.
    static Result<File> open_regular(const Path& path);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    /// The size of a regular file. Refused for anything else.
    Result<std::int64_t> size() const;
    Result<mode_t> mode() const;

    /// Reads from the current position: at most `bytes_max` bytes, fewer only at the end.
    Result<std::string> read(std::size_t bytes_max) const;
    /// Reads at `offset`, without moving the position; fewer bytes only at the end.
    Result<std::string> read_at(std::int64_t offset, std::size_t bytes_max) const;

    /// Writes all bytes. After an error some of them may be in the file.
    Result<void> write(std::string_view bytes) const;
    Result<void> write_at(std::int64_t offset, std::string_view bytes) const;
    /// Appends to a file opened with O_APPEND: all bytes or none. With Sync::Now they are synced.
    /// If the file cannot be truncated after a partial write, the error says so.
    Result<void> append(std::string_view bytes, Sync sync = Sync::Now) const;

    Result<void> sync() const;
    const Path& path() const { return path_; }
    /// For uses not covered here, such as a lock.
    int fd() const { return fd_; }

 private:
    File(int fd, Path path) : fd_(fd), path_(std::move(path)) {}
    Result<struct stat> about() const;
    int fd_ = -1;
    Path path_;
};

/// Reads a whole regular file. BadInput if it is longer than `bytes_max`.
Result<std::string> read_whole(const Path& path, std::size_t bytes_max = SIZE_MAX);

/// Reads a whole file that only its owner may access. Refused if it has permissions beyond
/// `mode_max`, is not a regular file, or is a symbolic link and `more_flags` has O_NOFOLLOW.
Result<std::string> read_private(const Path& path, std::size_t bytes_max, mode_t mode_max = 0700,
                                 int more_flags = 0);

/// Creates a file; its bytes and its name are synced. Refused if it exists. After any other error
/// it does not exist.
Result<void> create(const Path& path, std::string_view bytes, mode_t mode);

/// Replaces a file atomically: writes a temporary file (`beside`, or the name plus `.tmp`), syncs
/// it, renames it and syncs the folder. After a crash the old or the new file is there, complete.
Result<void> replace(const Path& path, std::string_view bytes, mode_t mode = 0600,
                     const Path& beside = {});

/// Renames a synced file and syncs the name. After an error the file has its old name.
Result<void> give_name(const Path& from, const Path& to);

/// Deletes a file and syncs the folder.
Result<void> remove(const Path& path);

/// Syncs the names in a folder.
Result<void> sync_folder(const Path& folder);
/// The folder part of a path as written: "." for a bare name.
Path folder_of(const Path& file);
/// Creates a folder and its missing parents; each name is synced.
Result<void> make_folder(const Path& folder);

}  // namespace dudao::disk
