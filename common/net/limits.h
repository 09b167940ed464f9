// Every bound of the network in one place.
#pragma once

namespace dudao::net {

inline constexpr int odd_waits_max = 100;  // errors of poll(2) in a row that it should not return
inline constexpr int message_bytes_max = 1 << 20;  // a frame above it ends the connection
inline constexpr int high_water_mark = 128;        // messages queued for a peer
inline constexpr int credit = 64;                  // commands a sender may have unanswered
inline constexpr int handshake_ms_max = 5'000;     // a connection that says nothing is closed
inline constexpr int backlog = 4'096;              // connections waiting to be accepted
inline constexpr int router_linger_ms = 1'000;     // last answers at a stop
inline constexpr int reconnect_ms_max = 30'000;    // back-off of a dealer
inline constexpr int tcp_silence_ms_max = 15'000;  // unacknowledged bytes: the link is dead
inline constexpr int zap_requests_a_turn = 256;    // handshakes decided before other work
inline constexpr int junk_a_call = 64;             // malformed messages skipped in one receive()
inline constexpr int wait_ms_max = 60'000;         // no loop sleeps longer

static_assert(high_water_mark > credit, "a peer within its credit is never parked");

}  // namespace dudao::net
