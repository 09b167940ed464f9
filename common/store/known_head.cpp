#include "store/known_head.h"

#include <sstream>

namespace dudao {
namespace {

// Digits of a commit's number; padded, so that all records have the same length.
constexpr std::size_t digits_max = 20;
constexpr std::size_t line_bytes = digits_max + 1 + 64 + 1;

}  // namespace

KnownHead::Seen KnownHead::read(const std::string& j) const {
    std::istringstream in(disk::read_whole(file(j), line_bytes).value_or(""));
    Seen seen;
    std::string hex;
    if (!(in >> seen.seq >> hex)) return {};
    const auto head = hash_from_hex(hex);
    if (!head) return {};
    seen.head = *head;
    return seen;
}

Result<void> KnownHead::write(const std::string& j, const Seen& seen) {
    auto at = open_.find(j);
    if (at == open_.end()) {
        auto opened = disk::File::open(file(j), O_WRONLY | O_CREAT, 0644);
        if (!opened) return tl::unexpected<Error>(opened.error());
        at = open_.emplace(j, std::move(*opened)).first;
    }
    std::string line = std::to_string(seen.seq);
    line = std::string(digits_max - line.size(), ' ') + line + " " + to_hex(seen.head) + "\n";
    return at->second.write_at(0, line);
}

}  // namespace dudao
