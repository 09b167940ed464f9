// The HTTP/1.1 server: sockets, bounds and time limits; static files; streams of server-sent
// events; over TLS where a certificate is given. What lies under /api/ is handed up and answered
// from there. It runs in a thread of its own and touches nothing else.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/assets.h"
#include "http/limits.h"
#include "http/message.h"
#include "queue.h"
#include "result.h"

namespace dudao::http {

class Server {
 public:
    struct Options {
        std::string host = "127.0.0.1";
        std::uint16_t port = 0;     // 0: any that is free
        std::uint16_t further = 0;  // as many ports after it are tried when it is taken
        std::size_t connections_max = 12'000;
        std::uint64_t body_bytes_max = body_bytes_usual;
        std::chrono::seconds answer_time = answer_usual;
        std::size_t connections_a_peer_max = 0;  // 0: as many as there may be in all
        /// Of answers on their way; what goes beyond it is told that too much is to do.
        std::size_t answers_bytes_max = answers_bytes_usual;
        /// Names and addresses by which we are asked beside those we know of ourselves: the address
        /// listened at or reached, localhost from this machine, all that the certificate is for.
        std::vector<std::string> hosts = {};
        /// Browsers reach us over TLS alone, ours or a proxy's: they are told to keep to it.
        bool tls_alone = false;
        /// PEM files, both or neither. With them all is TLS 1.2 or later; a plain word is hung up
        /// on.
        std::string certificate = {};  // the server's first, then those that vouch for it
        std::string private_key = {};
        /// What pages may use of the device they are shown on.
        std::string permissions = "camera=(), geolocation=(), microphone=()";
    };

    /// Binds and listens. BadInput: certificate or key cannot be used. Refused: the address is
    /// taken or not ours. The queues outlive it.
    static Result<std::unique_ptr<Server>> open(Options options, Assets assets, Queue<Up>& up,
                                                Queue<Down>& down);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    /// Serves until stop(); the calling thread is the server's.
    void run();
    /// From any thread: no more connections; what is queued is still said, for two seconds at most.
    void stop();
    /// From any thread.
    std::size_t connections() const;

 private:
    struct Core;
    explicit Server(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

}  // namespace dudao::http
