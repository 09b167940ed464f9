// The simplest channel: a file that receives one line per notice, synced before append() returns. A
// program of the county reads the file and delivers the notices.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "disk/file.h"
#include "result.h"

namespace dudao::workers {

class NoticeFile {
 public:
    /// Opens the file for appending, mode 0600. An incomplete last line, left by a crash, is first
    /// ended with a newline.
    static Result<NoticeFile> open(const std::string& path);

    /// Writes and syncs all lines. After an error none of them counts as sent; the next append
    /// first ends an incomplete line.
    Result<void> append(const std::vector<std::string>& lines);

 private:
    explicit NoticeFile(disk::File file, bool torn) : file_(std::move(file)), torn_(torn) {}
    disk::File file_;
    bool torn_;  // the last line has no newline
};

}  // namespace dudao::workers
