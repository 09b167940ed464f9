// Files as this project keeps them: whole or not at all, and on disk when a call returns. No other
// place in the product writes, syncs or renames a file by hand.
//
// An error names the path and what would be right. Its kind is NotFound (no such file), Busy (no
// room: nothing was kept, it may be tried again) or Refused (anything else).
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

/// An open file, closed with its scope. For one thread.
class File {
 public:
    /// `flags` as for open(2), O_CLOEXEC is added; a file that is made gets `mode`.
    static Result<File> open(const Path& path, int flags, mode_t mode = 0600);
    /// The same for a regular file that others may have put there: a pipe in its place is Refused
    /// and holds nobody up, and so is a symbolic link.
    static Result<File> open_regular(const Path& path);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    /// Of a regular file; Refused: it is none.
    Result<std::int64_t> size() const;
    Result<mode_t> mode() const;

    /// From where it stands: at most `bytes_max`, fewer only at the end.
    Result<std::string> read(std::size_t bytes_max) const;
    Result<std::string> read_at(std::int64_t offset, std::size_t bytes_max) const;

    /// All of it. After an error some of it may be there.
    Result<void> write(std::string_view bytes) const;
    Result<void> write_at(std::int64_t offset, std::string_view bytes) const;
    /// At the end of a file opened with O_APPEND: all of it or none of it; Now: on disk. Where not
    /// even the cut succeeds the error says so.
    Result<void> append(std::string_view bytes, Sync sync = Sync::Now) const;

    Result<void> sync() const;
    const Path& path() const { return path_; }
    /// For what this class does not do, such as a lock.
    int fd() const { return fd_; }

 private:
    File(int fd, Path path) : fd_(fd), path_(std::move(path)) {}
    Result<struct stat> about() const;
    int fd_ = -1;
    Path path_;
};

/// The whole of a regular file. BadInput: it is longer than `bytes_max`.
Result<std::string> read_whole(const Path& path, std::size_t bytes_max = SIZE_MAX);

/// The whole of a file that nobody but its owner may open. Refused: it has a right beyond
/// `mode_max`, is no regular file, or is a symbolic link where `more_flags` says O_NOFOLLOW.
Result<std::string> read_private(const Path& path, std::size_t bytes_max, mode_t mode_max = 0700,
                                 int more_flags = 0);

/// A new file, on disk with its name. Refused: one is there. After any other error none is there.
Result<void> create(const Path& path, std::string_view bytes, mode_t mode);

/// The file under this name: written beside it (as `beside`, or with `.tmp` at its end), synced,
/// renamed, folder synced. A crash leaves the old one or the new one, whole.
Result<void> replace(const Path& path, std::string_view bytes, mode_t mode = 0600,
                     const Path& beside = {});

/// A synced file gets its name, and the name is on disk. After an error the file has the old name.
Result<void> give_name(const Path& from, const Path& to);

/// The file is gone, and so is its name on disk.
Result<void> remove(const Path& path);

/// The names in it are on disk.
Result<void> sync_folder(const Path& folder);
/// The folder of a file, as it is written: "." for a bare name.
Path folder_of(const Path& file);
/// The folder and those above it that are missing; each name is on disk.
Result<void> make_folder(const Path& folder);

}  // namespace dudao::disk
