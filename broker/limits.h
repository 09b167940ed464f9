// Every bound of the broker in one place, and what must hold between them. Times are steady
// milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/state.h"
#include "store/limits.h"
#include "wire/limits.h"

namespace dudao::broker {

// The lease (lease.h).
inline constexpr std::size_t token_bytes = 16;  // 128 random bits
inline constexpr std::int64_t renew_ms = 400;   // after the last good call
inline constexpr std::int64_t courtesy_ms =
    1000;                                        // starts nothing so long after its last good call
inline constexpr std::int64_t standby_ms = 250;  // tries to acquire
inline constexpr int log_read_count = 500;       // commits a read while loading
inline constexpr std::uint64_t snapshot_commits = 10'000;

// Batches (pipeline.h).
inline constexpr std::size_t batches_under_way_max = 4;
inline constexpr std::size_t batch_events_max = 1024;
inline constexpr std::size_t batch_bytes_max = 512 * 1024;
inline constexpr std::size_t held_max = 8192;      // answers waiting for a commit; then `busy`
inline constexpr std::size_t suspects_max = 8192;  // commands of batches that the store cannot take
inline constexpr std::size_t broken_max = 256;     // commands remembered as broken; the oldest go
inline constexpr std::int64_t refused_ms = 50;  // a batch the store refused goes again, doubled …
inline constexpr std::int64_t refused_ms_max = 3000;  // … for so long; then nothing rests on it

// Dispatches (dispatcher.h).
inline constexpr std::int64_t redispatch_ms = 5000;  // doubled up to …
inline constexpr std::int64_t redispatch_ms_max = 300'000;

// Clients.
inline constexpr std::size_t sessions_max = 20'000;
inline constexpr std::int64_t silent_ms = 8000;             // a session without a word ends
inline constexpr std::int64_t numbers_max = INT64_MAX / 2;  // of a sender's commands
inline constexpr std::size_t waiting_max =
    1024;  // greetings and questions while the lease is unsure
inline constexpr std::size_t query_rows_max = 500;
inline constexpr std::size_t query_frame_bytes = 1024;  // of a message, beside the answer

// The loop (shell.h).
inline constexpr int frames_a_turn = 512;
inline constexpr std::int64_t frames_ms_a_turn = 20;  // long questions do not keep the rest waiting
inline constexpr std::size_t parked_max =
    64;  // messages to one client; then it is not heard either
inline constexpr std::size_t parked_bytes_max = 64 * 1024 * 1024;  // to all
inline constexpr std::int64_t parked_retry_ms = 5;
inline constexpr std::int64_t wait_ms_max = 1000;
inline constexpr std::int64_t reopen_ms = 200;      // between attempts at Redis
inline constexpr int unreachable_said_every = 150;  // attempts: half a minute

// Evidence (evidence.h).
inline constexpr std::size_t evidence_waiting_max = 256;       // pieces for the disk: 64 MiB
inline constexpr std::size_t evidence_of_one_client_max = 64;  // … of one connection
inline constexpr std::size_t evidence_vouched_max = 256;       // files whose blocks are known
inline constexpr std::int64_t evidence_block_bytes = wire::chunk_bytes_max;  // hashed as one

// A test's way to end the process (failpoint.h).
inline constexpr int failpoint_answer_ms = 5000;  // of Redis
inline constexpr int failpoint_leave_ms = 50;     // for the I/O thread to write what it was given

// What is renewed in time is sure all the while; whoever is unsure stops before the lease ends.
static_assert(renew_ms < courtesy_ms && courtesy_ms < store::lease_ms);
static_assert(standby_ms < store::lease_ms && reopen_ms < store::lease_ms);
// A batch that lacks one byte of being full fits the log with one more event of any size; all those
// under way fit the connection.
static_assert(batch_bytes_max + wire::event_bytes_max < wire::batch_bytes_max);
static_assert(batch_events_max < wire::batch_events_max);
static_assert(batches_under_way_max * wire::batch_bytes_max < store::unsent_bytes_max);
static_assert(batches_under_way_max < store::calls_max);
// A refused batch goes again at least once before it is given up, and before the lease is unsure.
static_assert(refused_ms < courtesy_ms && refused_ms < refused_ms_max);
static_assert(redispatch_ms < redispatch_ms_max);
// Each sender may have its whole credit unanswered in one batch; the answers to all of it are kept.
static_assert(static_cast<std::size_t>(wire::credit) < batch_events_max);
static_assert(static_cast<std::size_t>(wire::credit) < held_max);
static_assert(receipts_kept == static_cast<std::size_t>(wire::credit));
static_assert(suspects_max >= batch_events_max);
// One client takes no more than its share; one message at least fits.
static_assert(evidence_of_one_client_max < evidence_waiting_max);
static_assert(parked_max * wire::message_bytes_max <= parked_bytes_max);
static_assert(query_frame_bytes < wire::message_bytes_max);
static_assert(parked_retry_ms <= wait_ms_max && wait_ms_max < silent_ms);

}  // namespace dudao::broker
