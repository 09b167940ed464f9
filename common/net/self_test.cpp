#include "net/self_test.h"

#include <zmq.h>

#include <stdexcept>

namespace dudao {
namespace {

constexpr int refusals = ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_SUCCEEDED;

// The address to connect to when the server is bound to all addresses.
std::string reachable(std::string endpoint) {
    for (const std::string any : {"//0.0.0.0:", "//[::]:"}) {
        const auto at = endpoint.find(any);
        if (at != std::string::npos) endpoint.replace(at, any.size(), "//127.0.0.1:");
    }
    return endpoint;
}

}  // namespace

SelfTest::SelfTest(Loop& loop, int token, const std::string& endpoint, const PublicKey& server)
    : loop_(loop), token_(token), endpoint_(reachable(endpoint)), server_(server) {}

SelfTest::Outcome SelfTest::step(std::int64_t now_ms) {
    if (!stranger_) {
        if (now_ms < due_ms_) return Outcome::Waiting;
        knock();
        due_ms_ = now_ms + limit_ms;
        return Outcome::Waiting;
    }
    const Outcome outcome = heard();
    if (outcome != Outcome::Waiting) return finish(outcome, now_ms);
    return now_ms < due_ms_ ? Outcome::Waiting : finish(Outcome::Silent, now_ms);
}

void SelfTest::knock() {
    stranger_ = std::make_unique<Socket>(loop_, ZMQ_DEALER, token_);
    stranger_->set_bounds();
    stranger_->set_keys(generate_key_pair());
    stranger_->set(ZMQ_CURVE_SERVERKEY, as_bytes(server_));
    monitor_ = std::make_unique<Monitor>(loop_, *stranger_, refusals, token_);
    const auto connected = stranger_->connect(endpoint_);
    if (!connected) throw std::runtime_error("self-test: " + connected.error().text());
}

SelfTest::Outcome SelfTest::heard() {
    const auto event = monitor_->next();
    if (!event) return Outcome::Waiting;
    const bool admitted = event->kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED;
    return admitted ? Outcome::Admitted : Outcome::Refused;
}

SelfTest::Outcome SelfTest::finish(Outcome outcome, std::int64_t now_ms) {
    monitor_.reset();
    stranger_.reset();
    due_ms_ = now_ms + period_ms;
    passed_ = outcome == Outcome::Refused;
    return outcome;
}

}  // namespace dudao
