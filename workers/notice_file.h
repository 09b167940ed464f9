// The simplest channel: a file that receives one line per notice, synced before append() returns. A
// program of the county reads the file and delivers the notices. A file that has become long is
// renamed (`notices.1.jsonl`) and begun anew, so who reads it follows its name (`tail -F`).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "disk/file.h"
#include "disk/turnover.h"
#include "result.h"

namespace dudao::workers {

/// Ten files of 16 MiB: a receiver may be some 400,000 notices behind.
inline constexpr disk::Bound notice_file_bound{.older_max = 9};

class NoticeFile {
 public:
    /// Opens the file for appending, mode 0600. An incomplete last line, left by a crash, is first
    /// ended with a newline.
    static Result<NoticeFile> open(const std::string& path,
                                   const disk::Bound& bound = notice_file_bound);

    /// Writes and syncs all lines. After an error none of them counts as sent; the next append
    /// first ends an incomplete line.
    Result<void> append(const std::vector<std::string>& lines);

 private:
    NoticeFile(disk::File file, disk::Bound bound, bool torn)
        : file_(std::move(file)), bound_(bound), torn_(torn) {}
    void turn_over_if_long();

    disk::File file_;
    disk::Bound bound_;
    bool torn_;  // the last line has no newline
};

}  // namespace dudao::workers
