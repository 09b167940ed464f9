// The plainest channel: a file that gets one line a notice and is on disk when append() returns.
// Another program of the county's choice reads it and hands the notices on.
#pragma once

#include <string>
#include <vector>

#include "result.h"

namespace dudao::workers {

class NoticeFile {
 public:
    /// Opened for appending, mode 0600; a line that a crash left torn is ended first.
    static Result<NoticeFile> open(const std::string& path);
    NoticeFile(NoticeFile&& other) noexcept;
    NoticeFile& operator=(NoticeFile&&) = delete;
    ~NoticeFile();

    /// Writes and syncs all of them. After an error none counts as sent, and the file is whole
    /// lines again with the next append.
    Result<void> append(const std::vector<std::string>& lines);

 private:
    explicit NoticeFile(int fd) : fd_(fd) {}
    int fd_ = -1;
    bool torn_ = false;
};

}  // namespace dudao::workers
