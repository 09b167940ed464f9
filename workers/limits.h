// All bounds of a worker.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/moment.h"

namespace dudao::workers {

// Domain time.
inline constexpr Span claim_lease = seconds(5);
/// Due this long and never claimed: fired without a claim.
inline constexpr Span overlooked_after = seconds(15);

inline constexpr int claim_max = 100;          // timers per claim, the store's maximum
inline constexpr std::size_t fires_max = 256;  // sent to the broker and not answered
inline constexpr std::size_t sends_max = 32;   // notices being sent at the same time
/// A view further behind than this many commits is rebuilt.
inline constexpr std::size_t history_max = 4096;
inline constexpr int audit_timers_max = 100'000;

// Steady milliseconds.
inline constexpr std::int64_t redis_ms_max = 5'000;  // timeout of one call
inline constexpr std::int64_t redis_retry_ms = 200;
inline constexpr std::int64_t webhook_ms_max = 5'000;
/// The post is aborted when the answer is longer.
inline constexpr std::size_t webhook_answer_bytes_max = 64 * 1024;
/// From the moment a mail is handed over to its outcome.
inline constexpr std::int64_t mail_ms_max = 20'000;
/// For one answer of the mail server, its farewell included.
inline constexpr long mail_answer_seconds_max = 10;
inline constexpr std::size_t mails_at_once_max = 4;  // connections to it, a thread each
/// More than are ever under way: two of each notice.
inline constexpr std::size_t mails_max = 4 * sends_max;
inline constexpr std::size_t secret_bytes_max = 512;  // of a file with a secret or a password
inline constexpr long channels_wait_ms = 60'000;      // when nothing is in flight
inline constexpr std::int64_t audit_ms = 60'000;
/// At shutdown, how long to wait for notices in flight.
inline constexpr std::int64_t stop_ms_max = 6'000;

static_assert(fires_max >= static_cast<std::size_t>(claim_max));
static_assert(stop_ms_max > webhook_ms_max);
static_assert(redis_retry_ms < redis_ms_max);
// A claim is not renewed while it is valid, and a claimed timer is not treated as overlooked.
static_assert(claim_lease < overlooked_after);

}  // namespace dudao::workers
