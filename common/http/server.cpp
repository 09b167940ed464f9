#include "http/core.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/limits.h"

namespace dudao::http {

using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

Server::Core::Core(Options options_in, Assets assets_in, Queue<Up>& up_in, Queue<Down>& down_in)
    : options(std::move(options_in)),
      assets(std::move(assets_in)),
      tls(options.certificate),
      up(up_in),
      down(down_in) {}

Result<void> Server::Core::listen() {
    error_code wrong;
    const auto address = asio::ip::make_address(options.host, wrong);
    if (wrong) return bad_input("'" + options.host + "' is not an address", "such as 127.0.0.1");
    for (unsigned port = options.port; port <= unsigned{options.port} + options.further; ++port) {
        wrong = listen_at(tcp::endpoint(address, static_cast<std::uint16_t>(port)));
        if (wrong != boost::system::errc::address_in_use) break;
    }
    // A duplicate descriptor, so that closing it does not close the queue's.
    if (!wrong) bell.assign(::dup(down.fd()), wrong);
    if (!wrong) return {};
    const bool taken = wrong == boost::system::errc::address_in_use;
    return fail(taken ? Error::Kind::Busy : Error::Kind::Refused,
                options.host + ":" + std::to_string(options.port) + ": " + wrong.message(),
                "another port");
}

error_code Server::Core::listen_at(const tcp::endpoint& at) {
    error_code wrong;
    error_code ignored;
    acceptor.close(ignored);
    acceptor.open(at.protocol(), wrong);
    if (!wrong) acceptor.set_option(tcp::acceptor::reuse_address(true), wrong);
    if (!wrong) acceptor.bind(at, wrong);
    if (!wrong) acceptor.listen(backlog, wrong);
    return wrong;
}

asio::awaitable<void> Server::Core::accept() {
    constexpr std::chrono::milliseconds breath{100};
    while (!stopping) {
        error_code wrong;
        tcp::socket socket(context);
        co_await acceptor.async_accept(socket, redirect_error(use_awaitable, wrong));
        if (stopping) co_return;
        if (wrong) {  // probably out of descriptors: wait for connections to close
            pause.expires_after(breath);
            co_await pause.async_wait(redirect_error(use_awaitable, wrong));
            continue;
        }
        if (connections >= options.connections_max) continue;  // close it
        socket.set_option(tcp::no_delay(true), wrong);
        asio::co_spawn(context, serve(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> Server::Core::hear() {
    error_code wrong;
    while (!wrong) {
        co_await bell.async_wait(asio::posix::stream_descriptor::wait_read,
                                 redirect_error(use_awaitable, wrong));
        if (wrong) co_return;
        for (Down& item : down.take_all()) perform(std::move(item));
        for (const std::uint64_t id : std::exchange(untold, {})) tell_gone(id);
    }
}

void Server::Core::perform(Down item) {
    if (const auto* frame = std::get_if<Frame>(&item)) {
        for (const std::uint64_t id : frame->streams) {
            const auto at = streams.find(id);
            if (at == streams.end() || at->second->closing) continue;
            Stream& stream = *at->second;
            stream.bytes += frame->bytes->size();
            stream.queue.push_back(frame->bytes);
            // The client reconnects and resynchronizes.
            if (stream.bytes > stream_bytes_max) stream.gone = true;
            stream.wake.cancel();
        }
        return;
    }
    if (const auto* close = std::get_if<CloseStream>(&item)) {
        const auto at = streams.find(close->id);
        if (at == streams.end()) return;
        at->second->closing = true;
        at->second->wake.cancel();
        return;
    }
    const auto* response = std::get_if<Response>(&item);
    const std::uint64_t id = response ? response->id : std::get<OpenStream>(item).id;
    const auto at = exchanges.find(id);
    if (at == exchanges.end()) {  // timed out or closed
        if (!response) tell_gone(id);
        return;
    }
    at->second->answer = std::move(item);
    at->second->wake.cancel();
}

void Server::Core::tell_gone(std::uint64_t id) {
    if (!up.push(StreamGone{id})) untold.push_back(id);
}

void Server::Core::stop_when_quiet() {
    if (stopping && streams.empty() && exchanges.empty()) context.stop();
}

void Server::Core::end() {
    error_code ignored;
    for (Down& item : down.take_all()) perform(std::move(item));  // what was queued last
    stopping = true;
    acceptor.close(ignored);
    for (const auto& [id, stream] : streams) {
        stream->closing = true;
        stream->wake.cancel();
    }
    ending.expires_after(closing_time);
    ending.async_wait([this](error_code) { context.stop(); });
    stop_when_quiet();
}

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(Options options, Assets assets, Queue<Up>& up,
                                             Queue<Down>& down) {
    auto core = std::make_unique<Core>(std::move(options), std::move(assets), up, down);
    if (auto listens = core->listen(); !listens) return tl::unexpected<Error>(listens.error());
    return std::unique_ptr<Server>(new Server(std::move(core)));
}

std::uint16_t Server::port() const {
    error_code ignored;
    return core_->acceptor.local_endpoint(ignored).port();
}

void Server::run() {
    asio::co_spawn(core_->context, core_->accept(), asio::detached);
    asio::co_spawn(core_->context, core_->hear(), asio::detached);
    core_->context.run();
}

void Server::stop() {
    asio::post(core_->context, [core = core_.get()] { core->end(); });
}

void Server::take(Certificate certificate) {
    asio::post(core_->context, [core = core_.get(), taken = std::move(certificate)]() mutable {
        core->tls = std::move(taken);
    });
}

std::size_t Server::connections() const { return core_->connections; }

}  // namespace dudao::http
