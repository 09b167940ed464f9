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
inline constexpr std::size_t unopened_max = 64;            // dispatches to a group not known yet
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
inline constexpr long frame_retry_ms = 5;                // to a socket that takes no more
inline constexpr int database_busy_ms = 5000;            // for another process that looks at it

// Phones (agents/field/).
inline constexpr std::size_t keys_max = 100'000;  // of commands, answered or not; the oldest go
inline constexpr std::size_t findings_kept_max = 10'000;  // words; the oldest go
inline constexpr std::size_t phones_max = 32;
inline constexpr std::size_t codes_max = 8;               // open at once
inline constexpr std::int64_t code_valid_ms = 600'000;    // steady
inline constexpr int wrong_tries_max = 5;                 // of one address; then it waits
inline constexpr std::int64_t wrong_try_ms = 120'000;     // steady; for each further one
inline constexpr std::size_t pairing_peers_max = 256;     // addresses whose tries are counted
inline constexpr Span pairing_valid = days(90);           // as long as the browser keeps its cookie
inline constexpr std::size_t device_name_bytes_max = 64;  // what its owner calls a phone
inline constexpr std::size_t field_rows_max = 200;        // shown of each: rows, files
inline constexpr std::size_t field_findings_max = 1000;
inline constexpr std::int64_t field_file_bytes_max = 20LL * 1024 * 1024;
inline constexpr std::size_t field_piece_bytes_max = 256 * 1024;
inline constexpr std::size_t unfinished_files_max = 256;  // the one touched longest ago goes
inline constexpr std::int64_t field_wait_s_max = 25;
inline constexpr std::size_t field_waiters_max = 64;  // then answered at once
inline constexpr std::size_t field_connections_max = 256;
// Of one phone, so that it takes up its own and leaves the others theirs.
inline constexpr std::size_t field_connections_a_phone_max = 16;
inline constexpr std::ptrdiff_t field_waiters_a_phone_max = 4;       // then answered at once
inline constexpr std::ptrdiff_t field_waiting_a_person_max = 5'000;  // commands, of outbox_rows_max
inline constexpr std::ptrdiff_t field_files_a_person_max = 1'000;    // attached in seven days
inline constexpr std::ptrdiff_t unfinished_files_a_phone_max = 8;
inline constexpr std::ptrdiff_t unattached_files_a_phone_max = 64;  // unfinished ones among them
inline constexpr std::size_t field_requests_max = 256;  // in the queues between the threads

static_assert(retry_ms_least < retry_ms_max && tasks_max <= outbox_rows_max);
static_assert(clients_max <= waiters_max && rows_shown_max <= outbox_rows_max);
static_assert(piece_bytes <= evidence_bytes_max && field_file_bytes_max <= evidence_bytes_max);
static_assert(field_piece_bytes_max <= wire::chunk_bytes_max);
static_assert(field_connections_a_phone_max < field_connections_max);
static_assert(field_waiting_a_person_max < std::ptrdiff_t{outbox_rows_max});
static_assert(unfinished_files_a_phone_max < std::ptrdiff_t{unfinished_files_max});

}  // namespace dudao::agent
