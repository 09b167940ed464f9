// All bounds of the store: lease, calls, connections.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::store {

inline constexpr int lease_ms = 1500;  // by Redis' clock; renewed by every commit and renewal
/// Then the connection is closed and the outcome is unknown.
inline constexpr std::int64_t call_ms = 5000;
inline constexpr int connect_ms = 1000;         // to connect, and again to authenticate
inline constexpr std::size_t calls_max = 1024;  // sent and not answered
inline constexpr std::size_t unsent_bytes_max = 64 * 1024 * 1024;  // not yet accepted by the kernel
/// 15 digits, as functions.lua requires.
inline constexpr std::int64_t moment_max = 999'999'999'999'999;

// A call may outlive the lease under which it was sent; the token it carries makes that safe.
static_assert(connect_ms < lease_ms && lease_ms < call_ms);

}  // namespace dudao::store
