// The disk as this process sees it: what it has synced and renamed, and faults of it. Whoever links
// it has its own open, write, pwrite, ftruncate, fsync, fdatasync, rename and unlink, and so has
// what it links: the file kit (common/disk/) and SQLite.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dudao::test {

/// "sync <path>" and "rename <new path>" since the last call.
std::vector<std::string> disk_calls();

enum class DiskFault {
    ShortWrite,  // it takes half of the bytes, which is no error
    Full,        // it takes half of the bytes, and then none any more: ENOSPC
    Error,       // EIO: a sync, a rename or a cut that fails, a write of which half is there
    PowerLoss,   // nothing works from here on, and after lose_power() what was not synced is gone
};

/// One fault of the files of a folder (by their paths' beginning), at one of the calls that change
/// them; one at a time in a process.
class FaultyDisk {
 public:
    /// At call `at`, counted from 0. Full stays so until the end of the scope.
    FaultyDisk(const std::filesystem::path& folder, DiskFault fault, int at);
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The call with the fault has come.
    bool happened() const;
    /// Files lose what was written behind their last sync, but for half of it (a torn end); names
    /// that were made or changed since their folder's last sync are as they were.
    void lose_power();
};

/// Does `work` with a fault at its first call, then at its second, …, until it makes no so many
/// calls; `begin` makes the folder ready before each, `check` looks at it afterwards, when the disk
/// is well again. Returns how many faults there were.
int with_each_fault(const std::filesystem::path& folder, DiskFault fault,
                    const std::function<void()>& begin, const std::function<void()>& work,
                    const std::function<void()>& check);

}  // namespace dudao::test
