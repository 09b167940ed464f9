#include "store/connection.h"

#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "ensure.h"

namespace dudao {
namespace {

constexpr int reads_max = 64;  // per pump; hiredis reads 16 KiB at a time

Reply to_reply(const redisReply& from) {
    Reply reply;
    switch (from.type) {
        case REDIS_REPLY_INTEGER:
            reply.kind = Reply::Kind::Integer;
            reply.integer = from.integer;
            break;
        case REDIS_REPLY_STRING:
            reply.kind = Reply::Kind::Text;
            break;
        case REDIS_REPLY_STATUS:
            reply.kind = Reply::Kind::Status;
            break;
        case REDIS_REPLY_ERROR:
            reply.kind = Reply::Kind::Error;
            break;
        case REDIS_REPLY_ARRAY:  // hiredis bounds the depth
            reply.kind = Reply::Kind::Array;
            reply.items.reserve(from.elements);
            for (std::size_t i = 0; i < from.elements; ++i) {
                reply.items.push_back(to_reply(*from.element[i]));
            }
            break;
        default:
            break;
    }
    if (from.type != REDIS_REPLY_ARRAY && from.str != nullptr) {
        reply.text.assign(from.str, from.len);
    }
    return reply;
}

bool has_input(int fd) {
    int bytes = 0;
    return ioctl(fd, FIONREAD, &bytes) == 0 && bytes > 0;
}

using Steady = std::chrono::steady_clock;

int left_ms(Steady::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Steady::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

}  // namespace

void Connection::Free::operator()(redisContext* context) const { redisFree(context); }

Connection::Connection(redisContext* context, const Limits& limits)
    : context_(context), limits_(limits) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::connect(const Address& address, const Limits& limits) {
    const timeval limit{.tv_sec = limits.connect_ms / 1000,
                        .tv_usec = limits.connect_ms % 1000 * 1000};
    redisContext* context = address.socket.empty()
                                ? redisConnectWithTimeout(address.host.c_str(), address.port, limit)
                                : redisConnectUnixWithTimeout(address.socket.c_str(), limit);
    Connection connection(context, limits);
    if (context == nullptr || context->err != 0) {
        return fail(Error::Kind::Unreachable,
                    "Redis at " + address.text() + ": " +
                        (context == nullptr ? "no memory" : context->errstr),
                    "start it there, or name another with --redis");
    }
    const int flags = fcntl(context->fd, F_GETFL);
    if (flags < 0 || fcntl(context->fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
        fcntl(context->fd, F_SETFD, FD_CLOEXEC) < 0) {
        return fail(Error::Kind::Unreachable, std::string("fcntl: ") + std::strerror(errno));
    }
    context->flags &= ~REDIS_BLOCK;
    if (address.socket.empty()) (void)redisEnableKeepAlive(context);
    if (address.password.empty()) return connection;
    std::vector<std::string> auth{"AUTH"};
    if (!address.user.empty()) auth.push_back(address.user);
    auth.push_back(address.password);
    const auto reply = connection.call(auth, limits.connect_ms);
    if (!reply) return fail(Error::Kind::Unreachable, address.text() + ": " + reply.error().what);
    if (reply->is(Reply::Kind::Error)) {
        return fail(Error::Kind::Refused, address.text() + ": " + reply->text,
                    "the user and password of Redis' ACL");
    }
    return connection;
}

int Connection::fd() const { return closed() ? -1 : context_->fd; }

bool Connection::wants_write() const { return !closed() && sdslen(context_->obuf) > 0; }

Result<void> Connection::send(const std::vector<std::string>& args) {
    const std::vector<std::string_view> views(args.begin(), args.end());
    return send(views);
}

Result<void> Connection::send(std::span<const std::string_view> args) {
    ensure(!args.empty(), "a Redis call has a name");
    if (closed()) return fail(Error::Kind::Unreachable, "not connected: " + why_closed_);
    std::size_t bytes = sdslen(context_->obuf);
    std::vector<const char*> starts;
    std::vector<std::size_t> sizes;
    starts.reserve(args.size());
    sizes.reserve(args.size());
    for (const std::string_view arg : args) {
        starts.push_back(arg.data());
        sizes.push_back(arg.size());
        bytes += arg.size();
    }
    if (pending_ >= limits_.calls_max || bytes > limits_.bytes_max) {
        return fail(Error::Kind::Busy, "too much under way to Redis");
    }
    ensure(redisAppendCommandArgv(context_.get(), static_cast<int>(args.size()), starts.data(),
                                  sizes.data()) == REDIS_OK,
           "a Redis call can be formatted");
    ++pending_;
    return {};
}

void Connection::flush() {
    int done = 0;
    if (wants_write() && redisBufferWrite(context_.get(), &done) != REDIS_OK) {
        close(context_->errstr);
    }
}

std::vector<Reply> Connection::pump() {
    std::vector<Reply> replies;
    for (int i = 0; i < reads_max && !closed(); ++i) {
        if (redisBufferRead(context_.get()) != REDIS_OK) {
            close(context_->errstr);
            break;
        }
        read_some(replies);
        if (closed() || !has_input(context_->fd)) break;
    }
    flush();
    return replies;
}

void Connection::read_some(std::vector<Reply>& replies) {
    while (true) {
        void* raw = nullptr;
        if (redisGetReplyFromReader(context_.get(), &raw) != REDIS_OK) {
            return close(context_->errstr);
        }
        if (raw == nullptr) return;
        const std::unique_ptr<void, decltype(&freeReplyObject)> holder(raw, &freeReplyObject);
        replies.push_back(to_reply(*static_cast<const redisReply*>(raw)));
        if (pending_ == 0) {  // e.g. "max number of clients reached", sent without a call
            std::string said = std::move(replies.back().text);
            replies.pop_back();
            return close("said unasked: " + said);
        }
        --pending_;
    }
}

Result<Reply> Connection::call(const std::vector<std::string>& args, int timeout_ms) {
    ensure(pending_ == 0, "a synchronous call has the connection for itself");
    if (auto sent = send(args); !sent) return tl::unexpected(sent.error());
    const auto end = Steady::now() + std::chrono::milliseconds(timeout_ms);
    flush();
    while (true) {
        auto replies = pump();
        if (!replies.empty()) return std::move(replies.front());
        if (closed()) break;
        pollfd waiting{.fd = fd(), .events = POLLIN, .revents = 0};
        if (wants_write()) waiting.events |= POLLOUT;
        const int left = left_ms(end);
        if (left == 0) {
            close("no answer within " + std::to_string(timeout_ms) + " ms");
            break;
        }
        if (poll(&waiting, 1, left) < 0 && errno != EINTR) close(std::strerror(errno));
    }
    return fail(Error::Kind::Unknown, args.front() + ": " + why_closed_);
}

void Connection::close(std::string why) {
    if (closed()) return;
    why_closed_ = std::move(why);
    context_.reset();
}

}  // namespace dudao
