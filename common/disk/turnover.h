// Files that grow and must not grow for ever: one that has become long is turned over, and what it
// held lies beside it in at most so many older files. `broker.err` is followed by `broker.1.err`,
// the newest of the older ones, `broker.2.err` …
#pragma once

#include <cstdint>

#include "disk/file.h"

namespace dudao::disk {

struct Bound {
    std::int64_t bytes_max = std::int64_t{16} << 20;  // of each file
    int older_max = 3;
};

/// The n-th older file, from 1.
Path older(const Path& file, int n);

/// Turns over a file longer than the bound that other processes write to, opened with O_APPEND: the
/// bytes are copied and the same file begins anew, so that they go on writing to it. What they
/// write in the moment between is lost. Returns whether it was turned over; a file that is not
/// there is short.
Result<bool> turn_over_in_place(const Path& file, const Bound& bound);

/// Turns over a file longer than the bound by renaming it; nothing is lost, and nothing of that
/// name is left. For who alone writes to it, and opens it anew.
Result<bool> turn_over(const Path& file, const Bound& bound);

}  // namespace dudao::disk
