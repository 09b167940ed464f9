// The service manager's side of `dudao up`: datagrams to the socket that $NOTIFY_SOCKET names, as
// sd_notify(3) describes them. Where nothing asks for them, nothing is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dudao::up {

class Notify {
 public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID and removes them from the environment:
    /// the processes that are started speak for nobody.
    static Notify from_environment();
    Notify() = default;

    /// Lines such as "READY=1" and "STATUS=…", one to a line. A manager that does not listen is not
    /// waited for.
    void send(std::string_view lines) const;
    /// One that is asked to speak to somebody.
    bool asked() const { return !socket_.empty(); }
    /// Within this time it wants to hear WATCHDOG=1; none: it does not watch.
    std::optional<std::int64_t> watchdog_ms() const { return watchdog_ms_; }

 private:
    std::string socket_;  // a path, or '@' and an abstract name; empty: nobody asks
    std::optional<std::int64_t> watchdog_ms_;
};

}  // namespace dudao::up
