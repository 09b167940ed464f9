#include "net/socket.h"

#include <zmq.h>

#include <array>
#include <stdexcept>

#include "net/limits.h"
#include "net/loop.h"
#include "net/message.h"

namespace dudao {
namespace {

std::string reason() { return zmq_strerror(zmq_errno()); }

void must(int outcome, const char* what) {
    if (outcome != 0) throw std::runtime_error(std::string(what) + ": " + reason());
}

}  // namespace

Socket::Socket(Loop& loop, int type, int token)
    : loop_(loop), handle_(zmq_socket(loop.context(), type)) {
    if (handle_ == nullptr) throw std::runtime_error("no ZeroMQ socket: " + reason());
    set(ZMQ_LINGER, 0);  // the default, infinite, would block at exit
    loop_.watch_socket(handle_, token);
}

Socket::~Socket() {
    loop_.unwatch_socket(handle_);
    zmq_close(handle_);
}

void Socket::set(int option, int value) {
    must(zmq_setsockopt(handle_, option, &value, sizeof value), "zmq_setsockopt");
}

void Socket::set(int option, std::string_view bytes) {
    must(zmq_setsockopt(handle_, option, bytes.data(), bytes.size()), "zmq_setsockopt");
}

// ZMQ_HEARTBEAT_* is not used: with a full queue and a slow reader it aborts the connecting process
// (libzmq#3937). Heartbeats are messages of our protocol.
void Socket::set_bounds() {
    const std::int64_t bytes_max = net::message_bytes_max;
    must(zmq_setsockopt(handle_, ZMQ_MAXMSGSIZE, &bytes_max, sizeof bytes_max), "MAXMSGSIZE");
    set(ZMQ_SNDHWM, net::high_water_mark);
    set(ZMQ_RCVHWM, net::high_water_mark);
    set(ZMQ_HANDSHAKE_IVL, net::handshake_ms_max);
    set(ZMQ_TCP_KEEPALIVE, 1);
    set(ZMQ_TCP_KEEPALIVE_IDLE, 30);
    set(ZMQ_TCP_KEEPALIVE_INTVL, 10);
    set(ZMQ_TCP_KEEPALIVE_CNT, 3);
    set(ZMQ_TCP_MAXRT, net::tcp_silence_ms_max);
}

void Socket::set_keys(const KeyPair& own) {
    set(ZMQ_CURVE_PUBLICKEY, as_bytes(own.public_key));
    set(ZMQ_CURVE_SECRETKEY, as_bytes(own.secret_key.bytes));
}

Result<void> Socket::bind(const std::string& endpoint) {
    if (zmq_bind(handle_, endpoint.c_str()) == 0) return {};
    return fail(Error::Kind::Unreachable, "cannot listen at " + endpoint + ": " + reason(),
                "a free port of this machine, as tcp://host:port");
}

Result<void> Socket::connect(const std::string& endpoint) {
    if (zmq_connect(handle_, endpoint.c_str()) == 0) return {};
    return bad_input("cannot connect to " + endpoint + ": " + reason(), "tcp://host:port");
}

std::string Socket::last_endpoint() const {
    std::array<char, 256> text{};
    std::size_t size = text.size();
    must(zmq_getsockopt(handle_, ZMQ_LAST_ENDPOINT, text.data(), &size), "LAST_ENDPOINT");
    return text.data();
}

std::optional<std::vector<std::string>> Socket::receive(std::size_t frames_max) {
    std::vector<std::string> frames;
    bool more = true;
    while (more) {
        net::Message frame;
        if (!frame.receive(handle_)) return std::nullopt;
        more = frame.more();
        if (frames.size() < frames_max) {
            frames.push_back(frame.text());
        } else if (frames.size() == frames_max) {
            frames.emplace_back();
        }
    }
    return frames;
}

}  // namespace dudao
