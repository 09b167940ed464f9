// What libzmq reports about a socket's connections: handshakes done, refused, links lost.
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

    /// Reports the kinds in the mask `kinds`. Must be gone before `watched` is, and be drained at
    /// each readiness: libzmq's own thread waits when a thousand events lie unread.
    Monitor(Loop& loop, Socket& watched, int kinds, int token);
    ~Monitor();
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    std::optional<Event> next();

 private:
    Socket& watched_;
    Socket reader_;
};

}  // namespace dudao
