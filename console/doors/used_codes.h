// The latest period whose code each account has used. A code is accepted once, and no earlier one
// after it (RFC 6238 §5.2), also after a restart: the use is on disk before anyone is signed in by
// it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "result.h"

namespace dudao::console {

class UsedCodes {
 public:
    /// Opens the file; without one, no code was used. Corrupt if its content is not valid.
    static Result<UsedCodes> open(const std::filesystem::path& file);

    /// Records a use. Returns false if the code of this or a later period was used. Refused if it
    /// cannot be stored; the code must then not be accepted.
    Result<bool> use(const std::string& account, std::int64_t period);

 private:
    explicit UsedCodes(std::filesystem::path file) : file_(std::move(file)) {}

    std::filesystem::path file_;
    std::map<std::string, std::int64_t> latest_;
};

}  // namespace dudao::console
