// Chooses the state folder of an `up` and checks that its content is what was requested.
#pragma once

#include "cli/init/state_folder.h"
#include "cli/up/folder_lock.h"
#include "cli/up/up.h"
#include "result.h"

namespace dudao::up {

/// A folder that was chosen, created and locked; a temporary one is deleted by the destructor.
class WorkFolder {
 public:
    /// Errors: Refused if another process has the lock, if the folder is a demo and a real one was
    /// requested or the reverse, or if it has a finished play or another seed. In the default
    /// folder an old play is replaced, with a message.
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
