#include "cli/timekeeper/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "net/limits.h"

namespace dudao {
namespace {

constexpr int messages_a_turn = 64;  // of one connection; the rest waits for the next turn

}  // namespace

TimekeeperServer::TimekeeperServer(Loop& loop, int token, const Steady& steady,
                                   Timekeeper::Options options)
    : loop_(loop),
      token_(token),
      steady_(steady),
      keeper_(std::move(options)),
      listener_(loop, token) {}

TimekeeperServer::~TimekeeperServer() {
    while (!names_.empty()) {
        const int fd = names_.begin()->first;
        names_.erase(fd);
        loop_.unwatch(fd);
        ::close(fd);
    }
}

Result<void> TimekeeperServer::listen(const std::string& path) {
    auto done = listener_.listen(path, SOCK_SEQPACKET, static_cast<int>(connections_max));
    if (!done) return within("timekeeper", done.error());
    return {};
}

void TimekeeperServer::turn(const std::vector<Ready>& ready) {
    for (const auto& one : ready) {
        if (one.token != token_) continue;
        if (one.fd == listener_.fd()) {
            accept_all();
        } else if (names_.contains(one.fd)) {
            read(one.fd);
        }
    }
    send(keeper_.tick(steady_.now_ms()));
}

long TimekeeperServer::wait_ms() const {
    const auto due = keeper_.due_ms();
    if (!due) return net::wait_ms_max;
    return static_cast<long>(
        std::clamp<std::int64_t>(*due - steady_.now_ms(), 0, net::wait_ms_max));
}

void TimekeeperServer::accept_all() {
    for (;;) {
        const int fd = listener_.accept();
        if (fd < 0) return;
        if (names_.size() == connections_max) {
            ::close(fd);
            continue;
        }
        names_.emplace(fd, "");
        loop_.watch(fd, token_);
    }
}

void TimekeeperServer::read(int fd) {
    std::array<char, step::message_bytes_max> line{};
    for (int count = 0; count < messages_a_turn && names_.contains(fd); ++count) {
        const auto size = ::recv(fd, line.data(), line.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (size <= 0) return drop(fd);
        hear(fd, std::string(line.data(), static_cast<std::size_t>(size)));
    }
}

void TimekeeperServer::hear(int fd, const std::string& line) {
    const auto message = step::parse(line);
    const auto* hello = message ? std::get_if<step::Hello>(&*message) : nullptr;
    const auto* idle = message ? std::get_if<step::Idle>(&*message) : nullptr;
    const std::string name = names_.at(fd);
    if (hello != nullptr && name.empty()) return greet(fd, *hello);
    if (idle == nullptr || name.empty()) return drop(fd);
    send(keeper_.idle(name, *idle, steady_.now_ms()));
}

/// A second connection of a name is that process started again: the first one's end is still
/// unread.
void TimekeeperServer::greet(int fd, const step::Hello& hello) {
    const auto earlier = connections_.find(hello.name);
    if (earlier != connections_.end()) drop(earlier->second);
    names_[fd] = hello.name;
    connections_[hello.name] = fd;
    send(keeper_.connected(hello.name, hello.role, steady_.now_ms()));
}

void TimekeeperServer::drop(int fd) {
    const auto at = names_.find(fd);
    if (at == names_.end()) return;
    const std::string name = at->second;
    names_.erase(at);
    loop_.unwatch(fd);
    ::close(fd);
    if (name.empty()) return;
    connections_.erase(name);
    send(keeper_.disconnected(name, steady_.now_ms()));
}

/// A connection that takes nothing more is dropped; dropping it may make the keeper speak again.
void TimekeeperServer::send(Timekeeper::Outgoings outgoings) {
    std::vector<int> deaf;
    for (const auto& [to, text] : outgoings) {
        const auto connection = connections_.find(to);
        if (connection == connections_.end()) continue;
        const auto sent =
            ::send(connection->second, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent != static_cast<ssize_t>(text.size())) deaf.push_back(connection->second);
    }
    for (const int fd : deaf) drop(fd);
}

}  // namespace dudao
