// One connection: requests in turn, each within its bounds, or a stream that takes the connection
// over until one side ends it.
#include "http/core.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include <array>

#include "http/limits.h"

namespace dudao::http {
namespace {

namespace bhttp = beast::http;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

// Nothing inline, nothing from elsewhere, no frame around us, no address told to others.
constexpr auto strict = std::to_array<std::pair<const char*, const char*>>({
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
});

/// Refusals that the server makes by itself, in the words of the API's Problem.
struct Word {
    int status;
    const char* why;
    const char* zh_what;
    const char* zh_mend;
    const char* en_what;
    const char* en_mend;
};
constexpr Word bad_request{400,
                           "bad_input",
                           "请求无法读懂",
                           "请刷新页面后再试",
                           "the request cannot be read",
                           "HTTP/1.1 with at most 64 headers"};
constexpr Word long_header{
    431, "bad_input", "请求头过长", "至多 8 KiB", "the header is too long", "at most 8 KiB"};
constexpr Word long_body{
    413, "bad_input", "内容过长", "至多 64 KiB", "the body is too long", "at most 64 KiB"};
constexpr Word nobody{503,
                      "busy",
                      "系统繁忙，请求未处理",
                      "请稍后再试",
                      "too much to do; nothing was done",
                      "try again in a moment"};
constexpr Word silent{503,
                      "busy",
                      "未能及时得到答复",
                      "请稍后再试；重复提交不会办理两次",
                      "no answer came in time",
                      "try again; the same key is not done twice"};

Response refusal(const Word& word, std::string_view languages) {
    const bool en = languages.starts_with("en");
    Response response;
    response.status = word.status;
    response.headers = {{"Cache-Control", "no-store"}};
    response.body = std::string("{\"why\":\"") + word.why + "\",\"what\":\"" +
                    (en ? word.en_what : word.zh_what) + "\",\"mend\":\"" +
                    (en ? word.en_mend : word.zh_mend) + "\"}";
    return response;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

template <class Text>
std::string plain(const Text& text) {
    return {text.data(), text.size()};
}

Request request_of(bhttp::request<bhttp::string_body>&& read, const std::string& peer) {
    Request request;
    request.method = plain(read.method_string());
    request.target = plain(read.target());
    for (const auto& field : read) {
        request.headers.emplace_back(lower(plain(field.name_string())), plain(field.value()));
    }
    request.body = std::move(read.body());
    request.peer = peer;
    return request;
}

/// Counted as long as it lives.
struct Counted {
    explicit Counted(std::atomic<std::size_t>& count_in) : count(count_in) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    std::atomic<std::size_t>& count;
};

/// In the map as long as it lives.
template <class T>
struct Listed {
    Listed(std::map<std::uint64_t, T*>& all_in, std::uint64_t id_in, T& item)
        : all(all_in), id(id_in) {
        all.emplace(id, &item);
    }
    ~Listed() { all.erase(id); }
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;
    std::map<std::uint64_t, T*>& all;
    std::uint64_t id;
};

}  // namespace

asio::awaitable<void> Server::Core::serve(tcp::socket socket) {
    const Counted counted(connections);
    error_code wrong;
    const auto remote = socket.remote_endpoint(wrong);
    const std::string peer = wrong ? std::string() : remote.address().to_string();
    beast::tcp_stream stream(std::move(socket));
    beast::flat_buffer buffer(header_bytes_max + body_bytes_max);
    bool more = true;
    while (more && !stopping) more = co_await exchange(stream, buffer, peer);
    stream.socket().shutdown(tcp::socket::shutdown_both, wrong);
    stop_when_quiet();
}

asio::awaitable<bool> Server::Core::exchange(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                             const std::string& peer) {
    constexpr std::size_t first_bytes = 4096;
    error_code wrong;
    if (buffer.size() == 0) {
        stream.expires_after(idle_time);
        const auto room = buffer.prepare(first_bytes);
        const std::size_t n =
            co_await stream.async_read_some(room, redirect_error(use_awaitable, wrong));
        if (wrong) co_return false;
        buffer.commit(n);
    }
    bhttp::request_parser<bhttp::string_body> parser;
    parser.header_limit(header_bytes_max);
    parser.body_limit(body_bytes_max);
    stream.expires_after(header_time);
    co_await bhttp::async_read(stream, buffer, parser, redirect_error(use_awaitable, wrong));
    if (wrong == bhttp::error::end_of_stream || wrong == beast::error::timeout) co_return false;
    if (wrong) {
        const Word& word = wrong == bhttp::error::header_limit ? long_header
                           : wrong == bhttp::error::body_limit ? long_body
                                                               : bad_request;
        Response said = refusal(word, plain(parser.get()[bhttp::field::accept_language]));
        co_await write(stream, std::move(said), false, false);
        co_await discard(stream);
        co_return false;
    }
    const bool keep = parser.get().keep_alive();
    Request request = request_of(parser.release(), peer);
    const bool head = request.method == "HEAD";
    if (request.headers.size() > headers_max || !request.target.starts_with('/')) {
        Response said = refusal(bad_request, request.header("accept-language"));
        co_return co_await write(stream, std::move(said), false, head);
    }
    if (!request.path().starts_with("/api/")) {
        Response file = assets.find(request);
        co_return co_await write(stream, std::move(file), keep, head);
    }
    const std::string languages(request.header("accept-language"));
    std::optional<Down> answer = co_await ask(std::move(request));
    if (!answer) {
        Response said = refusal(silent, languages);
        co_return co_await write(stream, std::move(said), keep, head);
    }
    if (auto* open = std::get_if<OpenStream>(&*answer)) {
        co_await stream_events(stream, std::move(*open));
        co_return false;
    }
    Response& response = std::get<Response>(*answer);
    co_return co_await write(stream, std::move(response), keep, head);
}

asio::awaitable<void> Server::Core::discard(beast::tcp_stream& stream) {
    error_code wrong;
    std::array<char, 4096> away{};
    stream.socket().shutdown(tcp::socket::shutdown_send, wrong);
    stream.expires_after(closing_time);
    for (std::size_t left = discarded_max; !wrong && left > away.size();) {
        left -= co_await stream.async_read_some(asio::buffer(away),
                                                redirect_error(use_awaitable, wrong));
    }
}

asio::awaitable<std::optional<Down>> Server::Core::ask(Request request) {
    const std::uint64_t id = next_id++;
    const std::string languages(request.header("accept-language"));
    request.id = id;
    Exchange exchange{asio::steady_timer(context), {}};
    const Listed<Exchange> listed(exchanges, id, exchange);
    if (stopping || !up.push(std::move(request))) co_return Down(refusal(nobody, languages));
    error_code woken;
    exchange.wake.expires_after(answer_time);
    co_await exchange.wake.async_wait(redirect_error(use_awaitable, woken));
    co_return std::move(exchange.answer);
}

asio::awaitable<bool> Server::Core::write(beast::tcp_stream& stream, Response response, bool keep,
                                          bool head) {
    constexpr unsigned http_1_1 = 11;
    bhttp::response<bhttp::string_body> message(static_cast<bhttp::status>(response.status),
                                                http_1_1);
    for (const auto& [name, value] : strict) message.set(name, value);
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    if (response.status != 304) message.set(bhttp::field::content_type, response.type);
    message.keep_alive(keep && !stopping);
    if (head) {
        message.content_length(response.body.size());
    } else {
        message.body() = std::move(response.body);
        message.prepare_payload();
    }
    error_code wrong;
    stream.expires_after(write_time);
    co_await bhttp::async_write(stream, message, redirect_error(use_awaitable, wrong));
    co_return !wrong && keep && !stopping;
}

asio::awaitable<void> Server::Core::stream_events(beast::tcp_stream& stream, OpenStream open) {
    const std::uint64_t id = open.id;
    Stream state{asio::steady_timer(context), {}, 0, false, false};
    {
        const Listed<Stream> listed(streams, id, state);
        std::string head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n";
        for (const auto& [name, value] : strict) head += std::string(name) + ": " + value + "\r\n";
        state.queue.push_back(std::make_shared<const std::string>(head + "\r\n" + open.first));
        // Whoever reads events says nothing more: what comes is the end.
        stream.socket().async_wait(tcp::socket::wait_read, [this, id](error_code wrong) {
            const auto at = streams.find(id);
            if (wrong || at == streams.end()) return;
            at->second->gone = true;
            at->second->wake.cancel();
        });
        co_await drain(stream, state);
    }
    tell_gone(id);
}

asio::awaitable<void> Server::Core::drain(beast::tcp_stream& stream, Stream& state) {
    static const auto heartbeat = std::make_shared<const std::string>(":\n\n");
    error_code wrong;
    while (!state.gone && !wrong) {
        if (state.queue.empty() && state.closing) co_return;
        if (state.queue.empty()) {
            error_code woken;
            state.wake.expires_after(heartbeat_time);
            co_await state.wake.async_wait(redirect_error(use_awaitable, woken));
            if (woken) continue;
            state.queue.push_back(heartbeat);
        }
        std::vector<std::shared_ptr<const std::string>> frames;
        std::vector<asio::const_buffer> buffers;
        while (!state.queue.empty() && frames.size() < frames_a_write) {
            frames.push_back(std::move(state.queue.front()));
            state.queue.pop_front();
            buffers.emplace_back(frames.back()->data(), frames.back()->size());
            state.bytes -= std::min(state.bytes, frames.back()->size());
        }
        stream.expires_after(write_time);
        co_await asio::async_write(stream, buffers, redirect_error(use_awaitable, wrong));
    }
}

}  // namespace dudao::http
