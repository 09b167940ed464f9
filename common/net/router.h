// The server's socket for many peers. A peer is identified by the key that ZAP admitted, never by
// what it claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/socket.h"
#include "net/zap.h"

namespace dudao {

struct Incoming {
    std::string session;  // the connection; not reused after it ends
    std::string user_id;  // of the connection's key
    std::string payload;  // at most net::message_bytes_max
    bool whole = true;    // false: a message of several frames or none; it has no payload
};

class Router {
 public:
    /// Takes the ZAP handler because a server without one admits every key.
    Router(Loop& loop, int token, const Zap& handler, const KeyPair& own, std::string_view domain);

    /// Binds "tcp://host:port"; port 0 chooses a free one. May be called for several endpoints.
    Result<void> bind(const std::string& endpoint);
    /// The endpoint of the last bind, with the actual port.
    const std::string& endpoint() const { return endpoint_; }

    /// The next message, or std::nullopt; call until then, within the turn's bound. Messages that
    /// do not have exactly one frame, or have no User-Id, are counted and discarded.
    std::optional<Incoming> receive();
    /// Sends one message. Gone: the connection has ended or the message is too large.
    Sent send(std::string_view session, std::string_view bytes);

    std::uint64_t dropped() const { return dropped_; }

 private:
    Socket socket_;
    std::string endpoint_;
    std::uint64_t dropped_ = 0;
};

}  // namespace dudao
