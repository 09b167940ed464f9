#include "cli/up/folder_lock.h"

#include <sys/file.h>
#include <unistd.h>

#include <string>

#include "refusals/says.h"
#include "visible.h"

namespace dudao::up {
namespace {

constexpr std::size_t pid_digits_max = 15;

}  // namespace

Result<FolderLock> FolderLock::acquire(const std::filesystem::path& file) {
    auto opened = disk::File::open(file, O_RDWR | O_CREAT);
    if (!opened) return tl::unexpected<Error>(opened.error());
    if (::flock(opened->fd(), LOCK_EX | LOCK_NB) != 0) {
        const auto pid = opened->read_at(0, pid_digits_max);
        return fail(Error::Kind::Refused,
                    says("another_works_here", printable(file.parent_path().string()),
                         pid && !pid->empty() ? printable(*pid) : "?"));
    }
    const std::string pid = std::to_string(::getpid());
    if (::ftruncate(opened->fd(), 0) != 0) {
        return fail(Error::Kind::Refused, file.string() + " cannot be written");
    }
    if (auto written = opened->write_at(0, pid); !written) {
        return tl::unexpected<Error>(written.error());
    }
    return FolderLock(std::move(*opened));
}

}  // namespace dudao::up
