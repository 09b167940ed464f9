// The office's files held against their hashes in the log.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/verify/fault.h"
#include "domain/state.h"

namespace dudao::verify {

/// Nothing where the file is what the log says; where it is not stored yet, it may be missing.
std::vector<Fault> check_file(const std::filesystem::path& folder, const EvidenceHash& hash,
                              const Evidence& evidence);

/// Every file that the log names, and none beside them. `folder` is the broker's `evidence`.
std::vector<Fault> check_evidence(const std::filesystem::path& folder, const State& state);

}  // namespace dudao::verify
