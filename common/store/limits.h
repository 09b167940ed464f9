// Every bound of the store in one place: of the lease, of a call, of a connection.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::store {

inline constexpr int lease_ms = 1500;  // by Redis' clock; each commit and renewal prolongs it
inline constexpr std::int64_t call_ms = 5000;   // then the connection is closed: outcome unknown
inline constexpr int connect_ms = 1000;         // to connect, and again to authenticate
inline constexpr std::size_t calls_max = 1024;  // sent and not answered
inline constexpr std::size_t unsent_bytes_max = 64 * 1024 * 1024;  // not yet taken by the kernel
inline constexpr std::int64_t moment_max = 999'999'999'999'999;    // functions.lua: 15 digits

// A call may outlive the lease that it was sent under: its token makes that harmless.
static_assert(connect_ms < lease_ms && lease_ms < call_ms);

}  // namespace dudao::store
