// Every bound of a worker in one place.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/moment.h"

namespace dudao::workers {

// Domain time.
inline constexpr Span claim_lease = seconds(5);
inline constexpr Span overlooked_after =
    seconds(15);  // due so long and never claimed: fired unasked

inline constexpr int claim_max = 100;             // timers a claim, as the store allows
inline constexpr std::size_t fires_max = 256;     // said to the broker and not answered
inline constexpr std::size_t sends_max = 32;      // notices at the channels at once
inline constexpr std::size_t history_max = 4096;  // commits a view may lag before it is made anew
inline constexpr int audit_timers_max = 100'000;

// Steady milliseconds.
inline constexpr std::int64_t redis_ms_max = 5'000;  // for one call
inline constexpr std::int64_t redis_retry_ms = 200;
inline constexpr std::int64_t webhook_ms_max = 5'000;
inline constexpr std::size_t webhook_answer_bytes_max = 64 * 1024;  // an endless one ends the post
inline constexpr long channels_wait_ms = 60'000;                    // when nothing is under way
inline constexpr std::int64_t audit_ms = 60'000;
inline constexpr std::int64_t stop_ms_max = 6'000;  // for notices under way when told to stop

static_assert(fires_max >= static_cast<std::size_t>(claim_max));
static_assert(stop_ms_max > webhook_ms_max);
static_assert(redis_retry_ms < redis_ms_max);
// A claim is not claimed anew while it is new, and not taken for overlooked while somebody has it.
static_assert(claim_lease < overlooked_after);

}  // namespace dudao::workers
