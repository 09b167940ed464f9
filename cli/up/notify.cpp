#include "cli/up/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace dudao::up {
namespace {

/// The variable, which no process that is started from now on has; empty: it is not set.
std::string taken(const char* name) {
    const char* value = std::getenv(name);
    std::string text = value != nullptr ? value : "";
    ::unsetenv(name);
    return text;
}

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failed == std::errc() && end == text.data() + text.size();
    return whole && value > 0 ? std::optional(value) : std::nullopt;
}

}  // namespace

Notify Notify::from_environment() {
    Notify notify;
    notify.socket_ = taken("NOTIFY_SOCKET");
    const auto microseconds = number(taken("WATCHDOG_USEC"));
    const auto pid = number(taken("WATCHDOG_PID"));
    const bool for_us = !pid || *pid == ::getpid();
    if (for_us && microseconds && notify.asked()) notify.watchdog_ms_ = *microseconds / 1000;
    return notify;
}

void Notify::send(std::string_view lines) const {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof(address.sun_path)) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    ::sendto(fd, lines.data(), lines.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address), size);
    ::close(fd);
}

}  // namespace dudao::up
