#include "bench/console/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <stdexcept>

namespace dudao::bench {
namespace {

constexpr std::size_t opening_max = 256;  // below the server's backlog
constexpr std::size_t buffer_bytes = 256 * 1024;
constexpr std::size_t rest_bytes_max = 4 * 1024 * 1024;
constexpr int events_a_turn = 512;
constexpr rlim_t own_descriptors = 64;

std::runtime_error fault(const std::string& what) {
    return std::runtime_error(what + ": " + std::strerror(errno));
}

void take_descriptors(std::size_t clients) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < clients + own_descriptors) {
        throw std::runtime_error("only " + std::to_string(limit.rlim_max) +
                                 " descriptors for a process; raise `ulimit -Hn`");
    }
}

}  // namespace

std::int64_t now_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Crowd::Crowd(std::string host, std::uint16_t port, std::size_t clients_max)
    : host_(std::move(host)),
      port_(port),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      buffer_(buffer_bytes) {
    take_descriptors(clients_max);
    if (epoll_ < 0) throw fault("epoll");
}

Crowd::~Crowd() {
    keep(0);
    ::close(epoll_);
}

void Crowd::connect(Client& client) {
    client.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (client.fd < 0) throw fault("socket");
    client.headless = true;
    client.rest.clear();
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    ::inet_pton(AF_INET, host_.c_str(), &to.sin_addr);
    if (::connect(client.fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 &&
        errno != EINPROGRESS) {
        throw fault("connect");
    }
    epoll_event event{};
    event.events = EPOLLOUT;
    event.data.ptr = &client;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.fd, &event) != 0) throw fault("epoll_ctl");
}

void Crowd::open(const std::vector<std::string>& cookies, std::uint64_t since, int seconds_max) {
    const std::int64_t until = now_us() + 1'000'000LL * seconds_max;
    std::size_t next = 0;
    while (next < cookies.size() || opening_ > 0) {
        while (next < cookies.size() && opening_ < opening_max) {
            Client& client = clients_.emplace_back();
            client.request = "GET /api/v1/events?since=" + std::to_string(since) +
                             " HTTP/1.1\r\nHost: " + host_ +
                             "\r\nAccept: text/event-stream\r\nCookie: " + cookies[next++] +
                             "\r\n\r\n";
            connect(client);
            ++opening_;
        }
        read(100);
        if (now_us() > until) {
            throw std::runtime_error(std::to_string(opening_) + " streams do not open, " +
                                     std::to_string(next) + " were tried; " + refusal_);
        }
    }
}

void Crowd::keep(std::size_t count) {
    while (clients_.size() > count) {
        if (clients_.back().fd >= 0) ::close(clients_.back().fd);
        clients_.pop_back();
    }
}

void Crowd::forget() {
    for (Client& client : clients_) client.arrivals.clear();
    counts_ = {};
}

void Crowd::read(int wait_ms) {
    std::array<epoll_event, events_a_turn> ready{};
    const int count = ::epoll_wait(epoll_, ready.data(), events_a_turn, wait_ms);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = ready.at(static_cast<std::size_t>(i));
        Client& client = *static_cast<Client*>(event.data.ptr);
        if (event.events & EPOLLOUT) {  // connected: the request fits into an empty socket
            const auto sent =
                ::send(client.fd, client.request.data(), client.request.size(), MSG_NOSIGNAL);
            if (sent != static_cast<ssize_t>(client.request.size())) {
                refused(client, "no connection");
                continue;
            }
            epoll_event want{};
            want.events = EPOLLIN;
            want.data.ptr = &client;
            ::epoll_ctl(epoll_, EPOLL_CTL_MOD, client.fd, &want);
            continue;
        }
        const auto got = ::recv(client.fd, buffer_.data(), buffer_.size(), 0);
        if (got > 0) {
            read_stream(client, {buffer_.data(), static_cast<std::size_t>(got)});
        } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            drop(client);
        }
    }
}

void Crowd::drop(Client& client) {
    if (!client.open) return refused(client, "ended before it began");
    ++counts_.cut;
    ::close(client.fd);
    client.fd = -1;
}

void Crowd::refused(Client& client, std::string_view said) {
    ++counts_.refused;
    refusal_ = said.substr(0, said.find('\r'));
    ::close(client.fd);
    connect(client);
}

void Crowd::read_stream(Client& client, std::string_view bytes) {
    const std::int64_t at = now_us();
    counts_.bytes += bytes.size();
    std::string whole;
    if (!client.rest.empty()) {
        whole = std::move(client.rest);
        client.rest.clear();
        whole += bytes;
        bytes = whole;
    }
    if (client.headless) {
        const auto end = bytes.find("\r\n\r\n");
        if (end == bytes.npos) {
            client.rest = bytes;
            return;
        }
        if (!bytes.starts_with("HTTP/1.1 200 ")) {
            return refused(client, bytes);
        }
        client.headless = false;
        bytes.remove_prefix(end + 4);
    }
    for (auto end = bytes.find("\n\n"); end != bytes.npos; end = bytes.find("\n\n")) {
        frame(client, bytes.substr(0, end), at);
        bytes.remove_prefix(end + 2);
    }
    if (bytes.size() > rest_bytes_max) throw std::runtime_error("a frame without an end");
    client.rest = bytes;
}

void Crowd::frame(Client& client, std::string_view text, std::int64_t at_us) {
    std::uint64_t seq = 0;
    if (text.starts_with("id: ")) {
        std::from_chars(text.data() + 4, text.data() + text.size(), seq);
        text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
    }
    if (!text.starts_with("event: ")) return;  // a heartbeat, or how soon to come back
    if (!client.open) {
        client.open = true;
        --opening_;
    }
    text.remove_prefix(7);
    if (text.starts_with("resync")) ++counts_.resyncs;
    if (!text.starts_with("change")) return;
    ++counts_.changes;
    client.arrivals.push_back({seq, at_us});
}

}  // namespace dudao::bench
