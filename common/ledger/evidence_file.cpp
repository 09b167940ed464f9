#include "ledger/evidence_file.h"

#include "disk/file.h"
#include "ledger/hash.h"

namespace dudao {
namespace {

constexpr std::size_t step_bytes = 256 * 1024;

}  // namespace

std::filesystem::path evidence_path(const std::filesystem::path& folder, const EvidenceHash& hash) {
    return folder / "sha256" / hash.text.substr(0, 2) / hash.text;
}

Result<FileHash> hash_of_file(const std::filesystem::path& file, const Veil& veil) {
    const auto opened = disk::File::open_regular(file);
    if (!opened) return tl::unexpected<Error>(opened.error());
    Sha256 sum;
    FileHash found;
    for (;;) {
        auto bytes = opened->read(step_bytes);
        if (bytes && veil && !bytes->empty()) bytes = veil(found.size, std::move(*bytes));
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        if (bytes->empty()) break;
        sum.add(*bytes);
        found.size += static_cast<std::int64_t>(bytes->size());
    }
    found.hash = sum.done();
    return found;
}

}  // namespace dudao
