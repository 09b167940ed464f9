#include "cli/verify/evidence_check.h"

#include <string>

#include "domain/hash.h"
#include "ledger/evidence_file.h"
#include "utf8.h"

namespace dudao::verify {
namespace {

namespace fs = std::filesystem;

Fault fault(const std::string& zh, const std::string& en, const std::string& name) {
    return {Part::Evidence, zh + "：" + name, en + ": " + name};
}

}  // namespace

std::vector<Fault> check_file(const fs::path& folder, const EvidenceHash& hash,
                              const Evidence& evidence, const Veil& veil) {
    const std::string name = excerpt(hash.text, 64);
    // A log older than the rule may have another spelling; no file was ever stored under it.
    if (!hash_from_hex(hash.text)) return {};
    const auto found = hash_of_file(evidence_path(folder, hash), veil);
    if (!found) {
        const bool absent = found.error().kind == Error::Kind::NotFound;
        if (absent && !evidence.stored) return {};
        if (absent) return {fault("佐证缺失", "a piece of evidence is missing", name)};
        return {fault("佐证无法读取", "a piece of evidence cannot be read", found.error().what)};
    }
    if (to_hex(found->hash) == hash.text) return {};
    const std::string sizes = name + " (" + std::to_string(found->size) + " / " +
                              std::to_string(evidence.size) + " bytes)";
    return {fault("佐证已被改动", "a piece of evidence was altered", sizes)};
}

std::vector<Fault> check_evidence(const fs::path& folder, const State& state,
                                  const Unveil& unveil) {
    std::vector<Fault> faults;
    for (const auto& [hash, evidence] : state.evidence) {
        const auto veil = !evidence.assignment ? std::optional(Veil{})
                          : unveil             ? unveil(hash, evidence)
                                               : std::nullopt;
        if (!veil) continue;
        for (Fault& each : check_file(folder, hash, evidence, *veil))
            faults.push_back(std::move(each));
    }
    std::error_code wrong;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "sha256", wrong)) {
        if (entry.is_directory(wrong)) continue;
        const fs::path& file = entry.path();
        const bool part = file.extension() == ".part";  // an incomplete upload
        const EvidenceHash hash{(part ? file.stem() : file.filename()).string()};
        const bool own = state.evidence.contains(hash) &&
                         file.parent_path() == evidence_path(folder, hash).parent_path();
        if (own) continue;
        faults.push_back(fault("有记录之外的文件", "a file that no commit names was added",
                               excerpt(file.filename().string(), 80)));
    }
    return faults;
}

}  // namespace dudao::verify
