// All bounds of the broker, and the relations between them. Times are steady milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/state.h"
#include "store/limits.h"
#include "wire/limits.h"

namespace dudao::broker {

// The lease (lease.h).
inline constexpr std::size_t token_bytes = 16;  // 128 random bits
inline constexpr std::int64_t renew_ms = 400;   // interval since the last successful call
/// Starts no new work this long after the last successful call.
inline constexpr std::int64_t courtesy_ms = 1000;
inline constexpr std::int64_t standby_ms = 250;  // interval between attempts to acquire
inline constexpr int log_read_count = 500;       // commits per read while loading
inline constexpr std::uint64_t snapshot_commits = 10'000;
inline constexpr std::size_t snapshots_waiting_max = 64;  // one a jurisdiction is the rule
/// Commits per read while a snapshot is made: Redis serves nobody else meanwhile, and a commit of
/// the highest load has some hundred kilobytes.
inline constexpr int snapshot_read_count = 20;

// Batches (pipeline.h).
inline constexpr std::size_t batches_under_way_max = 4;
/// From this size on the open batch is closed at once, and while it cannot be, no frames are read:
/// they wait in the socket until a batch is committed.
inline constexpr std::size_t batch_events_full = 1024;
inline constexpr std::size_t batch_bytes_full = 512 * 1024;
inline constexpr std::size_t held_full = 4096;
/// At this size commands are refused with `busy`: the last bundle that was read had no room.
inline constexpr std::size_t batch_events_max = 3072;
inline constexpr std::size_t batch_bytes_max = 896 * 1024;
inline constexpr std::size_t held_max = 8192;
/// Commands of batches that the store rejects permanently.
inline constexpr std::size_t suspects_max = 8192;
/// Remembered broken commands; the oldest are evicted.
inline constexpr std::size_t broken_max = 256;
/// First pause before a refused batch is retried; then doubled …
inline constexpr std::int64_t refused_ms = 50;
/// … for this long; then the batch is discarded.
inline constexpr std::int64_t refused_ms_max = 3000;

// Dispatches (dispatcher.h).
inline constexpr std::int64_t redispatch_ms = 5000;  // first pause; then doubled up to …
inline constexpr std::int64_t redispatch_ms_max = 300'000;

// Clients.
inline constexpr std::size_t sessions_max = 20'000;
/// A session is dropped after this long without a message.
inline constexpr std::int64_t silent_ms = 8000;
inline constexpr std::int64_t numbers_max = INT64_MAX / 2;  // highest command number of a sender
/// Greetings and queries held while the lease is not confirmed.
inline constexpr std::size_t waiting_max = 1024;
inline constexpr std::size_t query_rows_max = 500;
/// Questions that wait for a personal value; at the limit they are answered `busy`.
inline constexpr std::size_t values_asked_max = 256;
/// Reserved for the message around the answer.
inline constexpr std::size_t query_frame_bytes = 1024;

// The loop (shell.h).
inline constexpr int frames_a_turn = 512;
/// Time limit, so that slow queries do not starve the rest of the loop.
inline constexpr std::int64_t frames_ms_a_turn = 20;
/// Unsent messages per client; at the limit its frames are dropped.
inline constexpr std::size_t parked_max = 64;
/// Unsent bytes of all clients together.
inline constexpr std::size_t parked_bytes_max = 64 * 1024 * 1024;
inline constexpr std::int64_t parked_retry_ms = 5;
inline constexpr std::int64_t wait_ms_max = 1000;
inline constexpr std::int64_t reopen_ms = 200;  // between attempts to connect to Redis
/// Log every 150th failed attempt, i.e. every 30 s.
inline constexpr int unreachable_said_every = 150;

// Evidence (evidence.h).
inline constexpr std::size_t evidence_waiting_max = 256;       // queued pieces, 64 MiB in all
inline constexpr std::size_t evidence_of_one_client_max = 64;  // … queued pieces per connection
inline constexpr std::size_t evidence_vouched_max = 256;  // files whose block hashes are cached
/// Size of a hashed block.
inline constexpr std::int64_t evidence_block_bytes = wire::chunk_bytes_max;

// Failpoints in tests (failpoint.h).
inline constexpr int failpoint_answer_ms = 5000;  // timeout for Redis' reply
inline constexpr int failpoint_leave_ms = 50;  // time for the I/O thread to write what was queued

// A lease renewed on time is never unconfirmed, and a broker whose lease is unconfirmed stops
// before the lease expires.
static_assert(renew_ms < courtesy_ms && courtesy_ms < store::lease_ms);
static_assert(standby_ms < store::lease_ms && reopen_ms < store::lease_ms);
static_assert(batch_events_full < batch_events_max && batch_bytes_full < batch_bytes_max);
static_assert(held_full < held_max);
// A batch one byte short of its bound still fits the log after one more event of maximum size, and
// all batches in flight fit the connection's buffer.
static_assert(batch_bytes_max + wire::event_bytes_max < wire::batch_bytes_max);
static_assert(batch_events_max < wire::batch_events_max);
static_assert(batches_under_way_max * wire::batch_bytes_max < store::unsent_bytes_max);
static_assert(batches_under_way_max + values_asked_max < store::calls_max);
// A refused batch is retried at least once before it is discarded, and before the lease becomes
// unconfirmed.
static_assert(refused_ms < courtesy_ms && refused_ms < refused_ms_max);
static_assert(redispatch_ms < redispatch_ms_max);
// A sender may have its whole credit unanswered in one batch, and the answers to all of it are
// kept.
static_assert(static_cast<std::size_t>(wire::credit) < batch_events_max);
static_assert(static_cast<std::size_t>(wire::credit) < held_max);
static_assert(receipts_kept == static_cast<std::size_t>(wire::credit));
static_assert(suspects_max >= batch_events_max);
// One client can use only its share of each queue, and every queue has room for at least one
// message.
static_assert(evidence_of_one_client_max < evidence_waiting_max);
static_assert(parked_max * wire::message_bytes_max <= parked_bytes_max);
static_assert(query_frame_bytes < wire::message_bytes_max);
static_assert(parked_retry_ms <= wait_ms_max && wait_ms_max < silent_ms);

}  // namespace dudao::broker
