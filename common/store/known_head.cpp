#include "store/known_head.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

namespace dudao {
namespace {

constexpr std::size_t digits_max =
    20;  // of a commit's number, so that all records are of one length

}  // namespace

KnownHead::~KnownHead() {
    for (const auto& [j, fd] : open_) ::close(fd);
}

KnownHead::Seen KnownHead::read(const std::string& j) const {
    std::ifstream in(file(j));
    Seen seen;
    std::string hex;
    if (!(in >> seen.seq >> hex)) return {};
    const auto head = hash_from_hex(hex);
    if (!head) return {};
    seen.head = *head;
    return seen;
}

Result<void> KnownHead::write(const std::string& j, const Seen& seen) {
    if (!open_.contains(j)) {
        const int fd = ::open(file(j).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
        if (fd < 0) return fail(Error::Kind::Unreachable, "cannot open " + file(j).string());
        open_[j] = fd;
    }
    std::string line = std::to_string(seen.seq);
    line = std::string(digits_max - line.size(), ' ') + line + " " + to_hex(seen.head) + "\n";
    if (::pwrite(open_[j], line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) {
        return fail(Error::Kind::Unreachable, "cannot write " + file(j).string());
    }
    return {};
}

}  // namespace dudao
