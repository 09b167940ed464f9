// All bounds of the console (those of HTTP are in http/limits.h).
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::console {

// Kept in memory.
inline constexpr std::size_t events_kept_max = 2'000'000;   // of the record; older ones are let go
inline constexpr std::size_t words_kept_max = 20'000;       // personal values read lately
inline constexpr std::int64_t words_kept_ms = 600'000;      // then they are read again
inline constexpr std::size_t words_searched_max = 400'000;  // uses of words, the newest
inline constexpr std::size_t search_bytes_max = 128 * 1024 * 1024;
inline constexpr std::size_t words_learnt_at_once = 1000;  // read of {j}:pd to be looked for
inline constexpr std::size_t sessions_max = 20'000;
inline constexpr std::size_t sessions_a_person_max = 32;
inline constexpr std::ptrdiff_t streams_a_person_max = 64;
inline constexpr std::size_t browser_bytes_max = 160;  // length of the browser's User-Agent
inline constexpr std::size_t tries_kept_max = 20'000;  // keys of each rate limit
inline constexpr std::size_t entering_a_peer_max = 4;  // password checks in flight per address

// Command keys with their answers, on disk and in memory: about half a kilobyte each.
inline constexpr std::size_t keys_kept_max = 100'000;     // then the oldest answered ones go early
inline constexpr int keys_kept_days = 7;                  // after their answer
inline constexpr std::size_t keys_dropped_at_once = 200;  // in one turn

inline constexpr std::size_t faults_kept_max = 20;  // shown on the system page

// Per request.
inline constexpr std::size_t query_pairs_max = 64;  // name=value pairs; further ones are not read

// Per answer.
inline constexpr std::size_t tasks_shown_max = 500;
inline constexpr std::size_t todo_shown_max = 500;
inline constexpr std::size_t ledger_page_max = 1000;
inline constexpr std::size_t csv_piece_lines = 1000;  // lines of a CSV answer made per turn
inline constexpr std::size_t log_page_max = 500;
inline constexpr std::size_t cursor_looked_max = 50'000;  // events between two pages of a list
inline constexpr std::size_t log_looked_max = 50'000;     // events looked through for a page
inline constexpr std::size_t timeline_max = 2000;
inline constexpr std::size_t feed_max = 30;
inline constexpr std::size_t notices_page_max = 200;
inline constexpr std::size_t escalations_shown_max = 200;        // of each kind
inline constexpr std::uint64_t escalations_looked_max = 50'000;  // events looked through for them
inline constexpr std::uint64_t notices_looked_max = 20'000;      // to count the notices that failed
inline constexpr std::size_t words_wanted_max = 5000;            // read for one answer
inline constexpr std::size_t search_bytes_typed_max = 240;       // of what is looked for
inline constexpr std::size_t search_terms_max = 6;               // more are not heeded
inline constexpr std::size_t search_rows_max = 50;               // of each kind
inline constexpr std::size_t search_looked_max = 3000;  // events with the words, the newest

// How often an answer may be made again after reading text: the cache may drop some values while
// others are read.
inline constexpr int reads_a_piece_max = 4;
inline constexpr std::size_t answers_growing_max = 16;  // answers sent in pieces at the same time

inline constexpr std::size_t answers_growing_a_person_max = 2;

// Bytes of answers that are made and not written yet, including evidence files.
inline constexpr std::int64_t answers_bytes_max = 128 * 1024 * 1024;
/// Enough for one evidence file.
inline constexpr std::int64_t answers_bytes_a_person_max = 64 * 1024 * 1024;
inline constexpr std::size_t answer_bytes_free = 64 * 1024;  // smaller answers are not counted

// Queues between the threads.
inline constexpr std::size_t requests_queued_max = 4096;
inline constexpr std::size_t answers_queued_max = 65'536;
inline constexpr std::size_t passwords_queued_max = 16;  // one check costs 64 MiB and 0.1 s

// Steady milliseconds.
inline constexpr std::int64_t session_idle_ms = 30 * 60'000;
inline constexpr std::int64_t session_ms_max = 12 * 3'600'000;
inline constexpr std::int64_t command_ms_max = 10'000;
inline constexpr std::int64_t knock_ms_max = 15'000;     // a new device asks again after it
inline constexpr std::int64_t evidence_ms_max = 15'000;  // timeout for a whole file
/// Timeout for a whole table; a request's timeout is 20 s.
inline constexpr std::int64_t growing_ms_max = 18'000;
inline constexpr std::int64_t words_ms_max = 3'000;
inline constexpr std::int64_t coalesce_ms = 250;
inline constexpr std::int64_t tick_ms = 5'000;
/// From the last change of certificate or key to reading both: they are written one by one.
inline constexpr std::int64_t certificate_settles_ms = 1'000;
inline constexpr std::uint64_t replay_commits_max = 2'000;  // a larger gap is a resync

inline constexpr std::size_t pieces_taken_max = 64;          // 16 MiB in all
inline constexpr std::int64_t commands_unanswered_max = 64;  // equal to a sender's credit

static_assert(sessions_a_person_max < sessions_max);
static_assert(answers_bytes_a_person_max <= answers_bytes_max);
static_assert(answers_growing_a_person_max < answers_growing_max);
static_assert(session_idle_ms < session_ms_max);
static_assert(words_ms_max < growing_ms_max && coalesce_ms < tick_ms);

}  // namespace dudao::console
