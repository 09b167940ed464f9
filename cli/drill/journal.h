// The drill's own receipts: every answer it got, on disk before anything is made of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "result.h"

namespace dudao::drill {

class Journal {
 public:
    /// Appends to the file; makes it, mode 0600.
    static Result<Journal> open(const std::filesystem::path& file);
    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&& other) noexcept;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal();

    /// Returns when the line is on disk.
    Result<void> keep(const std::string& line);

 private:
    explicit Journal(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace dudao::drill
