// A ZeroMQ socket that is watched by its loop for as long as it lives, and what all sockets share.
// The option numbers are those of zmq.h, which stays in the .cpp files.
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

/// What became of a message that was to be sent.
enum class Sent {
    Sent,    // queued for the peer
    Parked,  // no room or no link now: nothing was sent, send again from the state later
    Gone,    // the peer's connection has ended: its session will not come back; or over its bound
};

class Socket {
 public:
    /// `type` as in zmq.h. Readiness is reported by the loop under `token`. Throws when the machine
    /// gives no socket. The loop must outlive it; only the loop's thread may touch it.
    Socket(Loop& loop, int type, int token);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    void* handle() const { return handle_; }
    void set(int option, int value);
    void set(int option, std::string_view bytes);

    /// MAXMSGSIZE, HWM, HANDSHAKE_IVL, keepalive and the like: the same for both ends.
    void set_bounds();
    /// The own key pair; a server says so beside it, a client names its server.
    void set_keys(const KeyPair& own);

    Result<void> bind(const std::string& endpoint);
    Result<void> connect(const std::string& endpoint);
    std::string last_endpoint() const;

    /// One message as its frames; nothing when none is there. Of more than `frames_max` frames the
    /// rest is read and thrown away, and the result has frames_max + 1 entries.
    std::optional<std::vector<std::string>> receive(std::size_t frames_max);

 private:
    Loop& loop_;
    void* handle_ = nullptr;
};

}  // namespace dudao
