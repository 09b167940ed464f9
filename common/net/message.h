// One ZeroMQ frame. Internal to common/net, because it includes zmq.h.
#pragma once

#include <zmq.h>

#include <cstring>
#include <new>
#include <string>
#include <string_view>

namespace dudao::net {

class Message {
 public:
    Message() { zmq_msg_init(&frame_); }
    explicit Message(std::string_view bytes) {
        if (zmq_msg_init_size(&frame_, bytes.size()) != 0) throw std::bad_alloc();
        if (!bytes.empty()) std::memcpy(zmq_msg_data(&frame_), bytes.data(), bytes.size());
    }
    ~Message() { zmq_msg_close(&frame_); }
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;

    /// Returns false if no message is waiting or the call was interrupted. Never blocks.
    bool receive(void* socket) { return zmq_msg_recv(&frame_, socket, ZMQ_DONTWAIT) >= 0; }
    /// Returns 0 or the error number. Never blocks.
    int send(void* socket, int flags = 0) {
        return zmq_msg_send(&frame_, socket, flags | ZMQ_DONTWAIT) >= 0 ? 0 : zmq_errno();
    }
    bool more() const { return zmq_msg_more(&frame_) != 0; }
    std::string text() {
        return {static_cast<const char*>(zmq_msg_data(&frame_)), zmq_msg_size(&frame_)};
    }
    /// A property attached by libzmq, such as "User-Id"; empty if it is not set.
    std::string property(const char* name) const {
        const char* value = zmq_msg_gets(&frame_, name);
        return value == nullptr ? std::string() : std::string(value);
    }

 private:
    zmq_msg_t frame_;
};

}  // namespace dudao::net
