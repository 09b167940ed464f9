// A blob that only one device can open: a task or an assignment on its way.
#pragma once

#include <cstddef>

#include "domain/fields.h"
#include "domain/ids.h"

namespace dudao {

inline constexpr std::size_t sealed_blob_max = 8 * 1024;  // bytes

struct Sealed {
    KeyId device;
    Bytes hash;  // 32 bytes, SHA-256 of the blob
    Bytes blob;  // opaque, at most 8 KiB; empty in the log (stored in {j}:mail)
    DUDAO_FIELDS(device, hash, blob)
};

struct State;

/// True if the blob is within its bounds and for a live device of this group or case team; the
/// other one is empty.
bool is_sealed_for(const State& state, const Sealed& sealed, const GroupId& group,
                   const TeamId& team);

}  // namespace dudao
