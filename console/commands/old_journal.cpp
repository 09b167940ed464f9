#include "console/commands/old_journal.h"

#include <string_view>

#include "disk/file.h"
#include "ledger/hash.h"
#include "wire/codec.h"

namespace dudao::console {
namespace {

constexpr std::size_t length_bytes = 4;
constexpr std::size_t check_bytes = 8;

std::size_t length_at(std::string_view bytes) {
    std::size_t length = 0;
    for (const char c : bytes.substr(0, length_bytes)) {
        length = length << 8U | static_cast<unsigned char>(c);
    }
    return length;
}

}  // namespace

Result<std::optional<std::vector<Sent::Row>>> read_old_journal(const std::filesystem::path& file) {
    const auto bytes = disk::read_whole(file);
    if (!bytes && bytes.error().kind == Error::Kind::NotFound) return std::nullopt;
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    std::vector<Sent::Row> rows;
    std::string_view rest = *bytes;
    while (rest.size() >= length_bytes + check_bytes) {
        const std::size_t length = length_at(rest);
        const auto check = rest.substr(length_bytes, check_bytes);
        rest.remove_prefix(length_bytes + check_bytes);
        if (length > rest.size()) break;
        const auto body = rest.substr(0, length);
        if (to_bytes(sha256(body)).substr(0, check_bytes) != check) break;
        auto row = decode<Sent::Row>(body);
        if (!row) break;
        rows.push_back(std::move(*row));
        rest.remove_prefix(length);
    }
    return rows;
}

}  // namespace dudao::console
