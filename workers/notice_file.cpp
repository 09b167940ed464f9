#include "workers/notice_file.h"

namespace dudao::workers {

Result<NoticeFile> NoticeFile::open(const std::string& path) {
    auto file = disk::File::open(path, O_RDWR | O_CREAT | O_APPEND);
    if (!file) return within("--notice-file", file.error());
    const auto size = file->size();
    if (!size) return within("--notice-file", size.error());
    const auto last = file->read_at(*size - 1, *size > 0 ? 1 : 0);
    if (!last) return within("--notice-file", last.error());
    return NoticeFile(std::move(*file), *size > 0 && *last != "\n");
}

Result<void> NoticeFile::append(const std::vector<std::string>& lines) {
    std::string bytes = torn_ ? "\n" : "";
    for (const std::string& line : lines) bytes += line + "\n";
    torn_ = true;
    // On an error the bytes already written stay: a reader may have read them.
    if (auto written = file_.write(bytes); !written) return written;
    torn_ = false;
    return file_.sync();
}

}  // namespace dudao::workers
