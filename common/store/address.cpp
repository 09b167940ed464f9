#include <charconv>

#include "store/connection.h"

namespace dudao {

std::string Address::text() const {
    if (!socket.empty()) return "unix:" + socket;
    const bool v6 = host.find(':') != host.npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<Address> parse_address(std::string_view text) {
    const auto refuse = [&] {
        return bad_input("\"" + std::string(text) + "\" is no Redis address",
                         "unix:/path/to/socket or host:port");
    };
    Address address;
    if (text.starts_with("unix:")) text.remove_prefix(5);
    if (text.starts_with("/")) {
        address.socket = text;
        return address;
    }
    const auto colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return refuse();
    std::string_view host = text.substr(0, colon);
    if (host.starts_with("[") && host.ends_with("]")) host = host.substr(1, host.size() - 2);
    const std::string_view port = text.substr(colon + 1);
    const char* const end = port.data() + port.size();
    const auto read = std::from_chars(port.data(), end, address.port);
    if (host.empty() || read.ec != std::errc{} || read.ptr != end) return refuse();
    if (address.port < 1 || address.port > 65535) return refuse();
    address.host = host;
    return address;
}

}  // namespace dudao
