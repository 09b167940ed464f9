// The client's socket: a connection to one server that can be opened and closed at any time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/monitor.h"
#include "net/socket.h"

namespace dudao {

class Dealer {
 public:
    struct Options {
        KeyPair own;
        PublicKey server{};
        // First pause before a reconnection; it doubles up to net::reconnect_ms_max. Each process
        // chooses a random value in 500..2000, so that clients do not all reconnect to a restarted
        // server at once; demos use 50.
        int reconnect_ms = 1000;
    };

    enum class Link {
        Up,    // the handshake is done
        Down,  // the connection is lost; the socket reconnects by itself
        /// Key or protocol not accepted; the socket does not retry: close it and open it later.
        Refused,
    };

    /// Starts closed. Messages and link events are reported under the same token.
    Dealer(Loop& loop, int token, Options options);

    /// Starts connecting to "tcp://host:port"; discards what was queued for an earlier connection.
    Result<void> open(const std::string& endpoint);
    /// Closes at once; unsent messages are discarded (the outbox still has them).
    void close();
    bool is_open() const { return socket_ != nullptr; }

    /// The next message; std::nullopt if there is none or the socket is closed. Call until it
    /// returns std::nullopt, within the turn's bound.
    std::optional<std::string> receive();
    /// Returns Sent, or Parked if the queue is full or the connection is not established; nothing
    /// is queued without a connection.
    Sent send(std::string_view bytes);
    /// The next event of the connection. Call until std::nullopt whenever the token is ready.
    std::optional<Link> link_event();

 private:
    Loop& loop_;
    int token_;
    Options options_;
    std::unique_ptr<Socket> socket_;
    /// Declared after the socket it watches, so it is destroyed first.
    std::unique_ptr<Monitor> monitor_;
};

}  // namespace dudao
