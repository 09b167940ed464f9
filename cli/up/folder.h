// Which state folder an `up` works in, and whether what lies there is what was asked for.
#pragma once

#include "cli/init/state_folder.h"
#include "cli/up/folder_lock.h"
#include "cli/up/up.h"
#include "result.h"

namespace dudao::up {

/// A folder chosen, made and locked; a temporary one goes with it.
class WorkFolder {
 public:
    /// Refused: locked by another, a demo where a real one was meant or the reverse, or a play that
    /// is over or has another seed. The default folder's own old play is made anew, and said so.
    static Result<WorkFolder> open(const UpOptions& options);

    WorkFolder(WorkFolder&& other) noexcept;
    WorkFolder& operator=(WorkFolder&&) = delete;
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder();

    const StateFolder& folder() const { return folder_; }
    int lock() const { return lock_.fd(); }
    bool temporary() const { return temporary_; }

 private:
    WorkFolder(StateFolder folder, FolderLock lock, bool temporary);
    StateFolder folder_;
    FolderLock lock_;
    bool temporary_ = false;
};

}  // namespace dudao::up
