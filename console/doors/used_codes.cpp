#include "console/doors/used_codes.h"

#include <nlohmann/json.hpp>

#include "disk/file.h"

namespace dudao::console {

using Plain = nlohmann::json;

Result<UsedCodes> UsedCodes::open(const std::filesystem::path& file) {
    UsedCodes used(file);
    const auto bytes = disk::read_whole(file);
    if (!bytes && bytes.error().kind == Error::Kind::NotFound) return used;
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    const Plain json = Plain::parse(*bytes, nullptr, false);
    bool good = json.is_object();
    for (auto at = json.begin(); good && at != json.end(); ++at) {
        good = at->is_number_integer();
        if (good) used.latest_[at.key()] = at->get<std::int64_t>();
    }
    if (good) return used;
    return fail(Error::Kind::Corrupt, file.string() + " is damaged",
                "delete it; codes of the last minute could then be used a second time");
}

Result<bool> UsedCodes::use(const std::string& account, std::int64_t period) {
    const auto at = latest_.find(account);
    if (at != latest_.end() && period <= at->second) return false;
    latest_[account] = period;
    const auto saved = disk::replace(file_, Plain(latest_).dump() + "\n");
    if (!saved) return tl::unexpected<Error>(saved.error());
    return true;
}

}  // namespace dudao::console
