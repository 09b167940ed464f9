#include "client/link.h"

#include <algorithm>

namespace dudao {
namespace {

constexpr int frames_a_turn = 256;
constexpr std::int64_t retry_ms = 200;
constexpr std::size_t unsent_max = 256;

}  // namespace

Link::Link(Loop& loop, int token, Dealer::Options keys, std::vector<std::string> endpoints,
           Uplink::Options options)
    : dealer_(loop, token, std::move(keys)),
      endpoints_(std::move(endpoints)),
      uplink_(std::move(options)) {}

void Link::set_online(bool online, std::int64_t now_ms) {
    if (online == online_) return;
    online_ = online;
    if (online) {
        reopen(now_ms);
    } else {
        dealer_.close();
        unsent_.clear();
        uplink_.disconnected();
    }
}

void Link::reopen(std::int64_t now_ms) {
    dealer_.close();
    unsent_.clear();
    uplink_.disconnected();
    retry_at_ms_ = now_ms + retry_ms;
    if (endpoints_.empty()) return;
    const auto opened = dealer_.open(endpoints_[endpoint_++ % endpoints_.size()]);
    if (opened) retry_at_ms_ = 0;
}

bool Link::send(const std::string& frame) {
    if (!online_ || !uplink_.welcomed() || !unsent_.empty()) return false;
    return dealer_.send(frame) == Sent::Sent;
}

std::vector<Uplink::Event> Link::turn(std::int64_t now_ms) {
    std::vector<Uplink::Event> events;
    if (!online_) return events;
    while (const auto state = dealer_.link_event()) {
        refused_ = *state == Dealer::Link::Refused;
        if (*state == Dealer::Link::Up) uplink_.connected(now_ms);
        if (*state == Dealer::Link::Down) uplink_.disconnected();
        if (*state == Dealer::Link::Refused) {
            uplink_.disconnected();
            retry_at_ms_ = now_ms + retry_ms;  // the key may have been enrolled since: try again
        }
    }
    for (int i = 0; i < frames_a_turn; ++i) {
        const auto frame = dealer_.receive();
        if (!frame) break;
        for (Uplink::Event& event : uplink_.receive(*frame, now_ms)) {
            // Not the owner, or loading. If it does not welcome us soon, try the next broker.
            if (std::holds_alternative<wire::Moved>(event) && endpoints_.size() > 1 &&
                retry_at_ms_ == 0) {
                retry_at_ms_ = now_ms + retry_ms;
            }
            if (std::holds_alternative<Uplink::Welcomed>(event)) retry_at_ms_ = 0;
            events.push_back(std::move(event));
        }
    }
    if (uplink_.is_dead(now_ms) || (retry_at_ms_ != 0 && now_ms >= retry_at_ms_)) reopen(now_ms);
    if (unsent_.size() < unsent_max) {
        for (auto& frame : uplink_.to_send(now_ms)) unsent_.push_back(std::move(frame));
    }
    std::size_t sent = 0;
    while (sent < unsent_.size() && dealer_.send(unsent_[sent]) != Sent::Parked) ++sent;
    unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(sent));
    return events;
}

long Link::wait_ms(std::int64_t now_ms) const {
    if (!online_) return 1000;
    std::int64_t due = uplink_.next_due(now_ms);
    if (retry_at_ms_ != 0) due = std::min(due, retry_at_ms_);
    if (!unsent_.empty()) due = std::min(due, now_ms + 5);
    return static_cast<long>(std::clamp<std::int64_t>(due - now_ms, 0, 1000));
}

}  // namespace dudao
