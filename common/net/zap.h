// ZAP (RFC 27): who may enter. libzmq lets every key in while no handler is bound, so a server
// socket can only be made with a handler in hand, and SelfTest asks again and again whether it
// works.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "net/curve.h"
#include "net/socket.h"

namespace dudao {

class Zap {
 public:
    /// The User-Id of a key that may enter the domain (a KeyId's text), or nothing: refused with
    /// status 400 and no reason.
    using Lookup =
        std::function<std::optional<std::string>(const PublicKey& key, std::string_view domain)>;

    /// Binds inproc://zeromq.zap.01; one a loop. Throws when there is one already.
    Zap(Loop& loop, int token, Lookup lookup);
    /// The address is free at once; a server that goes on without a handler lets everybody in.
    ~Zap();
    Zap(const Zap&) = delete;
    Zap& operator=(const Zap&) = delete;

    /// Answers what has come, a bounded number; call when the token is ready. A decision holds for
    /// the connection's life: a revoked key is turned away by looking at each message's User-Id.
    void answer();

    std::uint64_t admitted() const { return admitted_; }
    std::uint64_t refused() const { return refused_; }

 private:
    std::optional<std::string> decide(const std::vector<std::string>& request) const;
    void reply(const std::string& request_id, const std::optional<std::string>& user_id);

    Socket socket_;
    Lookup lookup_;
    std::uint64_t admitted_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace dudao
