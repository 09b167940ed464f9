// All bounds of the network.
#pragma once

namespace dudao::net {

inline constexpr int odd_waits_max = 100;          // unexpected errors of poll(2) in a row
inline constexpr int message_bytes_max = 1 << 20;  // a larger frame ends the connection
inline constexpr int high_water_mark = 128;        // messages queued per peer
inline constexpr int credit = 64;                  // unanswered commands per sender
/// A connection without a handshake is closed. A handshake costs the server a millisecond or more,
/// and when thousands of devices come back at once each waits for those before it: closed too
/// early, all would begin anew, and none would ever be through.
inline constexpr int handshake_ms_max = 20'000;
inline constexpr int backlog = 4'096;            // connections waiting to be accepted
inline constexpr int router_linger_ms = 1'000;   // at shutdown, time to send the last answers
inline constexpr int reconnect_ms_max = 30'000;  // longest pause between reconnections of a dealer
/// Unacknowledged bytes this long: the connection is dead.
inline constexpr int tcp_silence_ms_max = 15'000;
inline constexpr int zap_requests_a_turn = 256;  // handshakes decided per turn, before other work
inline constexpr int junk_a_call = 64;           // malformed messages skipped per receive()
inline constexpr int wait_ms_max = 60'000;       // longest sleep of any loop

static_assert(high_water_mark > credit, "a peer within its credit is never parked");

}  // namespace dudao::net
