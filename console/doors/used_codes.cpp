#include "console/doors/used_codes.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace dudao::console {
namespace {

using Plain = nlohmann::json;

Error io_error(const std::filesystem::path& file) {
    return {Error::Kind::Refused, file.string() + ": " + std::strerror(errno),
            "--data: a folder that may be written"};
}

}  // namespace

Result<UsedCodes> UsedCodes::open(const std::filesystem::path& file) {
    UsedCodes used(file);
    std::ifstream in(file, std::ios::binary);
    if (!in.is_open()) return used;
    const Plain json = Plain::parse(in, nullptr, false);
    bool good = json.is_object();
    for (auto at = json.begin(); good && at != json.end(); ++at) {
        good = at->is_number_integer();
        if (good) used.latest_[at.key()] = at->get<std::int64_t>();
    }
    if (good) return used;
    return fail(Error::Kind::Corrupt, file.string() + " is damaged",
                "delete it; codes of the last minute could then be used a second time");
}

Result<bool> UsedCodes::take(const std::string& account, std::int64_t period) {
    const auto at = latest_.find(account);
    if (at != latest_.end() && period <= at->second) return false;
    latest_[account] = period;
    if (auto saved = save(); !saved) return tl::unexpected<Error>(saved.error());
    return true;
}

/// Beside it, synced, renamed, folder synced: whole or not at all.
Result<void> UsedCodes::save() const {
    const std::string bytes = Plain(latest_).dump() + "\n";
    const std::string fresh = file_.string() + ".tmp";
    ::unlink(fresh.c_str());  // of a start that was cut short
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return tl::unexpected<Error>(io_error(file_));
    bool good = ::write(fd, bytes.data(), bytes.size()) == std::ssize(bytes) && ::fsync(fd) == 0;
    good = ::close(fd) == 0 && good && ::rename(fresh.c_str(), file_.c_str()) == 0;
    if (!good) return tl::unexpected<Error>(io_error(file_));
    const int folder = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (!good) return tl::unexpected<Error>(io_error(file_));
    return {};
}

}  // namespace dudao::console
