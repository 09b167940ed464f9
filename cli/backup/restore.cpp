#include <sys/stat.h>
#include <sys/statvfs.h>

#include <string>

#include "cli/backup/backup.h"
#include "cli/backup/copy.h"
#include "cli/backup/manifest.h"
#include "cli/up/place_mark.h"
#include "disk/file.h"
#include "refusals/says.h"

namespace dudao::backup {
namespace {

constexpr std::int64_t mib = 1024LL * 1024;
constexpr std::int64_t spare_bytes = 16 * mib;  // for folders, and for what the start writes

Result<void> check_room(const std::filesystem::path& folder, std::int64_t bytes) {
    struct statvfs room {};
    if (::statvfs(folder.c_str(), &room) != 0) return {};  // then the copy tells
    const auto free = static_cast<std::int64_t>(room.f_bavail * room.f_frsize);
    const std::int64_t needed = bytes + spare_bytes;
    if (free >= needed) return {};
    return fail(Error::Kind::Busy, says("disk_too_small", disk::folder_of(folder).string(),
                                        free / mib, (needed + mib - 1) / mib));
}

Result<void> lay(const std::filesystem::path& from, const Draft& draft, const Filed& filed) {
    const std::filesystem::path within(filed.path);
    const auto source = from / within;
    const auto altered = [&] {
        return fail(Error::Kind::Corrupt, says("backup_altered", source.string()));
    };
    if (auto made = draft.make(within.parent_path()); !made) return made;
    const auto to = draft.folder() / within;
    if (auto copied = copy_rest(source, to); !copied) {
        const bool reading = copied.error().what.starts_with(source.string());
        return reading ? altered() : copied;
    }
    // The copy is what counts: it is read back.
    const auto hash = hash_of(to);
    if (!hash) return tl::unexpected<Error>(hash.error());
    if (*hash != filed.sha256) return altered();
    if (auto synced = sync_file(to); !synced) return synced;
    if (::chmod(to.c_str(), static_cast<mode_t>(filed.mode)) == 0) return {};
    return fail(Error::Kind::Refused, to.string() + " cannot be given its mode");
}

/// No folder has this mark: `dudao up` holds it until somebody says that it takes over.
Result<void> mark_as_put_back(const std::filesystem::path& folder) {
    const StateFolder laid{folder};
    const auto before = up::load_mark(laid.place());
    up::PlaceMark mark = before ? *before : up::PlaceMark{};
    mark.inode = 0;
    mark.born_ns = 0;
    return up::save(mark, laid.place());
}

}  // namespace

Result<Done> restore(const std::filesystem::path& from, const StateFolder& folder) {
    const auto manifest = load_manifest(from);
    if (!manifest) return tl::unexpected<Error>(manifest.error());
    std::error_code wrong;
    auto place = std::filesystem::absolute(folder.root, wrong).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(place, wrong));
    if (there && (!std::filesystem::is_directory(place, wrong) ||
                  !std::filesystem::is_empty(place, wrong) || wrong)) {
        return fail(Error::Kind::Refused, says("restore_not_empty", place.string()));
    }
    auto draft = there ? Draft::within(place) : Draft::beside(place);
    if (!draft) return tl::unexpected<Error>(draft.error());
    Done done{manifest->files.size(), 0, manifest->demo, manifest->of_one_moment};
    for (const Filed& each : manifest->files) done.bytes += each.bytes;
    if (auto room = check_room(draft->folder(), done.bytes); !room) {
        return tl::unexpected<Error>(room.error());
    }
    for (const Filed& each : manifest->files) {
        if (auto laid = lay(from, *draft, each); !laid) return tl::unexpected<Error>(laid.error());
    }
    if (!manifest->demo) {
        if (auto marked = mark_as_put_back(draft->folder()); !marked) {
            return tl::unexpected<Error>(marked.error());
        }
    }
    if (there && ::chmod(place.c_str(), 0700) != 0) {
        return fail(Error::Kind::Refused, place.string() + " cannot be made its owner's alone");
    }
    const std::string last = folder.jurisdiction().filename().string();
    auto laid = there ? draft->finish_into(place, last) : draft->finish(place);
    if (!laid) return tl::unexpected<Error>(laid.error());
    return done;
}

}  // namespace dudao::backup
