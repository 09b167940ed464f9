// A copy of a SQLite file that another process may be writing: by SQLite's own backup, so that it
// is of one moment. The file itself is only read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "result.h"

struct sqlite3;

namespace dudao::disk {

class DatabaseSource {
 public:
    /// Errors: Refused: it cannot be opened, or is no database.
    static Result<DatabaseSource> open(const std::filesystem::path& file);

    /// Another number once somebody has written the file.
    Result<std::int64_t> version() const;
    /// Writes a whole copy, mode 0600, not synced yet; what was at `to` is replaced. Errors: Busy:
    /// the disk is full, or the file is locked for long. Corrupt: it cannot be read.
    Result<void> copy_to(const std::filesystem::path& to) const;

    const std::filesystem::path& file() const { return file_; }

 private:
    struct Close {
        void operator()(sqlite3* db) const;
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    DatabaseSource(Handle db, std::filesystem::path file)
        : db_(std::move(db)), file_(std::move(file)) {}
    Handle db_;
    std::filesystem::path file_;
};

}  // namespace dudao::disk
