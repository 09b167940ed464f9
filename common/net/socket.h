// A ZeroMQ socket, watched by its loop while it exists, with the settings common to all sockets.
// Option numbers are those of zmq.h, which is included only in .cpp files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/curve.h"
#include "result.h"

namespace dudao {

class Loop;

/// The result of sending a message.
enum class Sent {
    Sent,    // queued for the peer
    Parked,  // no room or no connection now: nothing was sent; send the current state later
    /// The peer's connection has ended and its session will not return, or the message is too
    /// large.
    Gone,
};

class Socket {
 public:
    /// `type` is a socket type of zmq.h. The loop reports readiness under `token`. Throws if no
    /// socket can be created. The loop must outlive it; use it only from the loop's thread.
    Socket(Loop& loop, int type, int token);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void* handle() const { return handle_; }
    void set(int option, int value);
    void set(int option, std::string_view bytes);

    /// Sets MAXMSGSIZE, HWM, HANDSHAKE_IVL, keepalive and so on, the same for both ends.
    void set_bounds();
    /// Sets the socket's own key pair. A server also declares itself as one; a client also names
    /// its server's key.
    void set_keys(const KeyPair& own);

    Result<void> bind(const std::string& endpoint);
    Result<void> connect(const std::string& endpoint);
    /// The endpoint of the last bind, with the actual port.
    std::string last_endpoint() const;

    /// The next message as its frames; std::nullopt if there is none. If it has more than
    /// `frames_max` frames the rest is discarded, and the result has frames_max + 1 entries.
    std::optional<std::vector<std::string>> receive(std::size_t frames_max);

 private:
    Loop& loop_;
    void* handle_ = nullptr;
};

}  // namespace dudao
