#include "disk/turnover.h"

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace dudao::disk {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

bool is_long(const Path& file, const Bound& bound) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    return !failed && static_cast<std::int64_t>(size) > bound.bytes_max;
}

/// Each older file becomes the next older; the oldest is replaced. Then the first has no name.
void make_room(const Path& file, const Bound& bound) {
    std::error_code none;  // there is no such older file yet
    for (int n = bound.older_max - 1; n >= 1; --n) {
        std::filesystem::rename(older(file, n), older(file, n + 1), none);
    }
}

/// Copies all bytes, also those that come meanwhile.
Result<void> copy(const File& from, const File& to) {
    std::int64_t at = 0;
    while (true) {
        const auto piece = from.read_at(at, piece_bytes);
        if (!piece) return tl::unexpected<Error>(piece.error());
        if (piece->empty()) return {};
        if (auto written = to.write(*piece); !written) return written;
        at += static_cast<std::int64_t>(piece->size());
    }
}

}  // namespace

Path older(const Path& file, int n) {
    Path name = file;
    name.replace_extension("." + std::to_string(n) + file.extension().string());
    return name;
}

Result<bool> turn_over_in_place(const Path& file, const Bound& bound) {
    if (!is_long(file, bound)) return false;
    const auto from = File::open(file, O_RDWR);
    if (!from) return tl::unexpected<Error>(from.error());
    make_room(file, bound);
    const auto to = File::open(older(file, 1), O_WRONLY | O_CREAT | O_TRUNC);
    if (!to) return tl::unexpected<Error>(to.error());
    // A full disk takes no whole copy; the bound holds all the same.
    const auto copied = copy(*from, *to);
    if (::ftruncate(from->fd(), 0) != 0) {
        return fail(Error::Kind::Refused, file.string() + " cannot be begun anew");
    }
    if (!copied) return tl::unexpected<Error>(copied.error());
    return true;
}

Result<bool> turn_over(const Path& file, const Bound& bound) {
    if (!is_long(file, bound)) return false;
    make_room(file, bound);
    if (auto renamed = give_name(file, older(file, 1)); !renamed) {
        return tl::unexpected<Error>(renamed.error());
    }
    return true;
}

}  // namespace dudao::disk
