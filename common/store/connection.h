// One connection to Redis: calls go out in a line, replies come back in the same order.
//
// Not blocking: poll fd() for reading, and for writing while wants_write(); then pump().
// Any error closes it for good: a connection reused after a time limit would give the previous
// call's answer to the next. What was pending then is unknown, never failed.
//
// hiredis writes with write(2): every process that connects must ignore SIGPIPE.
// Not for several threads at once.
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

/// Where a Redis listens, and as whom to speak to it.
struct Address {
    std::string socket;  // a unix socket's path; if empty, host and port
    std::string host;
    int port = 6379;
    std::string user;  // with a password and no user: the default user
    std::string password;

    /// "unix:/path" or "host:port", never the password.
    std::string text() const;
};

/// Reads "unix:/path", "/path", "host:port" or "[v6]:port".
Result<Address> parse_address(std::string_view text);

class Connection {
 public:
    struct Limits {
        std::size_t calls_max = store::calls_max;
        std::size_t bytes_max = store::unsent_bytes_max;
        int connect_ms = store::connect_ms;
    };

    /// Connects and authenticates, blocking within the time limit. Unreachable; Refused: password.
    static Result<Connection> connect(const Address& address, const Limits& limits);
    static Result<Connection> connect(const Address& address) { return connect(address, Limits{}); }

    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    int fd() const;            // -1 when closed
    bool wants_write() const;  // the kernel has not taken everything yet
    bool closed() const { return context_ == nullptr; }
    std::size_t pending() const { return pending_; }  // calls whose reply has not come
    const std::string& why_closed() const { return why_closed_; }

    /// Puts a call in the line; flush or pump writes it. Busy: a limit; Unreachable: closed.
    /// After an error nothing of the call was sent.
    Result<void> send(std::span<const std::string_view> args);
    Result<void> send(const std::vector<std::string>& args);

    /// Writes what the kernel takes now.
    void flush();

    /// Reads and writes what is possible now (at most about 1 MiB in) and returns the replies that
    /// have come. Afterwards closed() may be true: all that is still pending is unknown.
    std::vector<Reply> pump();

    /// For synchronous users, with nothing pending: sends and waits for the reply.
    /// Unreachable: nothing was sent; Unknown: time limit or EOF after sending (now closed).
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
