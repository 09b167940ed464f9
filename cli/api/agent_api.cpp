#include "cli/api/agent_api.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

namespace dudao {
namespace {

using Json = nlohmann::json;
constexpr std::size_t answer_bytes_max = 64 * 1024 * 1024;

std::int64_t steady_ms() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

tl::unexpected<Error> gone() {
    return fail(Error::Kind::Unknown, "the agent went away; what was asked may have been kept",
                "start it, then look at `outbox`");
}

/// Waits until the socket is ready; false after the time limit.
bool until_ready(int fd, short events, std::int64_t until_ms) {
    pollfd ready{fd, events, 0};
    for (;;) {
        const auto left = std::clamp<std::int64_t>(until_ms - steady_ms(), 0, INT32_MAX);
        const int count = ::poll(&ready, 1, static_cast<int>(left));
        if (count > 0) return true;
        if (count == 0 || errno != EINTR) return false;
    }
}

Error::Kind kind_of(const std::string& why) {
    if (why == "bad_input") return Error::Kind::BadInput;
    if (why == "not_found") return Error::Kind::NotFound;
    if (why == "busy") return Error::Kind::Busy;
    if (why == "unknown") return Error::Kind::Unknown;
    return Error::Kind::Refused;
}

}  // namespace

Result<AgentApi> AgentApi::connect(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return bad_input("agent: the socket's path is too long", "less than 108 bytes");
    }
    std::memcpy(address.sun_path, path.c_str(), path.size());
    AgentApi api(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (api.fd_ < 0 ||
        ::connect(api.fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return fail(Error::Kind::Unreachable, "no agent at " + path + ": " + std::strerror(errno),
                    "start dudao-agent");
    }
    return api;
}

AgentApi::AgentApi(AgentApi&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      last_id_(other.last_id_),
      unread_(std::move(other.unread_)) {}

AgentApi& AgentApi::operator=(AgentApi&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(last_id_, other.last_id_);
    std::swap(unread_, other.unread_);
    return *this;
}

AgentApi::~AgentApi() {
    if (fd_ >= 0) ::close(fd_);
}

Result<Json> AgentApi::call(const Json& request, int timeout_ms) {
    Json numbered = request;
    numbered["id"] = ++last_id_;
    const std::int64_t until_ms = steady_ms() + timeout_ms;
    const auto sent =
        send_line(numbered.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n", until_ms);
    if (!sent) return tl::unexpected<Error>(sent.error());
    for (;;) {
        const auto line = read_line(until_ms);
        if (!line) return tl::unexpected<Error>(line.error());
        Json answer = Json::parse(*line, nullptr, false);
        if (!answer.is_object()) return fail(Error::Kind::Corrupt, "the agent speaks no JSON");
        const Json id = answer.value("id", Json(nullptr));
        if (!id.is_null() && id != last_id_) continue;  // of a call that was given up
        if (answer.value("ok", false)) return answer;
        return fail(kind_of(answer.value("why", "")), answer.value("what", ""),
                    answer.value("mend", ""));
    }
}

Result<std::int64_t> AgentApi::keep(const Json& request, int timeout_ms) {
    const auto answer = call(request, timeout_ms);
    if (!answer) return tl::unexpected<Error>(answer.error());
    return answer->value("n", std::int64_t{0});
}

Result<void> AgentApi::send_line(const std::string& line, std::int64_t until_ms) {
    std::size_t sent = 0;
    while (sent < line.size()) {
        if (!until_ready(fd_, POLLOUT, until_ms)) return gone();
        const auto size =
            ::send(fd_, line.data() + sent, line.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (size <= 0) return gone();
        sent += static_cast<std::size_t>(size);
    }
    return {};
}

Result<std::string> AgentApi::read_line(std::int64_t until_ms) {
    std::array<char, 64 * 1024> bytes{};
    std::size_t looked = 0;
    for (;;) {
        const auto end = unread_.find('\n', looked);
        if (end != unread_.npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        looked = unread_.size();
        if (looked > answer_bytes_max) return fail(Error::Kind::Corrupt, "an endless answer");
        if (!until_ready(fd_, POLLIN, until_ms)) {
            return fail(Error::Kind::Unknown, "the agent has not answered in time",
                        "what was asked may have been kept: look at `outbox`");
        }
        const auto size = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (size <= 0) return gone();
        unread_.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

}  // namespace dudao
