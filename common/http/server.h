// The HTTP/1.1 server: sockets, bounds and timeouts, static files, streams of server-sent events,
// TLS if a certificate is given. Requests under /api/ are passed up to be answered. The server runs
// in its own thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/assets.h"
#include "http/certificate.h"
#include "http/limits.h"
#include "http/message.h"
#include "queue.h"
#include "result.h"

namespace dudao::http {

class Server {
 public:
    struct Options {
        std::string host = "127.0.0.1";
        std::uint16_t port = 0;     // 0: any free port
        std::uint16_t further = 0;  // if the port is in use, try this many following ones
        std::size_t connections_max = 12'000;
        std::uint64_t body_bytes_max = body_bytes_usual;
        std::chrono::seconds answer_time = answer_usual;
        std::size_t connections_a_peer_max = 0;  // connections per client; 0: no limit of its own
        /// Total size of responses in flight; above it requests are answered with "too busy".
        std::size_t answers_bytes_max = answers_bytes_usual;
        /// Host names and addresses accepted in addition to the known ones: the listening or
        /// reached address, localhost from this machine, and the names in the certificate.
        std::vector<std::string> hosts = {};
        /// Browsers reach the server only over TLS, its own or a proxy's; they are told to use
        /// nothing else (HSTS).
        bool tls_alone = false;
        /// With it only TLS 1.2 or later is accepted; a plain-text connection is told so and
        /// closed.
        std::optional<Certificate> certificate = {};
        /// The Permissions-Policy header: the device features that pages may use.
        std::string permissions = "camera=(), geolocation=(), microphone=()";
    };

    /// Binds and listens. Errors: BadInput if the host is no address; Busy if the address is in
    /// use; Refused if it is not local. The queues must outlive the server.
    static Result<std::unique_ptr<Server>> open(Options options, Assets assets, Queue<Up>& up,
                                                Queue<Down>& down);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    /// Serves in the calling thread until stop().
    void run();
    /// Accepts no more connections and sends what is queued, for at most two seconds. Any thread.
    void stop();
    /// Serves this certificate on the connections that come from now on. Only for a server that was
    /// opened with one. Any thread.
    void take(Certificate certificate);
    /// Number of open connections. Any thread.
    std::size_t connections() const;

 private:
    struct Core;
    explicit Server(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

}  // namespace dudao::http
