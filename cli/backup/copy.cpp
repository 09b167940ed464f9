#include "cli/backup/copy.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace dudao::backup {
namespace {

constexpr std::int64_t copied_at_once = 1024LL * 1024;

}  // namespace

Result<void> copy_rest(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto source = disk::File::open_regular(from);
    if (!source) return tl::unexpected<Error>(source.error());
    const auto size = source->size();
    if (!size) return tl::unexpected<Error>(size.error());
    const auto out = disk::File::open(to, O_CREAT | O_WRONLY, 0600);
    if (!out) return tl::unexpected<Error>(out.error());
    const auto there = out->size();
    if (!there) return tl::unexpected<Error>(there.error());
    for (std::int64_t at = *there; at < *size;) {
        const auto most = static_cast<std::size_t>(std::min(copied_at_once, *size - at));
        const auto bytes = source->read_at(at, most);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        if (bytes->empty()) return {};  // it was cut meanwhile
        if (auto written = out->write_at(at, *bytes); !written) return written;
        at += static_cast<std::int64_t>(bytes->size());
    }
    return {};
}

Result<void> sync_file(const std::filesystem::path& file) {
    const auto opened = disk::File::open(file, O_RDWR);
    return opened ? opened->sync() : tl::unexpected<Error>(opened.error());
}

Result<Draft> Draft::beside(const std::filesystem::path& place) {
    return named(place.string() + ".XXXXXX");
}

Result<Draft> Draft::within(const std::filesystem::path& place) {
    return named((place / ".draft.XXXXXX").string());
}

Result<Draft> Draft::named(std::string name) {
    const auto in = std::filesystem::path(name).parent_path();
    if (::mkdtemp(name.data()) == nullptr) {
        return fail(Error::Kind::Refused, in.string() + ": " + std::strerror(errno),
                    "a place you may write in");
    }
    return Draft(std::move(name));
}

Draft::Draft(Draft&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}

Draft::~Draft() {
    std::error_code ignored;  // what cannot be removed has a name that says what it is
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Result<void> Draft::make(const std::filesystem::path& within) const {
    std::filesystem::path at = folder_;
    for (const auto& part : within) {
        at /= part;
        if (::mkdir(at.c_str(), 0700) != 0 && errno != EEXIST) {
            return fail(errno == ENOSPC ? Error::Kind::Busy : Error::Kind::Refused,
                        at.string() + ": " + std::strerror(errno));
        }
    }
    return {};
}

Result<void> Draft::sync() const {
    std::error_code wrong;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, wrong)) {
        if (!entry.is_directory(wrong)) continue;
        if (auto synced = disk::sync_folder(entry.path()); !synced) return synced;
    }
    return disk::sync_folder(folder_);
}

Result<void> Draft::finish_into(const std::filesystem::path& place, const std::string& last) {
    if (auto synced = sync(); !synced) return synced;
    std::error_code wrong;
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, wrong)) {
        names.push_back(entry.path().filename().string());
    }
    std::stable_partition(names.begin(), names.end(),
                          [&](const std::string& each) { return each != last; });
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto moved = disk::give_name(folder_ / names[i], place / names[i]);
        if (moved) continue;
        for (std::size_t back = 0; back < i; ++back) {
            std::filesystem::remove_all(place / names[back], wrong);
        }
        return moved;
    }
    return {};  // the folder, empty now, goes with this
}

Result<void> Draft::finish(const std::filesystem::path& place) {
    if (auto synced = sync(); !synced) return synced;
    if (auto named = disk::give_name(folder_, place); !named) return named;
    folder_.clear();
    return {};
}

}  // namespace dudao::backup
