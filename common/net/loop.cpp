#include "net/loop.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "ensure.h"
#include "net/limits.h"

namespace dudao {

namespace {

/// True if a message is waiting. Checked before and after poll, because a ZeroMQ descriptor signals
/// changes, not that messages are waiting.
bool has_input(void* socket) {
    int events = 0;
    std::size_t size = sizeof events;
    if (zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size) == 0) return (events & ZMQ_POLLIN) != 0;
    if (zmq_errno() == EINTR) return false;
    throw std::runtime_error(std::string("ZMQ_EVENTS: ") + zmq_strerror(zmq_errno()));
}

int descriptor_of(void* socket) {
    int fd = -1;
    std::size_t size = sizeof fd;
    if (zmq_getsockopt(socket, ZMQ_FD, &fd, &size) == 0) return fd;
    throw std::runtime_error(std::string("ZMQ_FD: ") + zmq_strerror(zmq_errno()));
}

}  // namespace

int system_poll(pollfd* descriptors, unsigned long count, int milliseconds) {
    return ::poll(descriptors, count, milliseconds);
}

struct Loop::Watched {
    struct Item {
        void* socket = nullptr;  // a ZeroMQ socket; null: a plain descriptor
        int token = 0;
    };
    std::vector<pollfd> descriptors;
    std::vector<Item> items;  // same index as in descriptors

    void add(pollfd descriptor, Item item) {
        descriptors.push_back(descriptor);
        items.push_back(item);
    }

    template <class Which>
    void erase(Which which) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!which(items[i], descriptors[i])) continue;
            descriptors.erase(descriptors.begin() + static_cast<std::ptrdiff_t>(i));
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
    bool any_input() const {
        bool any = false;
        for (const Item& each : items)
            any = (each.socket != nullptr && has_input(each.socket)) || any;
        return any;
    }
};

Loop::Loop(Poll poll)
    : poll_(poll), context_(zmq_ctx_new()), watched_(std::make_unique<Watched>()) {
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
    const auto events = want == Want::Read ? POLLIN : POLLIN | POLLOUT;
    watched_->add({fd, static_cast<short>(events), 0}, {nullptr, token});
}

void Loop::unwatch(int fd) {
    watched_->erase([fd](const auto& item, const pollfd& descriptor) {
        return item.socket == nullptr && descriptor.fd == fd;
    });
}

void Loop::watch_socket(void* socket, int token) {
    watched_->add({descriptor_of(socket), POLLIN, 0}, {socket, token});
}

void Loop::unwatch_socket(void* socket) {
    watched_->erase([socket](const auto& item, const pollfd&) { return item.socket == socket; });
}

/// Logs an error other than EINTR and treats it as an interruption, because one more turn does no
/// harm. Throws after odd_waits_max in a row.
void Loop::note_failed_wait(int error) {
    if (error == EINTR) return;
    if (++odd_waits_ > net::odd_waits_max) {
        throw std::runtime_error(std::string("poll: ") + zmq_strerror(error));
    }
    std::fprintf(stderr, "event=loop.odd_wait errno=%d why=\"%s\": taken as an interruption\n",
                 error, zmq_strerror(error));
}

std::vector<Ready> Loop::wait(long milliseconds) {
    const long bounded = std::clamp(milliseconds, 0L, static_cast<long>(net::wait_ms_max));
    auto& descriptors = watched_->descriptors;
    const int time = watched_->any_input() ? 0 : static_cast<int>(bounded);
    const int count = poll_(descriptors.data(), descriptors.size(), time);
    std::vector<Ready> ready;
    if (count < 0) {
        note_failed_wait(errno);
        return ready;
    }
    odd_waits_ = 0;
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
        const auto& item = watched_->items[i];
        const pollfd& descriptor = descriptors[i];
        if (item.socket != nullptr) {
            if (has_input(item.socket)) ready.push_back({item.token, -1, true, false, false});
            continue;
        }
        if (descriptor.revents == 0) continue;
        if (descriptor.fd == signal_fd_) read_signals();
        ready.push_back({.token = item.token,
                         .fd = descriptor.fd,
                         .readable = (descriptor.revents & POLLIN) != 0,
                         .writable = (descriptor.revents & POLLOUT) != 0,
                         .broken = (descriptor.revents & ~(POLLIN | POLLOUT | POLLPRI)) != 0});
    }
    return ready;
}

}  // namespace dudao
