#include "cli/up/pages.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "http/hosts.h"
#include "http/peers.h"

namespace dudao::up {
namespace {

constexpr const char* usual_host = "127.0.0.1";

std::string absolute(const std::string& file) {
    std::error_code failed;
    return std::filesystem::absolute(file, failed).string();
}

/// The address of host:port, without port and brackets; empty if it is none.
std::string host_in(const std::string& listen) {
    const auto colon = listen.rfind(':');
    if (colon == listen.npos) return {};
    unsigned port = 0;
    const char* last = listen.data() + listen.size();
    const auto [end, wrong] = std::from_chars(listen.data() + colon + 1, last, port);
    if (wrong != std::errc{} || end != last || port == 0 || port > 65'535) return {};
    std::string host = listen.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto address = http::parse_ip(host);
    return address ? http::text_of(*address) : std::string();
}

bool is_every_address(const std::string& host) { return host == "0.0.0.0" || host == "::"; }

std::string in_an_address(const std::string& host) {
    return host.find(':') == host.npos ? host : "[" + host + "]";
}

}  // namespace

Result<PagesDoor> pages_door(const UpOptions& options, const StateFolder& folder) {
    PagesDoor door;
    std::string host = usual_host;
    if (options.console_listen.empty()) {
        const int port = options.console_port;
        door.listen = host + ":" + (port == 0 ? "8080+" : std::to_string(port));
    } else {
        host = host_in(options.console_listen);
        if (host.empty()) {
            return bad_input("--console-listen: '" + options.console_listen + "' is no address",
                             "0.0.0.0:8444");
        }
        door.listen = options.console_listen;
    }
    const bool own = !options.console_certificate.empty();
    if (own != !options.console_key.empty()) {
        return bad_input(own ? "--console-certificate without --console-key"
                             : "--console-key without --console-certificate",
                         "both or neither");
    }
    door.tls = own || options.console_tls || !http::is_loopback(host);
    door.of_the_county = door.tls && !own;
    if (own) {
        door.certificate = absolute(options.console_certificate);
        door.key = absolute(options.console_key);
    } else if (door.tls) {
        door.certificate = folder.console_certificate().string();
        door.key = folder.console_key().string();
    }
    return door;
}

std::string address_to_open(const std::string& listening, const UpOptions& options,
                            const std::vector<std::string>& own_addresses) {
    constexpr std::string_view https = "https://";
    if (!listening.starts_with(https)) return listening;
    const std::string at = listening.substr(https.size());
    const std::string host = host_in(at);
    std::string shown = host;
    if (!options.console_hosts.empty()) {
        shown = options.console_hosts.front();
    } else if (is_every_address(host)) {
        const auto far = std::find_if_not(own_addresses.begin(), own_addresses.end(),
                                          [](const auto& each) { return http::is_loopback(each); });
        shown = far == own_addresses.end() ? usual_host : *far;
    }
    return std::string(https) + in_an_address(shown) + at.substr(at.rfind(':'));
}

}  // namespace dudao::up
