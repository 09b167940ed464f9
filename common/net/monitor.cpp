#include "net/monitor.h"

#include <zmq.h>

#include <atomic>
#include <cstring>
#include <stdexcept>

namespace dudao {
namespace {

std::string fresh_endpoint() {
    static std::atomic<std::uint64_t> count{0};
    return "inproc://monitor." + std::to_string(++count);
}

}  // namespace

Monitor::Monitor(Loop& loop, Socket& watched, int kinds, int token)
    : watched_(watched), reader_(loop, ZMQ_PAIR, token) {
    const std::string endpoint = fresh_endpoint();
    if (zmq_socket_monitor(watched.handle(), endpoint.c_str(), kinds) != 0) {
        throw std::runtime_error(std::string("zmq_socket_monitor: ") + zmq_strerror(zmq_errno()));
    }
    const auto connected = reader_.connect(endpoint);
    if (!connected) throw std::runtime_error(connected.error().text());
}

Monitor::~Monitor() { zmq_socket_monitor(watched_.handle(), nullptr, 0); }

std::optional<Monitor::Event> Monitor::next() {
    const auto frames = reader_.receive(2);
    if (!frames || frames->front().size() != 6) return std::nullopt;
    std::uint16_t kind = 0;
    Event event;
    std::memcpy(&kind, frames->front().data(), sizeof kind);
    std::memcpy(&event.value, frames->front().data() + sizeof kind, sizeof event.value);
    event.kind = kind;
    return event;
}

}  // namespace dudao
