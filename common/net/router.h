// The server's socket: many peers, each known by the key that ZAP let in, never by what it claims.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/socket.h"
#include "net/zap.h"

namespace dudao {

struct Incoming {
    std::string session;  // the connection: valid until it ends, never reused by its peer
    std::string user_id;  // of the key that made the connection
    std::string payload;  // at most net::message_bytes_max
    bool whole = true;    // false: a message of several frames or none; it has no payload
};

class Router {
 public:
    /// The handler is asked for because a server without one lets everybody in.
    Router(Loop& loop, int token, const Zap& handler, const KeyPair& own, std::string_view domain);

    /// "tcp://host:port", port 0 for any that is free. May be called for several endpoints.
    Result<void> bind(const std::string& endpoint);
    /// Where the last bind listens, with the port it got.
    const std::string& endpoint() const { return endpoint_; }

    /// The next message, or nothing: drain until then, within the turn's bound. What is not one
    /// frame comes without its bytes, so that its sender can be told; messages without a User-Id
    /// are counted and dropped.
    std::optional<Incoming> receive();
    Sent send(std::string_view session, std::string_view bytes);

    std::uint64_t dropped() const { return dropped_; }

 private:
    Socket socket_;
    std::string endpoint_;
    std::uint64_t dropped_ = 0;
};

}  // namespace dudao
