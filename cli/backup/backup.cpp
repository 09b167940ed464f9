#include "cli/backup/backup.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cli/backup/copy.h"
#include "cli/backup/log_copy.h"
#include "cli/backup/manifest.h"
#include "cli/up/folder_lock.h"
#include "disk/database_copy.h"
#include "disk/file.h"
#include "refusals/says.h"

namespace dudao::backup {
namespace {

namespace fs = std::filesystem;

constexpr int moments_max = 50;  // tries for a moment at which nobody writes
constexpr const char* log_folder = "redis/appendonlydir";

/// What becomes of a file of the state folder.
enum class Kind {
    Left,      // made anew at the next start, or of the running processes alone
    Log,       // of Redis
    Database,  // SQLite
    Head,      // how far the broker has seen the log
    Evidence,  // of the broker: never changes once it has its name
    Plain
};

Kind kind_of(const fs::path& within) {
    const std::string top = within.begin()->string();
    const std::string name = within.filename().string();
    const std::string ending = within.extension().string();
    if (top == "logs" || top == "upkeep" || name == "lock" || name == "run.json" ||
        ending == ".sock" || ending == ".snapshot" || ending == ".tmp" ||
        name.ends_with(".sqlite-wal") || name.ends_with(".sqlite-shm") ||
        name.ends_with(".sqlite-journal") || name == "accounts.json.lock") {
        return Kind::Left;
    }
    if (top == "redis") return Kind::Log;
    if (ending == ".sqlite") return Kind::Database;
    if (top == "broker" && ending == ".head") return Kind::Head;
    if (top == "broker" && within.string().find("/evidence/") != std::string::npos) {
        return ending == ".part" ? Kind::Left : Kind::Evidence;  // who sends it begins anew
    }
    return Kind::Plain;
}

using Paths = std::set<fs::path>;

/// The files of this kind, from the folder on. A file that goes meanwhile is left out.
Paths files_of(const fs::path& root, Kind kind) {
    Paths found;
    std::error_code wrong;
    for (fs::recursive_directory_iterator at(root, wrong), end; at != end; at.increment(wrong)) {
        if (wrong) break;
        const fs::path within = at->path().lexically_relative(root);
        if (at->is_regular_file(wrong) && !at->is_symlink(wrong) && kind_of(within) == kind) {
            found.insert(within);
        }
    }
    return found;
}

class Copying {
 public:
    Copying(fs::path root, const Draft& draft)
        : root_(std::move(root)),
          draft_(draft),
          log_(root_ / log_folder, draft.folder() / log_folder) {}

    /// The parts that have to agree; true if they are of one moment.
    Result<bool> take_moment() {
        if (auto made = draft_.make(log_folder); !made) return tl::unexpected<Error>(made.error());
        if (auto opened = open_databases(); !opened) return tl::unexpected<Error>(opened.error());
        if (auto read = log_.catch_up(); !read) return tl::unexpected<Error>(read.error());
        for (int i = 0; i < moments_max; ++i) {
            auto quiet = try_moment();
            if (!quiet || *quiet) return quiet;
        }
        return false;
    }

    /// What never changes once it is there, or may be of a later moment.
    Result<void> take_rest() {
        for (const fs::path& each : evidence_) {
            if (auto copied = take(each); !copied) return copied;
        }
        for (const fs::path& each : files_of(root_, Kind::Plain)) {
            if (auto copied = take(each); !copied) return copied;
        }
        return {};
    }

 private:
    struct Opened {
        disk::DatabaseSource source;
        fs::path within;
        std::int64_t copied = -1;  // the version of which the copy is; -1: none yet
    };

    Result<void> open_databases() {
        for (const fs::path& each : files_of(root_, Kind::Database)) {
            auto source = disk::DatabaseSource::open(root_ / each);
            if (!source) return tl::unexpected<Error>(source.error());
            if (auto made = draft_.make(each.parent_path()); !made) return made;
            databases_.push_back({std::move(*source), each});
        }
        return {};
    }

    Result<bool> try_moment() {
        for (Opened& each : databases_) {
            const auto version = each.source.version();
            if (!version) return tl::unexpected<Error>(version.error());
            if (*version == each.copied) continue;
            if (auto copied = each.source.copy_to(draft_.folder() / each.within); !copied) {
                return tl::unexpected<Error>(copied.error());
            }
            each.copied = *version;
        }
        for (const fs::path& each : files_of(root_, Kind::Head)) {
            std::error_code absent;
            fs::remove(draft_.folder() / each, absent);
            if (auto copied = take(each); !copied) return tl::unexpected<Error>(copied.error());
        }
        const Paths before = files_of(root_, Kind::Evidence);
        if (auto read = log_.catch_up(); !read) return tl::unexpected<Error>(read.error());
        evidence_ = files_of(root_, Kind::Evidence);
        bool quiet = before == evidence_;
        for (const Opened& each : databases_) {
            const auto version = each.source.version();
            if (!version) return tl::unexpected<Error>(version.error());
            quiet = quiet && *version == each.copied;
        }
        return quiet;
    }

    /// Copies a file that is there; one that went meanwhile is not missed.
    Result<void> take(const fs::path& within) {
        if (auto made = draft_.make(within.parent_path()); !made) return made;
        auto copied = copy_rest(root_ / within, draft_.folder() / within);
        if (copied || copied.error().kind != Error::Kind::NotFound) return copied;
        return {};
    }

    fs::path root_;
    const Draft& draft_;
    LogCopy log_;
    std::vector<Opened> databases_;
    Paths evidence_;
};

int mode_of(const fs::path& file) {
    std::error_code wrong;
    const auto found = fs::status(file, wrong).permissions() & fs::perms::owner_all;
    return wrong || found == fs::perms::none ? 0600 : static_cast<int>(found);
}

/// Reads back what was written, syncs it and lists it.
Result<std::vector<Filed>> listed(const fs::path& root, const fs::path& folder) {
    std::vector<Filed> files;
    std::error_code wrong;
    for (fs::recursive_directory_iterator at(folder, wrong), end; at != end; at.increment(wrong)) {
        if (wrong) return fail(Error::Kind::Refused, folder.string() + ": " + wrong.message());
        if (!at->is_regular_file(wrong)) continue;
        if (auto synced = sync_file(at->path()); !synced) {
            return tl::unexpected<Error>(synced.error());
        }
        auto hash = hash_of(at->path());
        if (!hash) return tl::unexpected<Error>(hash.error());
        const fs::path within = at->path().lexically_relative(folder);
        files.push_back({within.string(),
                         static_cast<std::int64_t>(fs::file_size(at->path(), wrong)),
                         mode_of(root / within), std::move(*hash)});
    }
    std::sort(files.begin(), files.end(),
              [](const Filed& a, const Filed& b) { return a.path < b.path; });
    return files;
}

bool lies_in(const fs::path& place, const fs::path& folder) {
    std::error_code wrong;
    const auto inner = fs::weakly_canonical(place, wrong).string() + "/";
    const auto outer = fs::weakly_canonical(folder, wrong).string() + "/";
    return inner.starts_with(outer);
}

}  // namespace

Result<Done> back_up(const StateFolder& folder, const fs::path& to, Moment now) {
    const auto founded = load_jurisdiction(folder);
    if (!founded) return tl::unexpected<Error>(founded.error());
    std::error_code wrong;
    fs::path place = fs::absolute(to, wrong).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();  // "TO/"
    if (fs::exists(fs::symlink_status(place, wrong))) {
        return fail(Error::Kind::Refused, says("backup_there", place.string()));
    }
    if (lies_in(place, folder.root)) {
        return fail(Error::Kind::Refused, says("backup_inside", place.string()));
    }
    // If nothing runs, nothing starts until the copy is made; if something does, it goes on.
    const auto lock = up::FolderLock::acquire(folder.lock());
    auto draft = Draft::beside(place);
    if (!draft) return tl::unexpected<Error>(draft.error());
    Copying copying(folder.root, *draft);
    const auto quiet = copying.take_moment();
    if (!quiet) return tl::unexpected<Error>(quiet.error());
    if (auto rest = copying.take_rest(); !rest) return tl::unexpected<Error>(rest.error());
    auto files = listed(folder.root, draft->folder());
    if (!files) return tl::unexpected<Error>(files.error());
    Done done{files->size(), 0, founded->demo, *quiet};
    for (const Filed& each : *files) done.bytes += each.bytes;
    const Manifest manifest{founded->id, founded->demo, to_text(now, 0), *quiet, std::move(*files)};
    if (auto saved = save(manifest, draft->folder()); !saved) {
        return tl::unexpected<Error>(saved.error());
    }
    if (auto named = draft->finish(place); !named) return tl::unexpected<Error>(named.error());
    return done;
}

}  // namespace dudao::backup
