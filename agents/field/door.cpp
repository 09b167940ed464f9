#include "agents/field/door.h"

#include <charconv>
#include <fstream>
#include <iterator>

#include "agents/limits.h"

namespace dudao::agent {
namespace {

// The page may use the camera and the position of the phone, nothing else.
constexpr const char* of_the_phone = "camera=(self), geolocation=(self), microphone=()";
constexpr std::uint16_t further_ports = 100;
constexpr std::chrono::seconds spare{15};  // added to the longest wait for a change

Result<http::Server::Options> server_options(const Door::Options& options) {
    http::Server::Options server;
    std::string listen = options.listen;
    if (listen.ends_with('+')) {
        server.further = further_ports;
        listen.pop_back();
    }
    const auto colon = std::min(listen.rfind(':'), listen.size());
    const char* from = listen.data() + std::min(colon + 1, listen.size());
    const char* to = listen.data() + listen.size();
    const auto [end, wrong] = std::from_chars(from, to, server.port);
    const bool fits = server.port <= UINT16_MAX - server.further;
    if (wrong != std::errc{} || end != to || !fits) {
        return bad_input("--field-listen: '" + options.listen + "' is no address", "0.0.0.0:8443");
    }
    if (options.certificate.empty() || options.private_key.empty()) {
        return bad_input("--field-listen: phones are served over TLS alone",
                         "--field-cert and --field-key");
    }
    server.host = listen.substr(0, colon);
    if (server.host.starts_with('[') && server.host.ends_with(']')) {
        server.host = server.host.substr(1, server.host.size() - 2);
    }
    server.connections_max = field_connections_max;
    server.connections_a_peer_max = field_connections_a_phone_max;
    server.body_bytes_max = field_piece_bytes_max + 1024;
    server.answer_time = std::chrono::seconds(field_wait_s_max) + spare;
    auto certificate = http::Certificate::load({options.certificate, options.private_key});
    if (!certificate) return within("--field-cert", certificate.error());
    server.certificate = std::move(*certificate);
    server.permissions = of_the_phone;
    return server;
}

}  // namespace

Door::Door() : up_(field_requests_max), down_(field_requests_max) {}

Result<std::unique_ptr<Door>> Door::open(const Options& options) {
    auto how = server_options(options);
    if (!how) return tl::unexpected<Error>(how.error());
    auto pages = http::Assets::load(options.pages);
    if (!pages) return within("--field-pages", pages.error());
    if (!options.authority.empty()) {
        std::ifstream in(options.authority, std::ios::binary);
        std::string pem{std::istreambuf_iterator<char>(in), {}};
        if (pem.empty()) return bad_input("--field-ca: nothing in " + options.authority, "PEM");
        pages->add("/ca.crt", "application/x-x509-ca-cert", std::move(pem));
    }
    std::unique_ptr<Door> door(new Door);
    const std::string host = how->host;
    door->certificate_ends_ = how->certificate->ends();
    auto server = http::Server::open(std::move(*how), std::move(*pages), door->up_, door->down_);
    if (!server) return within("--field-listen", server.error());
    door->server_ = std::move(*server);
    const bool six = host.find(':') != host.npos;
    door->address_ = (six ? "[" + host + "]" : host) + ":" + std::to_string(door->server_->port());
    return door;
}

Door::~Door() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
}

void Door::run() {
    thread_ = std::thread([this] { server_->run(); });
}

std::vector<http::Request> Door::take_requests() {
    std::vector<http::Request> requests;
    for (http::Up& item : up_.take_all()) {
        if (auto* request = std::get_if<http::Request>(&item)) {
            requests.push_back(std::move(*request));
        }
    }
    return requests;
}

}  // namespace dudao::agent
