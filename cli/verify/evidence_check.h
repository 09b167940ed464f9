// Checks the office's files against their hashes in the log.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "cli/verify/fault.h"
#include "domain/state.h"
#include "ledger/evidence_file.h"

namespace dudao::verify {

/// Returns the faults of one file; empty if it is correct. A file not stored yet may be missing.
std::vector<Fault> check_file(const std::filesystem::path& folder, const EvidenceHash& hash,
                              const Evidence& evidence, const Veil& veil = {});

/// The veil of evidence of a case; std::nullopt: its key is destroyed, or not here, and the file is
/// not looked at.
using Unveil =
    std::function<std::optional<Veil>(const EvidenceHash& hash, const Evidence& evidence)>;

/// Checks every file named in the log, and that the folder has no others. `folder` is the broker's
/// `evidence`.
std::vector<Fault> check_evidence(const std::filesystem::path& folder, const State& state,
                                  const Unveil& unveil = {});

}  // namespace dudao::verify
