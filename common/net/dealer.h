// The client's socket: one link to one server, opened and closed at will.
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
        // First pause before a reconnection; doubles up to net::reconnect_ms_max. Each process
        // takes a random one of 500..2000, so that a restarted server is not stormed; demos
        // take 50.
        int reconnect_ms = 1000;
    };

    enum class Link {
        Up,       // handshake done
        Down,     // the link is lost; the socket tries again by itself
        Refused,  // key or protocol not accepted: it never tries again; close, and open later
    };

    /// Closed at first. Messages and link events are reported under the same token.
    Dealer(Loop& loop, int token, Options options);

    /// Starts connecting to "tcp://host:port"; what an earlier link had queued is gone.
    Result<void> open(const std::string& endpoint);
    /// At once; unsent messages are dropped (they are in the outbox).
    void close();
    bool is_open() const { return socket_ != nullptr; }

    /// Nothing while closed. Drain until nothing comes, within the turn's bound.
    std::optional<std::string> receive();
    /// Sent or Parked; Parked while there is no finished link (nothing queues for a dead one).
    Sent send(std::string_view bytes);
    /// Drain at each readiness of the token.
    std::optional<Link> link_event();

 private:
    Loop& loop_;
    int token_;
    Options options_;
    std::unique_ptr<Socket> socket_;
    std::unique_ptr<Monitor> monitor_;  // ends before the socket it watches
};

}  // namespace dudao
