// The words of a case lie locked in {j}:pd, under a key of the case: a file of its own, mode 0400.
// Once that file is destroyed nobody reads them any more; the log still verifies. A second, empty
// file says that there was a key, so that none is made anew: what lies under the old one would look
// altered, and an erased case is over.
//
//     locked = "dudaoCW1" || U64(case) || key mark (8) || nonce (24)
//              || crypto_secretbox(salt || words, nonce, key)
//
// The key mark tells another key of the case, of another machine, from words that were altered.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "domain/ids.h"
#include "result.h"
#include "secret/secret.h"

namespace dudao::seal {

/// One thread. A key is read from its file each time: a destroyed key lives on in no process.
class CaseKeys {
 public:
    explicit CaseKeys(std::filesystem::path folder) : folder_(std::move(folder)) {}
    /// The folder `cases/<j>` beside the file of the case key.
    static CaseKeys beside(const std::filesystem::path& case_key, const std::string& j);

    /// Locks what would be stored, and makes the case's key if it never had one. NotFound: its key
    /// is destroyed. Other errors: the disk.
    Result<std::string> lock(CaseId lead, std::string_view value) const;
    /// What was locked. NotFound: its key is destroyed, or not here. Corrupt: altered.
    Result<std::string> unlock(std::string_view stored) const;
    /// Evidence of a case as it lies on disk, from what it is, and the other way round: XChaCha20
    /// under a key of case and file, so that pieces can be read anywhere. `make`: also a new key.
    Result<std::string> veil(CaseId lead, const EvidenceHash& hash, std::int64_t offset,
                             std::string bytes, bool make) const;
    std::filesystem::path file_of(CaseId lead) const;

 private:
    std::filesystem::path made_file_of(CaseId lead) const;
    Result<Secret<32>> key_of(CaseId lead, bool make) const;
    Result<void> make_key(CaseId lead) const;

    std::filesystem::path folder_;
};

bool is_locked(std::string_view stored);
/// The case whose words these are; 0: not locked.
CaseId case_of_locked(std::string_view stored);

}  // namespace dudao::seal
