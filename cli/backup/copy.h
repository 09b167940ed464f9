// Copies of files for a backup and out of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "disk/file.h"
#include "result.h"

namespace dudao::backup {

/// Appends to `to` what `from` has more, up to where `from` stands when this is called. Not synced.
/// Errors: NotFound: there is no `from`.
Result<void> copy_rest(const std::filesystem::path& from, const std::filesystem::path& to);

/// Syncs a file that is written.
Result<void> sync_file(const std::filesystem::path& file);

/// A folder of a name of its own, mode 0700, removed at the end with all in it unless it was
/// finished.
class Draft {
 public:
    static Result<Draft> beside(const std::filesystem::path& place);
    /// In a folder that is there: who may write in it need not be let write beside it.
    static Result<Draft> within(const std::filesystem::path& place);
    Draft(Draft&& other) noexcept;
    Draft& operator=(Draft&&) = delete;
    ~Draft();

    const std::filesystem::path& folder() const { return folder_; }
    /// A folder in it, with those above it.
    Result<void> make(const std::filesystem::path& within) const;
    /// Syncs all folders in it, and names it.
    Result<void> finish(const std::filesystem::path& place);
    /// Syncs all folders in it, and moves what it holds to `place`, the file `last` last. After an
    /// error nothing of it is there.
    Result<void> finish_into(const std::filesystem::path& place, const std::string& last);

 private:
    static Result<Draft> named(std::string name);
    Result<void> sync() const;
    explicit Draft(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

}  // namespace dudao::backup
