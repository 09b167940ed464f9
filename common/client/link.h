// A process's connection to a broker: a Dealer socket, an Uplink, and reconnection. The shell owns
// it, watches its token in the loop, and calls turn() once per turn.
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

    /// Goes online or offline on request (a village without network). Offline, no connection is
    /// tried.
    void set_online(bool online, std::int64_t now_ms);
    bool online() const { return online_; }
    /// True if the broker refused our key at the last attempt; the link keeps trying.
    bool refused() const { return refused_; }

    /// Sends a frame made by uplink().query() or chunk(). Returns false if it cannot be sent now;
    /// ask again later.
    bool send(const std::string& frame);

    /// Reads what was received and sends what may be sent, within bounds. Call after each wait of
    /// the loop.
    std::vector<Uplink::Event> turn(std::int64_t now_ms);

    /// Milliseconds until turn() must be called at the latest.
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
    std::vector<std::string> unsent_;  // the socket was full; sent first in the next turn
};

}  // namespace dudao
