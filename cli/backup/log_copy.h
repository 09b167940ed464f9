// A copy of the record while Redis writes it: the files of its append-only log, each up to where it
// stood, which is what a power cut at that moment would have left. Redis names its files in a
// manifest; when it writes the log anew meanwhile, the copy is begun again.
#pragma once

#include <filesystem>
#include <string>

#include "disk/file.h"
#include "result.h"

namespace dudao::backup {

class LogCopy {
 public:
    /// `from`, `to`: folders named appendonlydir; `to` is there and empty.
    LogCopy(std::filesystem::path from, std::filesystem::path to)
        : from_(std::move(from)), to_(std::move(to)) {}

    /// Copies what has been written since the last call: after it the copy has all that was
    /// answered before it. Errors: Busy: Redis wrote its log anew time and again, or the disk is
    /// full.
    Result<void> catch_up();

 private:
    Result<bool> try_once();
    Result<void> clear() const;

    std::filesystem::path from_;
    std::filesystem::path to_;
    std::string manifest_;  // of Redis, as it was copied
};

}  // namespace dudao::backup
