// All bounds of the HTTP server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dudao::http {

inline constexpr std::uint32_t header_bytes_max = 8 * 1024;
inline constexpr std::uint64_t body_bytes_usual = 64 * 1024;  // the default
inline constexpr std::size_t headers_max = 64;
/// Queued per stream; above it the stream is closed.
inline constexpr std::size_t stream_bytes_max = 256 * 1024;
/// Responses not yet written, all together.
inline constexpr std::size_t answers_bytes_usual = 256 * 1024 * 1024;
inline constexpr std::size_t frames_a_write = 16;
inline constexpr std::size_t compressed_from = 1024;           // bytes; less does not pay
inline constexpr std::size_t compressed_to = 2 * 1024 * 1024;  // more would hold the others up
inline constexpr std::size_t assets_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t assets_max = 4096;
inline constexpr std::size_t discarded_max = 1024 * 1024;  // read and discarded after a refusal
inline constexpr int backlog = 1024;

inline constexpr std::chrono::seconds handshake_time{10};  // TLS handshake
/// From the first byte of the header to the last.
inline constexpr std::chrono::seconds header_time{10};
inline constexpr std::chrono::seconds idle_time{75};     // keep-alive connection without a request
inline constexpr std::chrono::seconds answer_usual{20};  // default time to produce a response
inline constexpr std::chrono::seconds write_time{15};    // for the client to read what is written
inline constexpr std::chrono::seconds heartbeat_time{15};  // interval of comments on a quiet stream
inline constexpr std::chrono::seconds closing_time{2};     // to send what is queued when closing

}  // namespace dudao::http
