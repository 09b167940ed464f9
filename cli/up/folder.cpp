#include "cli/up/folder.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <utility>

#include "cli/init/disk_error.h"
#include "cli/output.h"
#include "cli/up/run_file.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::up {
namespace {

constexpr std::size_t socket_path_max = 107;  // length of sun_path on Linux without the final zero

Result<std::filesystem::path> make_temporary() {
    std::string name = (std::filesystem::temp_directory_path() / "dudao-XXXXXX").string();
    if (!::mkdtemp(name.data())) {
        return fail(Error::Kind::Refused, name + ": " + std::strerror(errno));
    }
    return std::filesystem::path(name);
}

/// Checks what is in the folder; an error if it cannot be used. Sets `anew` if an old play may be
/// deleted.
Result<void> check_contents(const StateFolder& folder, const UpOptions& options, bool& anew) {
    const auto founded = load_jurisdiction(folder);
    if (!founded && founded.error().kind != Error::Kind::NotFound) {
        return tl::unexpected<Error>(founded.error());
    }
    const auto play = load_demo(folder);
    if (options.open && !(founded && play)) {
        return fail(Error::Kind::NotFound, says("no_play_here", printable(folder.root.string())));
    }
    if (!founded && !play) return {};
    if (founded && founded->demo != options.demo) {
        const std::string shown = printable(folder.root.string());
        return fail(Error::Kind::Refused, founded->demo ? says("folder_holds_demo", shown)
                                                        : says("folder_holds_real", shown));
    }
    if (options.open) return {};
    if (!play || (!play->finished && play->seed == options.seed)) return {};
    if (options.state.empty()) {
        anew = true;
        return {};
    }
    const std::string shown = printable(folder.root.string());
    return fail(Error::Kind::Refused, play->finished
                                          ? says("folder_holds_play_over", shown, play->seed)
                                          : says("folder_holds_play", shown, play->seed));
}

/// Deletes everything except the lock, which this process holds.
void clear(const StateFolder& folder) {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder.root, failed)) {
        if (entry.path() != folder.lock()) std::filesystem::remove_all(entry.path(), failed);
    }
}

}  // namespace

Result<WorkFolder> WorkFolder::open(const UpOptions& options) {
    const bool temporary = options.state.empty() && (options.ephemeral || options.exit);
    StateFolder folder{options.state.empty() ? default_state_folder() : options.state};
    if (temporary) {
        auto made = make_temporary();
        if (!made) return tl::unexpected<Error>(made.error());
        folder.root = *made;
    }
    std::error_code failed;
    folder.root = std::filesystem::absolute(folder.root, failed).lexically_normal();
    if (folder.agent_socket("dev-xxxxxxxx").string().size() > socket_path_max) {
        return bad_input(says("folder_too_long", printable(folder.root.string())));
    }
    std::filesystem::create_directories(folder.root.parent_path(), failed);
    if (::mkdir(folder.root.c_str(), 0700) != 0 && errno != EEXIST) {
        return init::of_disk(folder.root.string(),
                             {errno == ENOENT ? Error::Kind::NotFound : Error::Kind::Refused,
                              folder.root.string() + ": " + std::strerror(errno),
                              "--state: a folder you may write in"});
    }
    auto lock = FolderLock::acquire(folder.lock());
    if (!lock) return init::of_disk(folder.root.string(), lock.error());
    WorkFolder work(folder, std::move(*lock), temporary);
    bool anew = false;
    if (auto good = check_contents(folder, options, anew); !good) {
        return tl::unexpected<Error>(good.error());
    }
    if (anew) {
        std::cerr << say(options.lang, "上次演示已结束或种子不同，现重新开始：",
                         "an earlier play is over or had another seed; begun anew: ")
                  << folder.root.string() << '\n';
        clear(folder);
    }
    return work;
}

WorkFolder::WorkFolder(StateFolder folder, FolderLock lock, bool temporary)
    : folder_(std::move(folder)), lock_(std::move(lock)), temporary_(temporary) {}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      lock_(std::move(other.lock_)),
      temporary_(std::exchange(other.temporary_, false)) {}

WorkFolder::~WorkFolder() {
    std::error_code failed;
    if (temporary_) std::filesystem::remove_all(folder_.root, failed);
}

}  // namespace dudao::up
