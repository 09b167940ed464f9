#include "net/dealer.h"

#include <zmq.h>

#include "net/limits.h"
#include "net/message.h"

namespace dudao {
namespace {

constexpr int link_events = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
                            ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;

}  // namespace

Dealer::Dealer(Loop& loop, int token, Options options)
    : loop_(loop), token_(token), options_(std::move(options)) {}

Result<void> Dealer::open(const std::string& endpoint) {
    close();
    socket_ = std::make_unique<Socket>(loop_, ZMQ_DEALER, token_);
    socket_->set_bounds();
    socket_->set_keys(options_.own);
    socket_->set(ZMQ_CURVE_SERVERKEY, as_bytes(options_.server));
    socket_->set(ZMQ_IMMEDIATE, 1);
    socket_->set(ZMQ_RECONNECT_IVL, options_.reconnect_ms);
    socket_->set(ZMQ_RECONNECT_IVL_MAX, net::reconnect_ms_max);
    monitor_ = std::make_unique<Monitor>(loop_, *socket_, link_events, token_);
    auto connected = socket_->connect(endpoint);
    if (!connected) close();
    return connected;
}

void Dealer::close() {
    monitor_.reset();
    socket_.reset();
}

std::optional<std::string> Dealer::receive() {
    for (int junk = 0; socket_ && junk < net::junk_a_call; ++junk) {
        auto frames = socket_->receive(1);
        if (!frames) return std::nullopt;
        if (frames->size() == 1) return std::move(frames->front());
    }
    return std::nullopt;
}

Sent Dealer::send(std::string_view bytes) {
    // The server would close the connection.
    if (bytes.size() > net::message_bytes_max) return Sent::Gone;
    if (!socket_) return Sent::Parked;
    // EAGAIN: the queue is full. After an interruption or another error, too, the caller sends
    // again later.
    return net::Message(bytes).send(socket_->handle()) == 0 ? Sent::Sent : Sent::Parked;
}

std::optional<Dealer::Link> Dealer::link_event() {
    if (!monitor_) return std::nullopt;
    const auto event = monitor_->next();
    if (!event) return std::nullopt;
    switch (event->kind) {
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
            return Link::Up;
        case ZMQ_EVENT_DISCONNECTED:
            return Link::Down;
        default:
            return Link::Refused;
    }
}

}  // namespace dudao
