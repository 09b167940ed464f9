// Every bound of the console in one place (those of HTTP itself: http/limits.h).
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::console {

// Kept in memory.
inline constexpr std::size_t events_kept_max = 2'000'000;  // of the record; older ones are let go
inline constexpr std::size_t words_kept_max = 20'000;      // personal values read lately
inline constexpr std::int64_t words_kept_ms = 600'000;     // then they are read again
inline constexpr std::size_t sessions_max = 20'000;
inline constexpr std::size_t sessions_a_person_max = 32;
inline constexpr std::ptrdiff_t streams_a_person_max = 64;
inline constexpr std::size_t account_name_bytes_max = 64;
inline constexpr std::size_t browser_bytes_max = 160;  // of what one calls itself
inline constexpr std::size_t tries_kept_max = 20'000;  // of each rate limit
inline constexpr std::size_t entering_a_peer_max = 4;  // passwords of one address under way
inline constexpr std::size_t keys_kept_max = 10'000;   // of commands: their answers

inline constexpr std::size_t faults_kept_max = 20;  // told on the system page

// Of one request.
inline constexpr std::size_t query_pairs_max = 64;  // name=value; more are not read

// Of one answer.
inline constexpr std::size_t tasks_shown_max = 500;
inline constexpr std::size_t ledger_page_max = 1000;
inline constexpr std::size_t csv_piece_lines = 1000;  // what a table holds up others for
inline constexpr std::size_t log_page_max = 500;
inline constexpr std::size_t log_looked_max = 50'000;  // events looked through for a page
inline constexpr std::size_t timeline_max = 2000;
inline constexpr std::size_t feed_max = 30;
inline constexpr std::size_t escalations_shown_max = 200;        // of each kind
inline constexpr std::uint64_t escalations_looked_max = 50'000;  // events looked through for them
inline constexpr std::uint64_t notices_looked_max = 20'000;      // … and for notices that failed
inline constexpr std::size_t words_wanted_max = 5000;            // read for one answer

// What is kept of words may let go of some while others come.
inline constexpr int reads_a_piece_max = 4;
inline constexpr std::size_t answers_growing_max = 16;  // tables on their way at once

inline constexpr std::size_t answers_growing_a_person_max = 2;

// Bytes of answers that are made and not written yet, files of evidence among them.
inline constexpr std::int64_t answers_bytes_max = 128 * 1024 * 1024;
inline constexpr std::int64_t answers_bytes_a_person_max = 64 * 1024 * 1024;  // one file's, at most
inline constexpr std::size_t answer_bytes_free = 64 * 1024;  // smaller ones are not counted

// Between the threads.
inline constexpr std::size_t requests_queued_max = 4096;
inline constexpr std::size_t answers_queued_max = 65'536;
inline constexpr std::size_t passwords_queued_max =
    16;  // an attempt costs 64 MiB and a tenth of a second

// Steady milliseconds.
inline constexpr std::int64_t session_idle_ms = 30 * 60'000;
inline constexpr std::int64_t session_ms_max = 12 * 3'600'000;
inline constexpr std::int64_t command_ms_max = 10'000;
inline constexpr std::int64_t evidence_ms_max = 15'000;  // for a whole file
inline constexpr std::int64_t growing_ms_max =
    18'000;  // for a whole table; a request's time is 20 s
inline constexpr std::int64_t words_ms_max = 3'000;
inline constexpr std::int64_t coalesce_ms = 250;
inline constexpr std::int64_t tick_ms = 5'000;
inline constexpr std::uint64_t replay_commits_max = 2'000;  // a wider gap is a resync

inline constexpr std::size_t pieces_taken_max = 64;          // 16 MiB of them
inline constexpr std::int64_t commands_unanswered_max = 64;  // = a sender's credit

static_assert(sessions_a_person_max < sessions_max);
static_assert(answers_bytes_a_person_max <= answers_bytes_max);
static_assert(answers_growing_a_person_max < answers_growing_max);
static_assert(session_idle_ms < session_ms_max);
static_assert(words_ms_max < growing_ms_max && coalesce_ms < tick_ms);

}  // namespace dudao::console
