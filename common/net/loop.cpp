#include "net/loop.h"

#include <sys/signalfd.h>
#include <unistd.h>
#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string>

#include "ensure.h"
#include "net/limits.h"

namespace dudao {

struct Loop::Watched {
    std::vector<zmq_pollitem_t> items;
    std::vector<int> tokens;  // of the item at the same place

    void add(zmq_pollitem_t item, int token) {
        items.push_back(item);
        tokens.push_back(token);
    }

    template <class Which>
    void erase(Which which) {
        const auto item = std::find_if(items.begin(), items.end(), which);
        if (item == items.end()) return;
        tokens.erase(tokens.begin() + (item - items.begin()));
        items.erase(item);
    }
};

Loop::Loop() : context_(zmq_ctx_new()), watched_(std::make_unique<Watched>()) {
    if (context_ == nullptr) throw std::runtime_error("no ZeroMQ context");
    std::signal(SIGPIPE, SIG_IGN);
}

Loop::~Loop() {
    if (signal_fd_ >= 0) ::close(signal_fd_);
    while (zmq_ctx_term(context_) != 0 && zmq_errno() == EINTR) {
    }
}

void Loop::catch_signals(int token) {
    ensure(signal_fd_ < 0, "signals are caught once");
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    const int refused = pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal_fd_ = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (refused != 0 || signal_fd_ < 0) throw std::runtime_error("no signalfd");
    watch(signal_fd_, token);
}

void Loop::read_signals() {
    signalfd_siginfo info;
    while (::read(signal_fd_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        stop_asked_ = true;
    }
}

void Loop::watch(int fd, int token, Want want) {
    ensure(fd >= 0, "a descriptor to watch");
    unwatch(fd);
    const auto events = want == Want::Read ? ZMQ_POLLIN : ZMQ_POLLIN | ZMQ_POLLOUT;
    watched_->add({nullptr, fd, static_cast<short>(events), 0}, token);
}

void Loop::unwatch(int fd) {
    watched_->erase([fd](const auto& item) { return item.socket == nullptr && item.fd == fd; });
}

void Loop::watch_socket(void* socket, int token) {
    watched_->add({socket, -1, ZMQ_POLLIN, 0}, token);
}

void Loop::unwatch_socket(void* socket) {
    watched_->erase([socket](const auto& item) { return item.socket == socket; });
}

std::vector<Ready> Loop::wait(long milliseconds) {
    auto& items = watched_->items;
    const long bounded = std::clamp(milliseconds, 0L, static_cast<long>(net::wait_ms_max));
    const int count = zmq_poll(items.data(), static_cast<int>(items.size()), bounded);
    if (count < 0 && zmq_errno() != EINTR) {
        throw std::runtime_error(std::string("zmq_poll: ") + zmq_strerror(zmq_errno()));
    }
    std::vector<Ready> ready;
    if (count <= 0) return ready;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        if (item.revents == 0) continue;
        if (item.socket == nullptr && item.fd == signal_fd_) read_signals();
        ready.push_back({.token = watched_->tokens[i],
                         .fd = item.socket != nullptr ? -1 : item.fd,
                         .readable = (item.revents & ZMQ_POLLIN) != 0,
                         .writable = (item.revents & ZMQ_POLLOUT) != 0,
                         .broken = (item.revents & ZMQ_POLLERR) != 0});
    }
    return ready;
}

}  // namespace dudao
