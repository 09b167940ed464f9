// The plainest channel: a file that gets one line a notice and is on disk when append() returns.
// Another program of the county's choice reads it and hands the notices on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "disk/file.h"
#include "result.h"

namespace dudao::workers {

class NoticeFile {
 public:
    /// Opened for appending, mode 0600; a line that a crash left torn is ended first.
    static Result<NoticeFile> open(const std::string& path);

    /// Writes and syncs all of them. After an error none counts as sent, and the file is whole
    /// lines again with the next append.
    Result<void> append(const std::vector<std::string>& lines);

 private:
    explicit NoticeFile(disk::File file, bool torn) : file_(std::move(file)), torn_(torn) {}
    disk::File file_;
    bool torn_;  // its last line has no end
};

}  // namespace dudao::workers
