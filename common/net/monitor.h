// Reports what libzmq tells about a socket's connections: handshakes completed or refused,
// connections lost.
#pragma once

#include <cstdint>
#include <optional>

#include "net/socket.h"

namespace dudao {

class Monitor {
 public:
    struct Event {
        int kind = 0;             // ZMQ_EVENT_… of zmq.h
        std::uint32_t value = 0;  // its meaning depends on the kind
    };

    /// Reports the kinds in the mask `kinds`. Destroy it before `watched`. Call next() until
    /// std::nullopt whenever the token is ready: libzmq's own thread blocks when 1000 events are
    /// unread.
    Monitor(Loop& loop, Socket& watched, int kinds, int token);
    ~Monitor();
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    /// The next event; std::nullopt: none. Does not wait.
    std::optional<Event> next();

 private:
    Socket& watched_;
    Socket reader_;
};

}  // namespace dudao
