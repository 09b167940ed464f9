// The messages between the HTTP server and the code that answers: plain structs, so that neither
// depends on the other's libraries.
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
    std::uint64_t id = 0;  // of the exchange; its response has the same id
    std::string method;
    std::string target;  // path and query, as sent
    Headers headers;     // names in lower case
    std::string body;
    std::string peer;  // client address without port

    /// The first header with this name (lower case), or empty.
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
    /// Used instead of `body`: bytes shared by many responses.
    std::shared_ptr<const std::string> shared = {};
    /// Released when the bytes were written or never will be, in the server's thread. The sender
    /// can use it to count responses in flight.
    std::shared_ptr<const void> held = {};
    /// A script or a style of a page, which takes what the page itself may do from the page's
    /// answer.
    bool part_of_a_page = false;
};

/// Answers a request with an event stream that stays open; its id is the request's.
struct OpenStream {
    std::uint64_t id = 0;
    std::string first;
};
/// One frame for many streams, sharing its bytes.
struct Frame {
    std::vector<std::uint64_t> streams;
    std::shared_ptr<const std::string> bytes;
};
/// Ends the stream after what is queued.
struct CloseStream {
    std::uint64_t id = 0;
};
/// The client closed the stream or was too slow.
struct StreamGone {
    std::uint64_t id = 0;
};

using Up = std::variant<Request, StreamGone>;
using Down = std::variant<Response, OpenStream, Frame, CloseStream>;

}  // namespace dudao::http
