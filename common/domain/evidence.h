// Who may upload a file: only those who first attached its hash. A later attachment of the same
// hash adds a reference and changes nothing.
#pragma once

#include <optional>
#include <vector>

#include "domain/draft.h"
#include "domain/rejection.h"

namespace dudao {

inline constexpr std::size_t proofs_max = 64;  // per statement
inline constexpr std::int64_t evidence_bytes_max = 64LL * 1024 * 1024;

/// Returns BadInput unless there are at most 64 hashes, each of 64 lower-case hex digits, so that a
/// file has only one name.
std::optional<Rejection> fault_of_hashes(const std::vector<EvidenceHash>& hashes);

/// True if `who` may send the bytes: the person who attached the file, the key used for it (except
/// a gateway's, which many people share), or a device of the group that attached it.
bool may_bring(const State& state, const Context& who, const Evidence& evidence);

/// True if `who` may send the bytes or has referred to the file in a matter of their own; they may
/// ask how much of it is stored.
bool has_attached(const State& state, const Context& who, const Evidence& evidence);

}  // namespace dudao
