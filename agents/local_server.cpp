#include "agents/local_server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "agents/limits.h"

namespace dudao::agent {

LocalServer::~LocalServer() {
    while (!clients_.empty()) drop(clients_.begin()->first);
}

Result<void> LocalServer::listen(const std::string& path) {
    auto done = listener_.listen(path, SOCK_STREAM, static_cast<int>(clients_max));
    if (!done) return within("local API", done.error());
    return {};
}

std::vector<LocalServer::Incoming> LocalServer::turn(const std::vector<Ready>& ready) {
    for (const Ready& one : ready) {
        if (one.token != token_) continue;
        if (one.fd == listener_.fd()) accept_all();
        for (auto& [id, client] : clients_) {
            if (client.fd != one.fd) continue;
            if (one.readable || one.broken) read(client);
        }
    }
    std::vector<Incoming> lines;
    std::vector<ClientId> over;
    for (auto& [id, client] : clients_) {
        take_lines(id, client, lines);
        const bool finished = (client.ended || client.deaf) && client.in.empty();
        const bool spoke = !lines.empty() && lines.back().client == id;
        if (!flush(client) || (finished && !spoke && client.out.empty())) over.push_back(id);
    }
    for (const ClientId id : over) drop(id);
    return lines;
}

void LocalServer::accept_all() {
    for (;;) {
        const int fd = listener_.accept();
        if (fd < 0) return;
        if (clients_.size() >= clients_max) {
            ::close(fd);
            continue;
        }
        clients_[++last_].fd = fd;
        loop_.watch(fd, token_);
    }
}

/// Buffers at most about one and a half requests; the rest stays in the socket.
void LocalServer::read(Client& client) {
    std::array<char, 16 * 1024> bytes{};
    while (!client.ended && !client.deaf && client.in.size() <= request_bytes_max) {
        const auto size = ::recv(client.fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) {
            client.ended = true;
            return loop_.unwatch(client.fd);
        }
        client.in.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

void LocalServer::take_lines(ClientId id, Client& client, std::vector<Incoming>& lines) {
    std::size_t begin = 0;
    for (std::size_t count = 0; count < requests_a_turn; ++count) {
        const auto end = client.in.find('\n', begin);
        if (end == client.in.npos) break;
        if (end - begin > request_bytes_max) break;
        lines.push_back({id, client.in.substr(begin, end - begin), false});
        begin = end + 1;
    }
    client.in.erase(0, begin);
    const auto end = client.in.find('\n');
    if (std::min(end, client.in.size()) > request_bytes_max) {
        client.in.clear();
        client.deaf = true;
        loop_.unwatch(client.fd);
        lines.push_back({id, {}, true});
    } else if (client.ended && end == client.in.npos) {
        client.in.clear();  // an incomplete last line is not a request
    }
}

bool LocalServer::pending() const {
    return std::any_of(clients_.begin(), clients_.end(), [](const auto& each) {
        const Client& client = each.second;
        const bool over = (client.ended || client.deaf) && client.out.empty();
        return over || client.in.find('\n') != client.in.npos;
    });
}

std::vector<ClientId> LocalServer::gone() { return std::exchange(gone_, {}); }

void LocalServer::send(ClientId id, const std::string& line) {
    const auto at = clients_.find(id);
    if (at == clients_.end()) return;
    at->second.out += line;
    at->second.out += '\n';
    if (!flush(at->second)) drop(id);
}

/// Returns false if the client is gone or does not read.
bool LocalServer::flush(Client& client) {
    std::size_t sent = 0;
    while (sent < client.out.size()) {
        const auto size = ::send(client.fd, client.out.data() + sent, client.out.size() - sent,
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0 && errno != EAGAIN) return false;
        if (size < 0) break;
        sent += static_cast<std::size_t>(size);
    }
    client.out.erase(0, sent);
    const bool waits = !client.out.empty();
    if (waits != client.writing && !client.ended && !client.deaf) {
        loop_.watch(client.fd, token_, waits ? Want::ReadAndWrite : Want::Read);
        client.writing = waits;
    }
    return client.out.size() <= unread_bytes_max;
}

void LocalServer::drop(ClientId id) {
    const auto at = clients_.find(id);
    if (at == clients_.end()) return;
    loop_.unwatch(at->second.fd);
    ::close(at->second.fd);
    clients_.erase(at);
    gone_.push_back(id);
}

}  // namespace dudao::agent
