// The last commit that this machine has seen, kept outside Redis: a log that does not reach it, or
// is another there, was lost or set back and is not served.
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
        std::uint64_t seq = 0;  // 0: none, or the file cannot be read
        Hash head{};
    };

    explicit KnownHead(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Seen read(const std::string& j) const;
    /// In place, one write: it survives the end of this process, not always that of the machine.
    Result<void> write(const std::string& j, const Seen& seen);

 private:
    std::filesystem::path file(const std::string& j) const { return folder_ / (j + ".head"); }

    std::filesystem::path folder_;
    std::map<std::string, disk::File> open_;
};

}  // namespace dudao
