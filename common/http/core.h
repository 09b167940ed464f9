// The implementation of the server: one io_context, one coroutine per connection. Only the server's
// sources in this folder include it, and with it Boost.
#pragma once

#include <utility>  // must be first: coroutines of Boost 1.74 need it with g++ 12

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <atomic>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "http/certificate.h"
#include "http/server.h"

namespace dudao::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

struct Certificate::Loaded {
    asio::ssl::context context{asio::ssl::context::tls_server};
};

/// A request that was passed up and waits for its response.
struct Exchange {
    asio::steady_timer wake;
    std::optional<Down> answer;
};

/// An open event stream. One write is in flight; other frames are queued here, within a bound.
struct Stream {
    asio::steady_timer wake;
    std::deque<std::shared_ptr<const std::string>> queue;
    std::size_t bytes = 0;
    bool closing = false;  // end after what is queued
    bool gone = false;     // end at once
};

struct Server::Core {
    Core(Options options_in, Assets assets_in, Queue<Up>& up_in, Queue<Down>& down_in);

    Result<void> listen();
    boost::system::error_code listen_at(const asio::ip::tcp::endpoint& at);
    asio::awaitable<void> accept();
    asio::awaitable<void> hear();  // handles what is passed down
    void perform(Down item);
    void end();

    /// The addresses of both ends of a connection, without ports.
    struct Ends {
        std::string peer;
        std::string own;
    };
    /// True if a request with this Host header is for this server.
    bool is_ours(std::string_view host, const Ends& ends);
    /// The headers that the server adds to every response.
    std::vector<std::pair<std::string, std::string>> always(bool part_of_a_page) const;

    asio::awaitable<void> serve(asio::ip::tcp::socket socket);
    /// The handshake and what follows; who speaks HTTP in clear is told that TLS is spoken here.
    asio::awaitable<void> serve_over_tls(asio::ip::tcp::socket socket, const Ends& ends);
    asio::awaitable<std::optional<Down>> ask(Request request);
    // `line` is a tcp_stream, or an ssl_stream over one. Implemented in connection.cpp.
    template <class Line>
    asio::awaitable<void> converse(Line& line, const Ends& ends);
    template <class Line>
    asio::awaitable<bool> exchange(Line& line, beast::flat_buffer& buffer, const Ends& ends);
    /// Sends the response and ends the connection.
    template <class Line>
    asio::awaitable<bool> refuse(Line& line, Response response, bool head);
    template <class Line>
    asio::awaitable<bool> write(Line& line, Response response, bool keep, bool head);
    template <class Line>
    asio::awaitable<void> stream_events(Line& line, OpenStream open);
    template <class Line>
    asio::awaitable<void> drain(Line& line, Stream& state);
    /// Reads and discards what the client still sends, so that it reads our refusal first.
    template <class Line>
    asio::awaitable<void> discard(Line& line);
    void tell_gone(std::uint64_t id);
    void stop_when_quiet();

    const Options options;
    const Assets assets;
    std::optional<Certificate> tls;  // for the connections that come; std::nullopt: plain HTTP
    Queue<Up>& up;
    Queue<Down>& down;
    std::atomic<std::size_t> connections{0};
    std::map<std::string, std::size_t> by_peer;  // connections per client address
    std::size_t answers_bytes = 0;               // size of the responses being written
    std::uint64_t next_id = 1;
    bool stopping = false;
    std::map<std::uint64_t, Exchange*> exchanges;
    std::map<std::uint64_t, Stream*> streams;
    std::vector<std::uint64_t> untold;  // streams that ended while the queue `up` was full
    // Declared after everything its coroutines use, so that it is destroyed first.
    asio::io_context context{1};
    asio::ip::tcp::acceptor acceptor{context};
    asio::posix::stream_descriptor bell{context};
    asio::steady_timer pause{context};
    asio::steady_timer ending{context};
};

}  // namespace dudao::http
