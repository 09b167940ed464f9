// Access control by ZAP (RFC 27). libzmq admits every key while no handler is bound, so a server
// socket requires a handler, and SelfTest checks it repeatedly.
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
    /// Returns the User-Id (a KeyId's text) of a key admitted to the domain; std::nullopt refuses
    /// it with status 400 and no reason.
    using Lookup =
        std::function<std::optional<std::string>(const PublicKey& key, std::string_view domain)>;

    /// Binds inproc://zeromq.zap.01; one per loop. Throws if there is one already.
    Zap(Loop& loop, int token, Lookup lookup);
    /// Frees the address at once. A server that continues without a handler admits every key.
    ~Zap();
    Zap(const Zap&) = delete;
    Zap& operator=(const Zap&) = delete;

    /// Answers waiting requests, up to a bound; call when the token is ready. A decision holds for
    /// the connection's lifetime, so a key revoked later is refused by checking the User-Id of each
    /// message.
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
