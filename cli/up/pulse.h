// Tells the service manager how `dudao up` fares: READY=1, STATUS=…, and WATCHDOG=1 after each look
// that found progress. It asks Redis without waiting for it, on the loop of the fleet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/up/fleet.h"
#include "cli/up/notify.h"
#include "cli/up/progress.h"
#include "messages/messages.h"
#include "store/connection.h"

namespace dudao::up {

class Pulse {
 public:
    /// The fleet must outlive it.
    Pulse(Notify notify, Fleet& fleet, Lang lang);
    ~Pulse();
    Pulse(const Pulse&) = delete;
    Pulse& operator=(const Pulse&) = delete;

    /// Everything is started. `status`: what runs, in one line.
    void ready(Address redis, std::string jurisdiction, std::string status);
    /// After each turn of the fleet.
    void turn();
    /// It was asked to end, and does so in order.
    void stopping();

 private:
    /// `lease_until`: what Redis answered; empty: nothing.
    void look(const std::string& lease_until);
    void ask();
    void hear();
    void close();
    void tell_status();

    Notify notify_;
    Fleet& fleet_;
    Lang lang_;
    Address redis_;
    std::string jurisdiction_;
    std::string status_;
    std::string told_;  // the status that was sent last
    std::optional<Progress> progress_;
    std::optional<Connection> connection_;
    std::int64_t next_look_ms_ = 0;
    bool stands_ = false;  // and that was said
};

}  // namespace dudao::up
