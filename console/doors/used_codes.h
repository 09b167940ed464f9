// Which second factors were used: of each account the latest period. A code is taken once, and none
// of before it afterwards (RFC 6238 §5.2), also over a restart: what was taken is on disk before
// anybody is let in by it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "result.h"

namespace dudao::console {

class UsedCodes {
 public:
    /// No file: none was used. Corrupt: what stands there is not ours.
    static Result<UsedCodes> open(const std::filesystem::path& file);

    /// False: the code of this period or of a later one was used. Refused: it cannot be written
    /// down, and so must not be taken.
    Result<bool> use(const std::string& account, std::int64_t period);

 private:
    explicit UsedCodes(std::filesystem::path file) : file_(std::move(file)) {}

    std::filesystem::path file_;
    std::map<std::string, std::int64_t> latest_;
};

}  // namespace dudao::console
