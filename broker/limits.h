// Every bound of the broker in one place.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/state.h"
#include "wire/limits.h"

namespace dudao::broker {

inline constexpr std::size_t token_bytes = 16;  // of a lease: 128 random bits
inline constexpr std::size_t batches_under_way_max = 4;
inline constexpr std::size_t batch_events_max = 1024;
inline constexpr std::size_t batch_bytes_max = 512 * 1024;
inline constexpr std::size_t held_max = 8192;      // answers waiting for a commit; then `busy`
inline constexpr std::size_t broken_max = 256;     // commands remembered as broken; the oldest go
inline constexpr std::size_t suspects_max = 8192;  // commands of batches that the store cannot take
inline constexpr std::int64_t numbers_max = INT64_MAX / 2;  // of a sender's commands
inline constexpr std::size_t sessions_max = 20'000;
inline constexpr int log_read_count = 500;  // commits a read while loading
inline constexpr std::int64_t renew_ms = 400;
inline constexpr std::int64_t courtesy_ms =
    1000;                                        // starts nothing so long after its last good call
inline constexpr std::int64_t standby_ms = 250;  // tries to acquire
inline constexpr std::int64_t refused_ms = 50;  // a batch the store refused goes again, doubled …
inline constexpr std::int64_t refused_ms_max = 3000;  // … for so long; then nothing rests on it
inline constexpr std::size_t waiting_max = 1024;      // greetings and questions while unsure
inline constexpr std::int64_t silent_ms = 8000;       // a session without a word ends
inline constexpr std::int64_t redispatch_ms = 5000;   // doubled up to …
inline constexpr std::int64_t redispatch_ms_max = 300'000;
inline constexpr std::uint64_t snapshot_commits = 10'000;
inline constexpr std::size_t query_rows_max = 500;
inline constexpr std::size_t evidence_waiting_max = 256;       // pieces for the disk: 64 MiB
inline constexpr std::size_t evidence_of_one_client_max = 64;  // … of one connection
inline constexpr std::size_t evidence_vouched_max = 256;       // files whose blocks are known

static_assert(batch_bytes_max + wire::event_bytes_max < wire::batch_bytes_max);
static_assert(refused_ms < courtesy_ms && renew_ms < courtesy_ms);
static_assert(receipts_kept == static_cast<std::size_t>(wire::credit));

}  // namespace dudao::broker
