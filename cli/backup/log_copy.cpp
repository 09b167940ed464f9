#include "cli/backup/log_copy.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "cli/backup/copy.h"
#include "refusals/says.h"

namespace dudao::backup {
namespace {

constexpr const char* redis_manifest = "appendonly.aof.manifest";
constexpr std::size_t redis_manifest_bytes_max = 1024UL * 1024;
constexpr int log_tries_max = 20;

/// The lines of files that are still read: base and increments, not the history.
std::vector<std::string> lines_in_use(const std::string& manifest) {
    std::vector<std::string> lines;
    std::istringstream in(manifest);
    for (std::string line; std::getline(in, line);) {
        if (line.find(" type b") != line.npos || line.find(" type i") != line.npos) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// "file NAME seq 1 type b". Empty: another form.
std::string name_in(const std::string& line) {
    std::istringstream in(line);
    std::string word;
    std::string name;
    in >> word >> name;
    const bool good = word == "file" && name.find('/') == name.npos && name.find('"') == name.npos;
    return good ? name : std::string();
}

}  // namespace

Result<void> LogCopy::catch_up() {
    for (int i = 0; i < log_tries_max; ++i) {
        const auto done = try_once();
        if (!done) return tl::unexpected<Error>(done.error());
        if (*done) return {};
    }
    return fail(Error::Kind::Busy, says("backup_log_moves", from_.string()));
}

/// False: Redis wrote its log anew meanwhile.
Result<bool> LogCopy::try_once() {
    const auto manifest = disk::read_whole(from_ / redis_manifest, redis_manifest_bytes_max);
    if (!manifest) return tl::unexpected<Error>(manifest.error());
    if (*manifest != manifest_) {
        if (auto cleared = clear(); !cleared) return tl::unexpected<Error>(cleared.error());
        manifest_ = *manifest;
    }
    std::string kept;
    for (const std::string& line : lines_in_use(*manifest)) {
        const std::string name = name_in(line);
        if (name.empty()) {
            return fail(Error::Kind::Corrupt,
                        (from_ / redis_manifest).string() + ": " + line + " is not understood");
        }
        kept += line + "\n";
        const auto copied = copy_rest(from_ / name, to_ / name);
        if (!copied && copied.error().kind != Error::Kind::NotFound) {
            return tl::unexpected<Error>(copied.error());
        }
        if (!copied) return false;
    }
    const auto after = disk::read_whole(from_ / redis_manifest, redis_manifest_bytes_max);
    if (!after) return tl::unexpected<Error>(after.error());
    if (*after != *manifest) return false;
    if (auto put = disk::replace(to_ / redis_manifest, kept); !put) {
        return tl::unexpected<Error>(put.error());
    }
    return true;
}

Result<void> LogCopy::clear() const {
    std::error_code wrong;
    for (const auto& entry : std::filesystem::directory_iterator(to_, wrong)) {
        if (auto removed = disk::remove(entry.path()); !removed) return removed;
    }
    return {};
}

}  // namespace dudao::backup
