// Every bound of the agent in one place.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/moment.h"
#include "wire/limits.h"

namespace dudao::agent {

inline constexpr std::size_t outbox_rows_max = 100'000;    // not finally answered; then refused
inline constexpr std::size_t answered_rows_max = 100'000;  // the oldest go first
inline constexpr Span answered_kept = days(7);             // by the domain's clock
inline constexpr std::size_t tasks_max = 1024;             // the oldest finished one goes first
inline constexpr std::size_t answers_max = 1024;           // shown of one task
inline constexpr std::size_t rows_shown_max = 1000;        // of the outbox, in one answer

inline constexpr std::size_t request_bytes_max = 64 * 1024;  // one line of the local API
inline constexpr std::size_t clients_max = 16;
inline constexpr std::size_t requests_a_turn = 64;  // of one client
inline constexpr std::size_t unread_bytes_max =
    8 * 1024 * 1024;  // a client that does not read goes
inline constexpr std::size_t waiters_max = 1024;

inline constexpr std::int64_t evidence_bytes_max = 64LL * 1024 * 1024;  // of one file
inline constexpr std::size_t evidence_files_max = 10'000;
inline constexpr std::int64_t piece_bytes = wire::chunk_bytes_max;
inline constexpr std::int64_t piece_answer_ms = 10'000;  // steady; then asked again
inline constexpr std::int64_t retry_ms_least = 1'000;    // doubled up to …
inline constexpr std::int64_t retry_ms_max = 300'000;
inline constexpr std::int64_t query_answer_ms = 10'000;  // steady; then asked again

}  // namespace dudao::agent
