// All bounds of the wire and the log.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dudao::wire {

inline constexpr int protocol_version = 1;
inline constexpr std::size_t message_bytes_max = 1024 * 1024;  // one frame
inline constexpr std::size_t event_bytes_max = 65'535;         // one leaf of the tree
inline constexpr std::size_t batch_events_max = 4096;          // per commit
inline constexpr std::size_t batch_bytes_max = 1024 * 1024;
inline constexpr std::size_t depth_max = 16;
inline constexpr std::size_t elements_max = 8192;    // per array or map
inline constexpr std::size_t text_bytes_max = 4000;  // free text typed by people
inline constexpr std::size_t trace_bytes_max = 32;
inline constexpr std::size_t chunk_bytes_max = 256 * 1024;   // one piece of evidence
inline constexpr std::size_t chunk_bytes_least = 64 * 1024;  // except for the last piece
inline constexpr std::int64_t credit = 64;                   // unanswered commands per sender
/// Messages of one bundle: a sender's whole credit, and as much again for questions.
inline constexpr std::size_t bundle_messages_max = 128;
/// A bundle grows no further than this; a single message may be larger.
inline constexpr std::size_t bundle_bytes_max = 256 * 1024;
inline constexpr std::int64_t place_number_max = 1'000'000;  // take-overs of a county by a copy
static_assert(event_bytes_max < batch_bytes_max && chunk_bytes_max < message_bytes_max);
static_assert(bundle_bytes_max < message_bytes_max);
static_assert(static_cast<std::size_t>(credit) < bundle_messages_max);

}  // namespace dudao::wire
