#include "net/router.h"

#include <zmq.h>

#include <cerrno>

#include "ensure.h"
#include "net/limits.h"
#include "net/message.h"

namespace dudao {

Router::Router(Loop& loop, int token, const Zap& /*handler*/, const KeyPair& own,
               std::string_view domain)
    : socket_(loop, ZMQ_ROUTER, token) {
    ensure(!domain.empty(), "a ZAP domain: without one the handler is not asked");
    socket_.set_bounds();
    socket_.set_keys(own);
    socket_.set(ZMQ_CURVE_SERVER, 1);
    socket_.set(ZMQ_ZAP_DOMAIN, domain);
    // Without it, messages to a closed connection are silently dropped.
    socket_.set(ZMQ_ROUTER_MANDATORY, 1);
    socket_.set(ZMQ_BACKLOG, net::backlog);
    socket_.set(ZMQ_LINGER, net::router_linger_ms);
}

Result<void> Router::bind(const std::string& endpoint) {
    auto bound = socket_.bind(endpoint);
    if (bound) endpoint_ = socket_.last_endpoint();
    return bound;
}

std::optional<Incoming> Router::receive() {
    for (int junk = 0; junk < net::junk_a_call; ++junk) {
        net::Message session;
        if (!session.receive(socket_.handle())) return std::nullopt;
        net::Message payload;
        bool more = session.more() && payload.receive(socket_.handle()) && payload.more();
        bool whole = !more;
        while (more) {
            net::Message rest;
            more = rest.receive(socket_.handle()) && rest.more();
        }
        std::string user_id = payload.property("User-Id");
        whole = whole && session.more();
        if (!user_id.empty()) {
            return Incoming{session.text(), std::move(user_id),
                            whole ? payload.text() : std::string(), whole};
        }
        ++dropped_;
    }
    return std::nullopt;
}

Sent Router::send(std::string_view session, std::string_view bytes) {
    if (session.empty() || bytes.size() > net::message_bytes_max) return Sent::Gone;
    const int refused = net::Message(session).send(socket_.handle(), ZMQ_SNDMORE);
    if (refused == EAGAIN || refused == EINTR) return Sent::Parked;
    if (refused != 0) return Sent::Gone;  // EHOSTUNREACH or other: the client will greet again
    // The queue had room for the first frame, so the second fits too; only a signal can interrupt
    // it.
    int rest = net::Message(bytes).send(socket_.handle());
    for (int i = 0; i < net::odd_waits_max && rest == EINTR; ++i) {
        rest = net::Message(bytes).send(socket_.handle());
    }
    ensure(rest == 0, "the second frame follows the first");
    return Sent::Sent;
}

}  // namespace dudao
