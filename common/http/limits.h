// Every bound of the HTTP server in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dudao::http {

inline constexpr std::uint32_t header_bytes_max = 8 * 1024;
inline constexpr std::uint64_t body_bytes_usual = 64 * 1024;  // where nothing else is asked for
inline constexpr std::size_t headers_max = 64;
inline constexpr std::size_t stream_bytes_max = 256 * 1024;  // queued for a reader; then it is cut
inline constexpr std::size_t answers_bytes_usual =
    256 * 1024 * 1024;  // of answers that are not written yet, in all
inline constexpr std::size_t frames_a_write = 16;
inline constexpr std::size_t assets_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t assets_max = 4096;
inline constexpr std::size_t discarded_max = 1024 * 1024;  // after a refusal, before the end
inline constexpr int backlog = 1024;

inline constexpr std::chrono::seconds handshake_time{10};  // of TLS
inline constexpr std::chrono::seconds header_time{10};     // from the first byte to the last
inline constexpr std::chrono::seconds idle_time{75};       // a kept connection without a word
inline constexpr std::chrono::seconds answer_usual{
    20};                                               // for those who answer, as body_bytes_usual
inline constexpr std::chrono::seconds write_time{15};  // for the other side to take what we say
inline constexpr std::chrono::seconds heartbeat_time{15};  // a comment on a quiet stream
inline constexpr std::chrono::seconds closing_time{2};     // for last words at the end

}  // namespace dudao::http
