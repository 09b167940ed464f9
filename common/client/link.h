// A process' live connection to a broker: the socket below, the Uplink above, reconnection between.
// A shell owns one, watches its token in the loop and calls turn() each time round.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/uplink.h"
#include "net/dealer.h"
#include "net/loop.h"

namespace dudao {

class Link {
 public:
    Link(Loop& loop, int token, Dealer::Options keys, std::vector<std::string> endpoints,
         Uplink::Options options);

    Uplink& uplink() { return uplink_; }
    const Uplink& uplink() const { return uplink_; }

    /// Goes on line or off line at will (a village without network). Off line nothing is tried.
    void set_online(bool online, std::int64_t now_ms);
    bool online() const { return online_; }
    /// The broker did not take our key when last asked; it is asked again all the same.
    bool refused() const { return refused_; }

    /// Sends a frame made by uplink().query() or chunk(); false when it cannot go now: ask later.
    bool send(const std::string& frame);

    /// Reads what has come and sends what may go; bounded. Call after each wait of the loop.
    std::vector<Uplink::Event> turn(std::int64_t now_ms);

    /// Milliseconds until turn() wants to be called at the latest.
    long wait_ms(std::int64_t now_ms) const;

 private:
    void reopen(std::int64_t now_ms);

    Dealer dealer_;
    std::vector<std::string> endpoints_;
    std::size_t endpoint_ = 0;
    Uplink uplink_;
    bool online_ = false;
    bool refused_ = false;
    std::int64_t retry_at_ms_ = 0;
    std::vector<std::string> unsent_;  // the socket was full: first in the next turn
};

}  // namespace dudao
