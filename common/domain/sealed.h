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

}  // namespace dudao
