// The last commit seen by this machine, stored in a file outside Redis. A log that ends before it,
// or differs at it, was lost or set back and must not be served.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "disk/file.h"
#include "domain/hash.h"
#include "result.h"

namespace dudao {

class KnownHead {
 public:
    struct Seen {
        std::uint64_t seq = 0;  // 0: no file, or it cannot be read
        Hash head{};
    };

    explicit KnownHead(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Seen read(const std::string& j) const;
    /// Overwrites the record with one write and no sync: it survives a crash of the process, but
    /// maybe not of the machine.
    Result<void> write(const std::string& j, const Seen& seen);

 private:
    std::filesystem::path file(const std::string& j) const { return folder_ / (j + ".head"); }

    std::filesystem::path folder_;
    std::map<std::string, disk::File> open_;
};

}  // namespace dudao
