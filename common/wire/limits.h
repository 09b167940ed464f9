// Every bound of the wire and the log in one place.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::wire {

inline constexpr int protocol_version = 1;
inline constexpr std::size_t message_bytes_max = 1024 * 1024;  // one frame
inline constexpr std::size_t event_bytes_max = 65'535;         // a leaf of the tree
inline constexpr std::size_t batch_events_max = 4096;          // of one commit
inline constexpr std::size_t batch_bytes_max = 1024 * 1024;
inline constexpr std::size_t depth_max = 16;
inline constexpr std::size_t elements_max = 8192;    // of one array or map
inline constexpr std::size_t text_bytes_max = 4000;  // free text of people
inline constexpr std::size_t trace_bytes_max = 32;
inline constexpr std::size_t chunk_bytes_max = 256 * 1024;   // of evidence
inline constexpr std::size_t chunk_bytes_least = 64 * 1024;  // but for the last piece
inline constexpr std::int64_t credit = 64;                   // commands unanswered, a sender
static_assert(event_bytes_max < batch_bytes_max && chunk_bytes_max < message_bytes_max);

}  // namespace dudao::wire
