// Whose a file is: who attached its hash first brings its bytes; nobody else's word moves anything
// of it.
#pragma once

#include <optional>
#include <vector>

#include "domain/draft.h"
#include "domain/rejection.h"

namespace dudao {

inline constexpr std::size_t proofs_max = 64;  // that one statement names

/// BadInput unless there are at most 64 and each is 64 lower-case hex digits: one file has one
/// name.
std::optional<Rejection> fault_of_hashes(const std::vector<EvidenceHash>& hashes);

/// May send the bytes: the person who attached it, the key it was attached through (a gateway is
/// everybody's, and does not count), a device of the group that attached it.
bool may_bring(const State& state, const Context& who, const Evidence& evidence);

/// May bring it, or has named it in a matter of their own: may hear how much of it is there.
bool has_attached(const State& state, const Context& who, const Evidence& evidence);

}  // namespace dudao
