// One connection: handles requests one after another, each within its bounds, or one event stream
// that keeps the connection until either side ends it.
#include "http/core.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <array>

#include "http/coding.h"
#include "http/hosts.h"
#include "http/limits.h"
#include "http/peers.h"

namespace dudao::http {
namespace {

namespace bhttp = beast::http;
namespace ssl = asio::ssl;
using asio::redirect_error;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto of_every_answer = std::to_array<std::pair<const char*, const char*>>({
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
});
// Nothing inline, nothing from other sites, not shown in a frame, no referrer sent.
// Permissions-Policy is set by each server. A part of a page is held to the page's own, and would
// cost 0.3 KB more with each.
constexpr auto strict = std::to_array<std::pair<const char*, const char*>>({
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
});

/// Refusals that the server itself sends, in the form of the API's Problem.
struct Word {
    int status;
    std::string_view why;
    std::string_view zh_what;
    std::string_view zh_mend;
    std::string_view en_what;
    std::string_view en_mend;
};
constexpr Word bad_request{400,
                           "bad_input",
                           "请求无法读懂",
                           "请刷新页面后再试",
                           "the request cannot be read",
                           "HTTP/1.1 with at most 64 headers"};
constexpr Word not_ours{400,
                        "bad_input",
                        "这不是本系统的地址",
                        "请用启动时显示的地址打开；经代理访问的，用--host登记其域名",
                        "the Host is none of ours",
                        "the address that was printed at the start; a proxy's name: --host"};
constexpr Word long_header{
    431, "bad_input", "请求头过长", "至多 8 KiB", "the header is too long", "at most 8 KiB"};
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

/// What a browser shows that was given the address without https.
constexpr std::string_view only_tls =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
    "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    "此处只接受加密连接，请以https://开头重新打开。\n"
    "Only TLS is spoken here: open the same address with https:// before it.\n";

/// True if no TLS connection begins with this byte, and a request of HTTP does.
bool is_in_clear(char first) { return first >= 'A' && first <= 'Z'; }

Response refusal(const Word& word, std::string_view languages) {
    const bool en = languages.starts_with("en");
    Response response;
    response.status = word.status;
    response.headers = {{"Cache-Control", "no-store"}};
    response.body = "{\"why\":\"";
    response.body.append(word.why).append("\",\"what\":\"");
    response.body.append(en ? word.en_what : word.zh_what).append("\",\"mend\":\"");
    response.body.append(en ? word.en_mend : word.zh_mend).append("\"}");
    return response;
}

Response too_long(std::uint64_t bytes_max, std::string_view languages) {
    const std::string size = std::to_string(bytes_max / 1024) + " KiB";
    const std::string zh = "至多 " + size;
    const std::string en = "at most " + size;
    return refusal({413, "bad_input", "内容过长", zh, "the body is too long", en}, languages);
}

beast::tcp_stream& bottom(beast::tcp_stream& line) { return line; }
beast::tcp_stream& bottom(beast::ssl_stream<beast::tcp_stream>& line) { return line.next_layer(); }

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

/// False for requests that two parsers could interpret differently (request smuggling): a transfer
/// encoding other than exactly `chunked`, or not exactly one Host.
bool is_plain(const bhttp::fields& fields) {
    const auto count = fields.count(bhttp::field::transfer_encoding);
    const bool chunked =
        count == 1 && beast::iequals(fields[bhttp::field::transfer_encoding], "chunked");
    return (count == 0 || chunked) && fields.count(bhttp::field::host) == 1;
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

/// Counts one while it exists.
struct Counted {
    explicit Counted(std::atomic<std::size_t>& count_in) : count(count_in) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    std::atomic<std::size_t>& count;
};

/// Adds `bytes` to `sum` while it exists.
struct Weighed {
    Weighed(std::size_t& sum_in, std::size_t bytes_in) : sum(sum_in), bytes(bytes_in) {
        sum += bytes;
    }
    ~Weighed() { sum -= bytes; }
    Weighed(const Weighed&) = delete;
    Weighed& operator=(const Weighed&) = delete;
    std::size_t& sum;
    std::size_t bytes;
};

/// Counts one connection of the client while it exists.
struct Hosted {
    Hosted(std::map<std::string, std::size_t>& all_in, const std::string& peer_in)
        : all(all_in), peer(peer_in), count(++all[peer_in]) {}
    ~Hosted() {
        const auto at = all.find(peer);
        if (--at->second == 0) all.erase(at);
    }
    Hosted(const Hosted&) = delete;
    Hosted& operator=(const Hosted&) = delete;
    std::map<std::string, std::size_t>& all;
    std::string peer;
    std::size_t count;  // including this one
};

std::string text_of_end(const tcp::endpoint& end) {
    const std::string text = end.address().to_string();
    const auto address = parse_ip(text);  // IPv4 in its usual form
    return address ? text_of(*address) : text;
}

/// Keeps an item in the map while it exists.
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
    Ends ends;
    const auto remote = socket.remote_endpoint(wrong);
    if (!wrong) ends.peer = text_of_end(remote);
    const auto local = socket.local_endpoint(wrong);
    if (!wrong) ends.own = text_of_end(local);
    const Hosted hosted(by_peer, ends.peer);
    const std::size_t most = options.connections_a_peer_max;
    if (most > 0 && hosted.count > most) co_return;  // close the connection
    wrong = {};
    if (tls) {
        co_await serve_over_tls(std::move(socket), ends);
    } else {
        beast::tcp_stream line(std::move(socket));
        co_await converse(line, ends);
        line.socket().shutdown(tcp::socket::shutdown_both, wrong);
    }
    stop_when_quiet();
}

asio::awaitable<void> Server::Core::serve_over_tls(tcp::socket socket, const Ends& ends) {
    const Certificate used = *tls;  // another may be taken meanwhile
    error_code wrong;
    beast::ssl_stream<beast::tcp_stream> line(std::move(socket), used.loaded()->context);
    bottom(line).expires_after(handshake_time);
    std::array<char, 4096> hello{};
    const std::size_t size = co_await bottom(line).async_read_some(
        asio::buffer(hello), redirect_error(use_awaitable, wrong));
    if (wrong) co_return;
    if (is_in_clear(hello.front())) {
        bottom(line).expires_after(closing_time);
        co_await asio::async_write(bottom(line), asio::buffer(only_tls),
                                   redirect_error(use_awaitable, wrong));
        if (!wrong) co_await discard(bottom(line));
        co_return;
    }
    co_await line.async_handshake(ssl::stream_base::server, asio::buffer(hello.data(), size),
                                  redirect_error(use_awaitable, wrong));
    if (!wrong) co_await converse(line, ends);
    // Tells the client that nothing was cut off; does not wait for longer.
    bottom(line).expires_after(closing_time);
    if (!wrong) co_await line.async_shutdown(redirect_error(use_awaitable, wrong));
    bottom(line).socket().shutdown(tcp::socket::shutdown_both, wrong);
}

template <class Line>
asio::awaitable<void> Server::Core::converse(Line& line, const Ends& ends) {
    beast::flat_buffer buffer(header_bytes_max + options.body_bytes_max);
    bool more = true;
    while (more && !stopping) more = co_await exchange(line, buffer, ends);
}

template <class Line>
asio::awaitable<bool> Server::Core::exchange(Line& line, beast::flat_buffer& buffer,
                                             const Ends& ends) {
    constexpr std::size_t first_bytes = 4096;
    error_code wrong;
    if (buffer.size() == 0) {
        bottom(line).expires_after(idle_time);
        const auto room = buffer.prepare(first_bytes);
        const std::size_t n =
            co_await line.async_read_some(room, redirect_error(use_awaitable, wrong));
        if (wrong) co_return false;
        buffer.commit(n);
    }
    bhttp::request_parser<bhttp::string_body> parser;
    parser.header_limit(header_bytes_max);
    parser.body_limit(options.body_bytes_max);
    bottom(line).expires_after(header_time);
    co_await bhttp::async_read(line, buffer, parser, redirect_error(use_awaitable, wrong));
    if (wrong == bhttp::error::end_of_stream || wrong == beast::error::timeout) co_return false;
    if (wrong) {
        const std::string languages = plain(parser.get()[bhttp::field::accept_language]);
        Response said =
            wrong == bhttp::error::body_limit
                ? too_long(options.body_bytes_max, languages)
                : refusal(wrong == bhttp::error::header_limit ? long_header : bad_request,
                          languages);
        co_return co_await refuse(line, std::move(said), false);
    }
    const bool keep = parser.get().keep_alive();
    const bool plain_one = is_plain(parser.get());
    Request request = request_of(parser.release(), ends.peer);
    const bool head = request.method == "HEAD";
    if (!plain_one || request.headers.size() > headers_max || !request.target.starts_with('/')) {
        Response said = refusal(bad_request, request.header("accept-language"));
        co_return co_await refuse(line, std::move(said), head);
    }
    if (!is_ours(request.header("host"), ends)) {
        Response said = refusal(not_ours, request.header("accept-language"));
        co_return co_await refuse(line, std::move(said), head);
    }
    if (!request.path().starts_with("/api/")) {
        Response file = assets.find(request);
        co_return co_await write(line, std::move(file), keep, head);
    }
    const std::string languages(request.header("accept-language"));
    const bool takes_gzip = accepts(request, "gzip");
    std::optional<Down> answer = co_await ask(std::move(request));
    if (!answer) {
        Response said = refusal(silent, languages);
        co_return co_await write(line, std::move(said), keep, head);
    }
    if (auto* open = std::get_if<OpenStream>(&*answer)) {
        co_await stream_events(line, std::move(*open));
        co_return false;
    }
    Response& response = std::get<Response>(*answer);
    compress(response, takes_gzip);
    co_return co_await write(line, std::move(response), keep, head);
}

bool Server::Core::is_ours(std::string_view header, const Ends& ends) {
    const auto host = host_of(header);
    if (!host) return false;
    const auto listened = parse_ip(options.host);
    if (*host == ends.own || (listened && *host == text_of(*listened))) return true;
    if (is_loopback(*host) && is_loopback(ends.own)) return true;
    for (const std::string& each : options.hosts) {
        if (*host == each) return true;
    }
    return tls && tls->holds_for(*host);
}

template <class Line>
asio::awaitable<bool> Server::Core::refuse(Line& line, Response response, bool head) {
    co_await write(line, std::move(response), false, head);
    co_await discard(line);
    co_return false;
}

template <class Line>
asio::awaitable<void> Server::Core::discard(Line& line) {
    error_code wrong;
    std::array<char, 4096> away{};
    bottom(line).socket().shutdown(tcp::socket::shutdown_send, wrong);
    bottom(line).expires_after(closing_time);
    for (std::size_t left = discarded_max; !wrong && left > away.size();) {
        left -=
            co_await line.async_read_some(asio::buffer(away), redirect_error(use_awaitable, wrong));
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
    exchange.wake.expires_after(options.answer_time);
    co_await exchange.wake.async_wait(redirect_error(use_awaitable, woken));
    co_return std::move(exchange.answer);
}

std::vector<std::pair<std::string, std::string>> Server::Core::always(bool part_of_a_page) const {
    std::vector<std::pair<std::string, std::string>> headers(of_every_answer.begin(),
                                                             of_every_answer.end());
    if (!part_of_a_page) {
        headers.insert(headers.end(), strict.begin(), strict.end());
        headers.emplace_back("Permissions-Policy", options.permissions);
    }
    if (options.tls_alone) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    return headers;
}

template <class Line>
asio::awaitable<bool> Server::Core::write(Line& line, Response response, bool keep, bool head) {
    constexpr unsigned http_1_1 = 11;
    if (answers_bytes + response.body.size() > options.answers_bytes_max) {
        response = refusal(nobody, {});
    }
    const Weighed weighed(answers_bytes, response.body.size());
    const std::string& body = response.shared ? *response.shared : response.body;
    bhttp::response<bhttp::span_body<const char>> message(
        static_cast<bhttp::status>(response.status), http_1_1);
    for (const auto& [name, value] : always(response.part_of_a_page)) message.set(name, value);
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    if (response.status != 304) message.set(bhttp::field::content_type, response.type);
    message.keep_alive(keep && !stopping);
    if (head) {
        message.content_length(body.size());
    } else {
        message.body() = {body.data(), body.size()};
        message.prepare_payload();
    }
    error_code wrong;
    bottom(line).expires_after(write_time);
    co_await bhttp::async_write(line, message, redirect_error(use_awaitable, wrong));
    co_return !wrong && keep && !stopping;
}

template <class Line>
asio::awaitable<void> Server::Core::stream_events(Line& line, OpenStream open) {
    const std::uint64_t id = open.id;
    Stream state{asio::steady_timer(context), {}, 0, false, false};
    {
        const Listed<Stream> listed(streams, id, state);
        std::string head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n";
        for (const auto& [name, value] : always(false)) head += name + ": " + value + "\r\n";
        state.queue.push_back(std::make_shared<const std::string>(head + "\r\n" + open.first));
        // A reader of events sends nothing more, so anything readable means the end.
        bottom(line).socket().async_wait(tcp::socket::wait_read, [this, id](error_code wrong) {
            const auto at = streams.find(id);
            if (wrong || at == streams.end()) return;
            at->second->gone = true;
            at->second->wake.cancel();
        });
        co_await drain(line, state);
    }
    tell_gone(id);
}

template <class Line>
asio::awaitable<void> Server::Core::drain(Line& line, Stream& state) {
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
        bottom(line).expires_after(write_time);
        co_await asio::async_write(line, buffers, redirect_error(use_awaitable, wrong));
    }
}

}  // namespace dudao::http
