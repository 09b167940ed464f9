#include "clock.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "ensure.h"

namespace dudao {
namespace {

constexpr long wait_ms_max = 60'000;
constexpr int first_word_ms_max = 5'000;
constexpr long look_again_ms = 200;

int unix_socket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    std::memcpy(address.sun_path, path.c_str(), path.size());
    const int fd = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return -1;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    const int reason = errno;
    ::close(fd);
    errno = reason;
    return -1;
}

}  // namespace

long Clock::wait_ms(std::optional<Moment> next) const {
    if (!next) return wait_ms_max;
    return static_cast<long>(std::clamp<std::int64_t>((*next - now()).ms, 0, wait_ms_max));
}

void Clock::answer_if_asked(std::uint64_t, std::optional<std::uint64_t>, std::optional<Moment>) {}

Moment SystemClock::now() const {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return {static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000};
}

SteppedClock::SteppedClock(std::string path, step::Hello hello)
    : path_(std::move(path)),
      hello_(std::move(hello)),
      fd_(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK)) {
    ensure(fd_ >= 0, "a timer for the stepped clock");
    ensure(is_code(hello_.name), "a participant's name");
}

SteppedClock::~SteppedClock() { ::close(fd_); }

Result<std::unique_ptr<SteppedClock>> SteppedClock::connect(const std::string& path,
                                                            const std::string& name,
                                                            step::Role role) {
    std::unique_ptr<SteppedClock> clock(new SteppedClock(path, {name, role}));
    if (const auto made = clock->reconnect(); !made) return tl::unexpected(made.error());
    pollfd readable{clock->fd_, POLLIN, 0};
    // Reads one message only: a following ask must stay unread in the socket, or the first turn
    // would not be woken by it.
    if (::poll(&readable, 1, first_word_ms_max) > 0) clock->read_message();
    if (!clock->told_)
        return fail(Error::Kind::Unreachable, "the timekeeper at " + path + " is silent");
    return clock;
}

// The new socket takes the old one's number, so that the registration of fd() stays valid.
Result<void> SteppedClock::reconnect() {
    const int fresh = unix_socket(path_);
    if (fresh < 0) {
        return fail(Error::Kind::Unreachable,
                    "no timekeeper at " + path_ + ": " + std::strerror(errno),
                    "start `dudao up`, or leave the stepped clock out");
    }
    const int moved = ::dup3(fresh, fd_, O_CLOEXEC);
    ::close(fresh);
    ensure(moved == fd_, "the new socket under the old number");
    connected_ = true;
    if (!send(step::to_text(hello_))) lose();
    return {};
}

void SteppedClock::lose() {
    const int timer = ::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    ensure(timer >= 0 && ::dup3(timer, fd_, O_CLOEXEC) == fd_, "a timer under the socket's number");
    ::close(timer);
    constexpr timespec pause{0, look_again_ms * 1'000'000};
    const itimerspec each{pause, pause};
    ensure(::timerfd_settime(fd_, 0, &each, nullptr) == 0, "the timer starts");
    connected_ = false;
    asked_.reset();
}

long SteppedClock::wait_ms(std::optional<Moment> next) const {
    return next && *next <= now() ? 0 : wait_ms_max;
}

bool SteppedClock::pump() {
    const Moment before = now();
    if (!connected_) {
        std::uint64_t times = 0;
        const bool due = ::read(fd_, &times, sizeof times) == static_cast<ssize_t>(sizeof times);
        // Not an error if the timekeeper is not there yet: the timer triggers again.
        if (due) static_cast<void>(reconnect().has_value());
    }
    if (connected_) read_messages();
    return now() != before;
}

void SteppedClock::read_messages() {
    while (read_message()) {
    }
}

bool SteppedClock::read_message() {
    std::array<char, step::message_bytes_max> line{};
    if (!connected_) return false;
    const auto size = ::recv(fd_, line.data(), line.size(), MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (size > 0) {
        hear(std::string(line.data(), static_cast<std::size_t>(size)));
    } else {
        lose();
    }
    return true;
}

void SteppedClock::hear(const std::string& line) {
    const auto message = step::parse(line);
    if (!message) return lose();
    if (const auto* time = std::get_if<step::Time>(&*message)) return move_to(time->now);
    if (const auto* ask = std::get_if<step::Ask>(&*message)) {
        move_to(ask->now);
        asked_ = ask->wave;
    }
}

// Never goes back: after a restart of the timekeeper at an earlier moment, waits until its time
// catches up.
void SteppedClock::move_to(Moment moment) {
    told_ = true;
    now_ms_.store(std::max(moment.ms, now_ms_.load(std::memory_order_relaxed)),
                  std::memory_order_relaxed);
}

bool SteppedClock::send(const std::string& line) const {
    return ::send(fd_, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT) ==
           static_cast<ssize_t>(line.size());
}

void SteppedClock::answer_if_asked(std::uint64_t activity, std::optional<std::uint64_t> head,
                                   std::optional<Moment> next) {
    if (!asked_ || (next && *next <= now())) return;
    const auto line = step::to_text(step::Idle{*asked_, activity, head, next});
    asked_.reset();
    if (!send(line)) lose();
}

}  // namespace dudao
