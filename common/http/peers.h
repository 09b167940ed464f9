// Client addresses, networks, and addresses reported by a proxy. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "result.h"

namespace dudao::http {

/// IPv6, or IPv4 as ::ffff:a.b.c.d.
using Address = std::array<std::uint8_t, 16>;
/// Parses an address without brackets and port; std::nullopt if it is not one.
std::optional<Address> parse_ip(std::string_view text);
/// The text of an address; IPv4 in its usual form.
std::string text_of(const Address& address);

/// A network: "10.1.2.3", "10.0.0.0/8", "fd00::/8".
struct Net {
    Address address{};
    unsigned bits = 128;
    bool holds(const Address& other) const;
};
/// Errors: BadInput names the text that is not a network.
Result<std::vector<Net>> parse_nets(const std::vector<std::string>& texts);

/// The client's address: that of the connection or, if it comes from one of the proxies, the
/// right-most address in X-Forwarded-For that is not a proxy. Addresses further left, or in headers
/// from elsewhere, can be forged.
std::string client_of(const Request& request, const std::vector<Net>& proxies);

/// The key for counting tries: an IPv4 address, or the first 64 bits of an IPv6 address, because
/// one customer usually has the whole /64. Other text is returned unchanged.
std::string neighbourhood(const std::string& address);

}  // namespace dudao::http
