#include "net/zap.h"

#include <zmq.h>

#include <algorithm>
#include <stdexcept>

#include "net/limits.h"
#include "net/message.h"

namespace dudao {
namespace {

// The frames of a request, in order.
enum Frame : std::size_t { Version, RequestId, Domain, Address, Identity, Mechanism, Key, Count };

constexpr const char* address = "inproc://zeromq.zap.01";

}  // namespace

Zap::Zap(Loop& loop, int token, Lookup lookup)
    : socket_(loop, ZMQ_REP, token), lookup_(std::move(lookup)) {
    const auto bound = socket_.bind(address);
    if (!bound) throw std::runtime_error(bound.error().text());
}

Zap::~Zap() { zmq_unbind(socket_.handle(), address); }

void Zap::answer() {
    for (int turn = 0; turn < net::zap_requests_a_turn; ++turn) {
        const auto request = socket_.receive(Frame::Count);
        if (!request) return;
        const auto user_id = decide(*request);
        ++(user_id ? admitted_ : refused_);
        reply(request->size() > Frame::RequestId ? request->at(Frame::RequestId) : "", user_id);
    }
}

std::optional<std::string> Zap::decide(const std::vector<std::string>& request) const {
    if (request.size() != Frame::Count || request[Frame::Version] != "1.0") return std::nullopt;
    PublicKey key{};
    const auto& credentials = request[Frame::Key];
    if (request[Frame::Mechanism] != "CURVE" || credentials.size() != key.size()) {
        return std::nullopt;
    }
    std::transform(credentials.begin(), credentials.end(), key.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
    auto user_id = lookup_(key, request[Frame::Domain]);
    if (user_id && user_id->empty()) return std::nullopt;
    return user_id;
}

void Zap::reply(const std::string& request_id, const std::optional<std::string>& user_id) {
    const auto part = [this](std::string_view bytes, int flags = ZMQ_SNDMORE) {
        // Fails only if the peer has gone; then nobody waits for the answer.
        static_cast<void>(net::Message(bytes).send(socket_.handle(), flags));
    };
    part("1.0");
    part(request_id);
    part(user_id ? "200" : "400");
    part("");
    part(user_id.value_or(""));
    part("", 0);
}

}  // namespace dudao
