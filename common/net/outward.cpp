#include "net/outward.h"

#include <algorithm>
#include <charconv>

namespace dudao {
namespace {

constexpr std::size_t url_bytes_max = 2048;
constexpr std::size_t host_bytes_max = 253;
constexpr int port_max = 65'535;
constexpr int smtps_port = 465;
constexpr int submission_port = 587;

bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= host_bytes_max && text.front() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-';
           });
}

/// The part after the scheme; std::nullopt if it has another.
std::optional<std::string_view> after(std::string_view text, std::string_view scheme) {
    if (!text.starts_with(scheme)) return std::nullopt;
    return text.substr(scheme.size());
}

}  // namespace

bool MailServer::is_here() const { return host == "localhost" || host.starts_with("127."); }

std::optional<MailServer> parse_mail_server(std::string_view text) {
    MailServer server;
    auto rest = after(text, "smtps://");
    server.tls_from_start = rest.has_value();
    if (!rest) rest = after(text, "smtp://");
    if (!rest) return std::nullopt;
    const auto colon = rest->find(':');
    server.host = std::string(rest->substr(0, colon));
    if (!is_host(server.host)) return std::nullopt;
    server.port = server.tls_from_start ? smtps_port : submission_port;
    if (colon == rest->npos) return server;
    const std::string_view port = rest->substr(colon + 1);
    const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), server.port);
    const bool whole = failed == std::errc() && end == port.data() + port.size();
    if (!whole || server.port < 1 || server.port > port_max) return std::nullopt;
    return server;
}

bool is_web_address(std::string_view text) {
    if (text.size() > url_bytes_max) return false;
    auto rest = after(text, "https://");
    if (!rest) rest = after(text, "http://");
    if (!rest) return false;
    const std::string_view authority = rest->substr(0, rest->find_first_of("/?#"));
    if (authority.empty() || authority.find('@') != authority.npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace dudao
