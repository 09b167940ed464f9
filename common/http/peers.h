// Who asks: addresses, nets, and what a proxy says of whom it speaks for. Pure.
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
/// Nothing when the text is no address; brackets and a port are none of it.
std::optional<Address> parse_ip(std::string_view text);
/// IPv4 in its own form.
std::string text_of(const Address& address);

/// "10.1.2.3", "10.0.0.0/8", "fd00::/8".
struct Net {
    Address address{};
    unsigned bits = 128;
    bool holds(const Address& other) const;
};
/// BadInput names the one that is none.
Result<std::vector<Net>> parse_nets(const std::vector<std::string>& texts);

/// The address at the other end; where that is one of the proxies, the right-most address of
/// X-Forwarded-For that is none of them. What stands further left, or comes from elsewhere, anybody
/// may have written.
std::string client_of(const Request& request, const std::vector<Net>& proxies);

/// What tries are counted by: an IPv4 address, of IPv6 the first 64 bits, since whoever has one of
/// those has them all. Whatever is no address: as it is.
std::string neighbourhood(const std::string& address);

}  // namespace dudao::http
