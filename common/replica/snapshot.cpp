#include <algorithm>
#include <vector>

#include "disk/file.h"
#include "ledger/hash.h"
#include "replica/replica.h"
#include "wire/codec.h"

namespace dudao::snapshot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "dudao-snapshot-5\n";
constexpr std::size_t snapshots_kept = 2;

/// A snapshot may be larger than a message, so it has its own framing: format, header, state, hash.
struct Header {
    std::string j;
    std::uint64_t seq = 0;
    Bytes head;
    std::uint64_t state_bytes = 0;
    DUDAO_FIELDS(j, seq, head, state_bytes)
};

std::string length_of(std::size_t size) {
    std::string text = std::to_string(size);
    return std::string(20 - text.size(), '0') + text + "\n";
}

std::vector<fs::path> newest_first(const fs::path& folder, const std::string& j) {
    std::vector<std::pair<std::uint64_t, fs::path>> found;
    std::error_code none;
    for (const auto& each : fs::directory_iterator(folder, none)) {
        const std::string file = each.path().filename().string();
        const auto dot = file.find(".snapshot");
        if (file.rfind(j + "-", 0) != 0 || dot == file.npos || dot + 9 != file.size()) continue;
        found.emplace_back(std::strtoull(file.c_str() + j.size() + 1, nullptr, 10), each.path());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> files;
    files.reserve(found.size());
    for (auto& [seq, path] : found) files.push_back(std::move(path));
    return files;
}

}  // namespace

std::string to_bytes(const std::string& j, const Replica& replica) {
    const std::string state = encode_state(replica.state);
    const std::string header =
        encode(Header{j, replica.seq, Bytes(dudao::to_bytes(replica.head)), state.size()});
    std::string bytes = std::string(format) + length_of(header.size()) + header + state;
    bytes += dudao::to_bytes(sha256(bytes));
    return bytes;
}

Result<Replica> from_bytes(const std::string& j, std::string_view bytes) {
    constexpr std::size_t hash_bytes = 32;
    constexpr std::size_t length_bytes = 21;
    const auto torn = fail(Error::Kind::Corrupt, "a snapshot is torn or changed",
                           "it is a cache: delete it, the log is read instead");
    if (bytes.size() < format.size() + length_bytes + hash_bytes ||
        bytes.substr(0, format.size()) != format) {
        return torn;
    }
    const auto body = bytes.substr(0, bytes.size() - hash_bytes);
    if (dudao::to_bytes(sha256(body)) != bytes.substr(body.size())) return torn;
    const std::size_t header_size =
        std::strtoull(std::string(body.substr(format.size(), length_bytes)).c_str(), nullptr, 10);
    const std::size_t at = format.size() + length_bytes;
    if (header_size > body.size() - at) return torn;
    auto header = decode<Header>(body.substr(at, header_size));
    if (!header || header->j != j) return torn;
    auto state = decode_state(body.substr(at + header_size));
    const auto head = hash_from_bytes(header->head);
    if (!state || !head) return torn;
    return Replica{std::move(*state), header->seq, *head};
}

Result<void> save(const fs::path& folder, const std::string& j, const Replica& replica) {
    const fs::path file = folder / (j + "-" + std::to_string(replica.seq) + ".snapshot");
    auto saved = disk::replace(file, to_bytes(j, replica), 0600, folder / (j + ".snapshot.tmp"));
    if (!saved) return saved;
    std::error_code wrong;
    const auto files = newest_first(folder, j);
    for (std::size_t i = snapshots_kept; i < files.size(); ++i) fs::remove(files[i], wrong);
    return {};
}

Replica load(const fs::path& folder, const std::string& j) {
    for (const fs::path& file : newest_first(folder, j)) {
        const auto bytes = disk::read_whole(file);
        if (!bytes) continue;
        if (auto replica = from_bytes(j, *bytes)) return std::move(*replica);
    }
    return {};
}

}  // namespace dudao::snapshot
