// One connection to Redis with pipelined calls; replies come in the order of the calls.
//
// Non-blocking: poll fd() for reading, and for writing while wants_write(), then call pump(). Any
// error closes the connection permanently: if it were reused after a timeout, the next call would
// receive the previous call's reply. The outcome of calls pending at that time is unknown.
//
// hiredis writes with write(2), so every process that connects must ignore SIGPIPE. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "result.h"
#include "store/limits.h"
#include "store/reply.h"

struct redisContext;

namespace dudao {

/// The address of a Redis server, and the credentials to use.
struct Address {
    std::string socket;  // path of a unix socket; if empty, host and port are used
    std::string host;
    int port = 6379;
    std::string user;  // empty with a password: the default user
    std::string password;

    /// "unix:/path" or "host:port", without the password.
    std::string text() const;
};

/// Parses "unix:/path", "/path", "host:port" or "[v6]:port".
Result<Address> parse_address(std::string_view text);

class Connection {
 public:
    struct Limits {
        std::size_t calls_max = store::calls_max;
        std::size_t bytes_max = store::unsent_bytes_max;
        int connect_ms = store::connect_ms;
    };

    /// Connects and authenticates; blocks until done or timed out. Errors: Unreachable; Refused if
    /// the password is wrong.
    static Result<Connection> connect(const Address& address, const Limits& limits);
    static Result<Connection> connect(const Address& address) { return connect(address, Limits{}); }

    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    int fd() const;            // -1 when closed
    bool wants_write() const;  // true while bytes are not yet written to the socket
    bool closed() const { return context_ == nullptr; }
    std::size_t pending() const { return pending_; }  // calls without a reply
    const std::string& why_closed() const { return why_closed_; }

    /// Queues a call; flush() or pump() writes it. Errors: Busy at a limit, Unreachable if closed.
    /// After an error nothing of the call is sent.
    Result<void> send(std::span<const std::string_view> args);
    Result<void> send(const std::vector<std::string>& args);

    /// Writes as much as the kernel accepts now.
    void flush();

    /// Reads and writes what is possible now (reads at most about 1 MiB) and returns the replies
    /// received. If closed() is true afterwards, the outcome of all pending calls is unknown.
    std::vector<Reply> pump();

    /// Sends a call and waits for its reply; for synchronous use, with no call pending. Errors:
    /// Unreachable: nothing was sent; Unknown: timeout or EOF after sending (the connection is
    /// closed).
    Result<Reply> call(const std::vector<std::string>& args, int timeout_ms);

    void close(std::string why);

 private:
    struct Free {
        void operator()(redisContext* context) const;
    };
    Connection(redisContext* context, const Limits& limits);
    void read_some(std::vector<Reply>& replies);

    std::unique_ptr<redisContext, Free> context_;
    Limits limits_;
    std::size_t pending_ = 0;
    std::string why_closed_;
};

}  // namespace dudao
