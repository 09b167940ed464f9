// What goes over the counter between the HTTP server and those who answer: plain structs, so that
// neither knows the other's libraries.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dudao::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::uint64_t id = 0;  // of the exchange; the answer carries it back
    std::string method;
    std::string target;  // path and query, as sent
    Headers headers;     // names in lower case
    std::string body;
    std::string peer;  // address without port

    /// The first header of this name (lower case), or empty.
    std::string_view header(std::string_view name) const {
        for (const auto& [key, value] : headers) {
            if (key == name) return value;
        }
        return {};
    }
    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const {
        const auto mark = target.find('?');
        return mark == target.npos ? std::string_view{} : std::string_view(target).substr(mark + 1);
    }
};

struct Response {
    std::uint64_t id = 0;
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    Headers headers = {};
    std::string body = {};
    /// In place of the body: bytes that many answers share.
    std::shared_ptr<const std::string> shared = {};
    /// Let go once the bytes are written, or nobody will write them any more: who made the answer
    /// counts them by it. In the server's thread.
    std::shared_ptr<const void> held = {};
};

/// Answers a request with a stream of events that stays open; its id is the request's.
struct OpenStream {
    std::uint64_t id = 0;
    std::string first;
};
/// One frame for many streams: made once, shared by all.
struct Frame {
    std::vector<std::uint64_t> streams;
    std::shared_ptr<const std::string> bytes;
};
/// After what is queued the stream ends.
struct CloseStream {
    std::uint64_t id = 0;
};
/// The other side is gone, or was too slow.
struct StreamGone {
    std::uint64_t id = 0;
};

using Up = std::variant<Request, StreamGone>;
using Down = std::variant<Response, OpenStream, Frame, CloseStream>;

}  // namespace dudao::http
