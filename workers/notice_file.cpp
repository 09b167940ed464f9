#include "workers/notice_file.h"

namespace dudao::workers {

namespace {

Result<disk::File> opened(const disk::Path& path) {
    return disk::File::open(path, O_RDWR | O_CREAT | O_APPEND);
}

}  // namespace

Result<NoticeFile> NoticeFile::open(const std::string& path, const disk::Bound& bound) {
    auto file = opened(path);
    if (!file) return within("--notice-file", file.error());
    const auto size = file->size();
    if (!size) return within("--notice-file", size.error());
    const auto last = file->read_at(*size - 1, *size > 0 ? 1 : 0);
    if (!last) return within("--notice-file", last.error());
    return NoticeFile(std::move(*file), bound, *size > 0 && *last != "\n");
}

Result<void> NoticeFile::append(const std::vector<std::string>& lines) {
    std::string bytes = torn_ ? "\n" : "";
    for (const std::string& line : lines) bytes += line + "\n";
    torn_ = true;
    // On an error the bytes already written stay: a reader may have read them.
    if (auto written = file_.write(bytes); !written) return written;
    torn_ = false;
    if (auto synced = file_.sync(); !synced) return synced;
    turn_over_if_long();
    return {};
}

/// The notices are in the file whatever comes of this: after an error it grows on until the next.
void NoticeFile::turn_over_if_long() {
    const auto turned = disk::turn_over(file_.path(), bound_);
    if (!turned || !*turned) return;
    if (auto anew = opened(file_.path())) file_ = std::move(*anew);
}

}  // namespace dudao::workers
