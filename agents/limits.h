// All bounds of the agent.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/moment.h"
#include "wire/limits.h"

namespace dudao::agent {

/// Without a final answer; above it commands are refused.
inline constexpr std::size_t outbox_rows_max = 100'000;
inline constexpr std::size_t answered_rows_max = 100'000;  // the oldest are deleted first
inline constexpr Span answered_kept = days(7);             // domain time
/// Tasks, and assignments; the oldest finished one is deleted first.
inline constexpr std::size_t errands_max = 1024;
inline constexpr std::size_t unopened_max = 64;   // dispatches received before the group is known
inline constexpr std::size_t answers_max = 1024;  // shown per task
inline constexpr std::size_t rows_shown_max = 1000;  // rows of the outbox per answer

inline constexpr std::size_t request_bytes_max = 64 * 1024;  // one line of the local API
inline constexpr std::size_t clients_max = 16;
inline constexpr std::size_t requests_a_turn = 64;  // per client
/// A client that does not read is closed.
inline constexpr std::size_t unread_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t waiters_max = 1024;

inline constexpr std::int64_t evidence_bytes_max = 64LL * 1024 * 1024;  // per file
inline constexpr std::size_t evidence_files_max = 10'000;
inline constexpr std::int64_t piece_bytes = wire::chunk_bytes_max;
inline constexpr std::int64_t piece_answer_ms = 10'000;  // steady; then the piece is sent again
inline constexpr std::int64_t retry_ms_least = 1'000;    // first pause; then doubled up to …
inline constexpr std::int64_t retry_ms_max = 300'000;
inline constexpr std::int64_t query_answer_ms = 10'000;  // steady; then the query is sent again
inline constexpr long frame_retry_ms = 5;                // when the socket accepts no more
inline constexpr std::int64_t health_ms = 10'000;        // steady; how often it is looked at anew
inline constexpr int database_busy_ms = 5000;            // wait for a lock held by another process

// Phones (agents/field/).
/// Stored command keys, answered or not; the oldest are deleted.
inline constexpr std::size_t keys_max = 100'000;
/// Stored texts of findings; the oldest are deleted.
inline constexpr std::size_t findings_kept_max = 10'000;
inline constexpr std::size_t phones_max = 32;
inline constexpr std::size_t codes_max = 8;               // open at the same time
inline constexpr std::int64_t code_valid_ms = 600'000;    // steady
inline constexpr int wrong_tries_max = 5;                 // per address, before it must wait
inline constexpr std::int64_t wrong_try_ms = 120'000;     // steady; pause before each further try
inline constexpr std::size_t pairing_peers_max = 256;     // addresses whose tries are counted
inline constexpr Span pairing_valid = days(90);           // the lifetime of the browser's cookie
inline constexpr std::size_t device_name_bytes_max = 64;  // the name given by the phone's owner
inline constexpr std::size_t field_rows_max = 200;        // rows and files shown, each
inline constexpr std::size_t field_findings_max = 1000;
inline constexpr std::int64_t field_file_bytes_max = 20LL * 1024 * 1024;
inline constexpr std::size_t field_piece_bytes_max = 256 * 1024;
/// The least recently written one is deleted.
inline constexpr std::size_t unfinished_files_max = 256;
inline constexpr std::int64_t field_wait_s_max = 25;
inline constexpr std::size_t field_waiters_max = 64;  // above it a request is answered at once
inline constexpr std::size_t field_connections_max = 256;
// Limits per phone or person, so that one cannot use up what the others need.
inline constexpr std::size_t field_connections_a_phone_max = 16;
/// Above it a request is answered at once.
inline constexpr std::ptrdiff_t field_waiters_a_phone_max = 4;
/// Unanswered commands, out of outbox_rows_max.
inline constexpr std::ptrdiff_t field_waiting_a_person_max = 5'000;
inline constexpr std::ptrdiff_t field_files_a_person_max = 1'000;  // files attached in seven days
inline constexpr std::ptrdiff_t unfinished_files_a_phone_max = 8;
inline constexpr std::ptrdiff_t unattached_files_a_phone_max = 64;  // includes unfinished ones
inline constexpr std::size_t field_requests_max = 256;  // in each queue between the threads

static_assert(retry_ms_least < retry_ms_max && errands_max <= outbox_rows_max);
static_assert(clients_max <= waiters_max && rows_shown_max <= outbox_rows_max);
static_assert(piece_bytes <= evidence_bytes_max && field_file_bytes_max <= evidence_bytes_max);
static_assert(field_piece_bytes_max <= wire::chunk_bytes_max);
static_assert(field_connections_a_phone_max < field_connections_max);
static_assert(field_waiting_a_person_max < std::ptrdiff_t{outbox_rows_max});
static_assert(unfinished_files_a_phone_max < std::ptrdiff_t{unfinished_files_max});

}  // namespace dudao::agent
